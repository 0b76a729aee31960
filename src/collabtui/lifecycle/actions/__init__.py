"""Changing actions, asking their owners, taking in a table of them. `edit_actions` is the door."""
