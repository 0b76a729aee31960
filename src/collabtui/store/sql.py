"""SQL that the store and the views both say. Standard library only."""

OPEN_ACTION = "status IN ('not-started', 'in-progress', 'blocked')"
"""As the index `action_open` has it, word for word: only then does SQLite use that."""
