"""Whether every template can be filled: all kinds of mail with sample data. `fill_all` is the door."""
