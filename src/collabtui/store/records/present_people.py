"""The names of those who are here, read once and kept as long as nobody is entered or changed.

Each reply is compared with all of them: with thousands of people, reading their names was most of what a mail cost.
"""

from typing import cast

from collabtui.domain.people import PersonName
from collabtui.store.engine_connection import Connection, KeptAnswer

_STATE = "SELECT count(*), coalesce(sum(version), 0) FROM person"
"""Rises with each write of a person: none is ever deleted, and a version never falls."""
_NAMES = "SELECT ref, name FROM person WHERE merged_into IS NULL AND left_at IS NULL ORDER BY id"
_KEPT = "present people"


def present_people(connection: Connection) -> list[PersonName]:
    """As `interface.Reader.present_people`."""
    state = connection.row(_STATE)
    if state is None:  # asked of nobody, to learn the question: see `Connection.together`
        return []
    kept = connection.kept.get(_KEPT)
    if kept is None or kept.state != state:
        kept = KeptAnswer(state, tuple(map(PersonName._make, connection.rows(_NAMES))))
        if not connection.in_transaction:  # what is not committed may never have been
            connection.kept[_KEPT] = kept
    return list(cast("tuple[PersonName, ...]", kept.answer))
