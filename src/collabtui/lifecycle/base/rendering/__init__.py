"""Mails rendered before a command takes the lock to write. `rendered_ahead` is the door."""
