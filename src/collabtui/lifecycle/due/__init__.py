"""What time asks for: reminders, escalations, closing."""
