"""SQL that the store and the queries share. Standard library only."""

from datetime import UTC, datetime

OPEN_ACTION = "status IN ('not-started', 'in-progress', 'blocked')"
"""As the index `action_open` has it, word for word: only then does SQLite use that."""

CHANGE_COUNTER = "SELECT value FROM counter WHERE name = 'batch'"
"""The number of the last deed that wrote something; no row before the first."""


def instant_text(value: datetime) -> str:
    """As instants are kept: UTC, of one width, so that the order of the texts is the order of the instants."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")
