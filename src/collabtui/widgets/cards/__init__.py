"""Cards in columns under a cursor: a board, a week."""
