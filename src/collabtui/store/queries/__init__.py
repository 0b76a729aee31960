"""What a list or a screen shows, one query each, as plain rows. One module a noun; import the one that is needed."""
