"""Duties of the clock: reminders, escalations, duties, changes. The door is `registry`."""
