"""Columns of a table by the cells below them, where their names say nothing."""
