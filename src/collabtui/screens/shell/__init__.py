"""What is reached from everywhere: palette, help on keys, search."""
