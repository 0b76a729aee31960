"""Text to meaning. Pure: text in, values out; the words themselves are data, one file per language."""
