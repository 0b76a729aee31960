"""Duties of the clock before a meeting: its agenda with what was left open, and its material."""
