"""Undoing the last change (`undo_last`; its inverse is `lifecycle.base.inverse_change`), and lists with a name."""
