"""Statements of an item: its status, that it is most likely done, that something else is wanted."""
