"""Dialogs that open from everywhere: palette, help on keys, search."""
