"""Changing actions, asking their owners, taking in a table of them, lists of them under a name. `edit_actions` is the
door."""
