"""Pieces of SQL that the store and the queries share: which actions are overdue, how an instant is written."""

from datetime import UTC, datetime

from collabtui.domain.action_status import OPEN

COUNT_ON = """INSERT INTO counter (name, value) VALUES (?, 1)
    ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value"""
"""The next number of the counter with a name, from 1."""

OPEN_ACTION = f"status IN ({', '.join(map(repr, OPEN))})"
"""As the index `action_open` has it, word for word: only then does SQLite use that."""

DONE_AT = """coalesce((SELECT max(at) FROM trail
    WHERE trail.ref = a.ref AND field = 'status' AND new = '"done"'), a.updated_at)"""
"""The instant at which the action `a`, which is done, became so."""


def overdue_action(table: str) -> str:
    """That an action of this table or alias is overdue on the day that is bound: `domain.action_status.is_overdue`."""
    return f"{table}.{OPEN_ACTION} AND {table}.due < ?"


def instant_text(value: datetime) -> str:
    """As instants are kept: UTC, of one width, so that the order of the texts is the order of the instants."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")
