"""Queries for lists and screens, one each, as plain rows. One module a noun; import the one that is needed."""
