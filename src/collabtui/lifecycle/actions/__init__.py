"""Changing actions, asking their owners, lists of them under a name. `edit_actions` is the door; tables of them come in
through `importing`."""
