"""Whether every template can be filled: all kinds of mail with sample data. `check` is the door."""
