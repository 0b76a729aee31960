"""The page of what goes out by mail, and what became of it."""
