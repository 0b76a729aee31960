"""What time asks for: reminders, escalations, duties, changes. The door is `registry`."""
