"""Rows in columns: the days of a week, the columns of a board."""
