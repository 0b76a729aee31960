"""The page of a week and of a month: meetings, what is due, what is owed, reminders to come, who is away."""
