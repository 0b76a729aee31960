"""Minutes: what they hold, who gets which version, corrections. `publish` is the door."""
