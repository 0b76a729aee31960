"""Numbers that stay alike as long as the same roles, people and restricted matters are there."""

from collections.abc import Iterator

from collabtui.store.common_sql.dialect import is_set
from collabtui.store.engine_connection import Connection

_WHOLE = ("role_grant", "account", "person")
_OF_MATTER = ("action", "risk", "meeting", "decision", "question", "change", "vote", "resource")
_IN_MEETING = ("action", "risk", "decision", "question", "vote")
_RESTRICTED = f"SELECT ref FROM matter WHERE {is_set('confidential')}"
_MEETINGS = f"SELECT ref FROM meeting WHERE matter IN ({_RESTRICTED})"


def _counted() -> Iterator[str]:
    for table in _WHOLE:
        yield f"FROM {table}"
    yield f"FROM matter WHERE {is_set('confidential')}"
    for table in _OF_MATTER:
        yield f"FROM {table} WHERE matter IN ({_RESTRICTED})"
    for table in _IN_MEETING:
        yield f"FROM {table} WHERE meeting IN ({_MEETINGS})"


_STATE = " UNION ALL ".join(
    f"SELECT {place}, count(*), coalesce(sum(id), 0), coalesce(sum(version), 0) {rows}"  # of our own tables
    for place, rows in enumerate(_counted())
)


def rights_state(connection: Connection) -> tuple[tuple[int, ...], ...]:
    """Of roles, accounts and people, of restricted matters, and of the records whose texts are hidden with them."""
    return tuple(sorted(tuple(row) for row in connection.rows(_STATE)))
