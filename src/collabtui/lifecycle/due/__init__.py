"""Duties of the clock, who is told of what when it is due: reminders, escalations, changes. The door is `registry`;
after how many days, `domain.deadlines`."""
