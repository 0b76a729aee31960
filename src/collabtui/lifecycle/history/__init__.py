"""Undoing the last change (`undo_last`), and lists saved under a name."""
