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


_OPEN_IN_ARCHIVE = f"""FROM action AS filed
    WHERE filed.matter IN (SELECT ref FROM matter WHERE step = 'archive') AND filed.{OPEN_ACTION}"""
"""Asked once for all rows, of the indexes by step and by matter: a join would go through all that is open."""


def awaited_action(table: str) -> str:
    """That an action of this table or alias is open, and that its matter is not archived, of which nobody is reminded
    any more."""
    return f"{table}.{OPEN_ACTION} AND {not_left_open(table)}"


def not_left_open(table: str) -> str:
    """That an action of this table or alias is over, or of no archived matter."""
    return f"{table}.id NOT IN (SELECT filed.id {_OPEN_IN_ARCHIVE})"


OF_NO_ARCHIVE = "(matter IS NULL OR matter NOT IN (SELECT ref FROM matter WHERE step = 'archive'))"
"""That a risk is of no archived matter: what was left open in one is awaited no more."""


def awaited_count(open_ones: str, due: str) -> str:
    """The number of those awaited with such a due day: `< ?`, which is bound twice. `open_ones` has the open ones;
    each of them is only counted there, and those of the archive, which are few, are taken away."""
    in_archive = f"(SELECT count(*) {_OPEN_IN_ARCHIVE} AND filed.due {due})"
    return f"((SELECT count(*) FROM {open_ones} WHERE {OPEN_ACTION} AND due {due}) - {in_archive})"


def awaited_count_of_few(open_ones: str, due: str, most: int) -> str:
    """The same, bound twice as well; NULL where `most` of them are open, or more: no more are looked at."""
    few = f"SELECT 1 FROM {open_ones} WHERE {OPEN_ACTION} AND due {due} LIMIT {most}"
    in_archive = f"(SELECT count(*) {_OPEN_IN_ARCHIVE} AND filed.due {due})"
    counted = f"SELECT count(*) AS n FROM ({few}) AS few"
    return f"(SELECT CASE WHEN n < {most} THEN n - {in_archive} END FROM ({counted}) AS counted)"


def overdue_action(table: str) -> str:
    """That one that is awaited is overdue on the day that is bound: `domain.action_status.is_overdue`."""
    return f"{awaited_action(table)} AND {table}.due < ?"


def instant_text(value: datetime) -> str:
    """As instants are kept: UTC, of one width, so that the order of the texts is the order of the instants."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")
