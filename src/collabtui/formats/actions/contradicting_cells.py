"""Columns whose cells speak against what the columns were read as, or for something that no column was read as: nothing
of a table is lost without a word."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from collabtui.formats.actions.column_values import STATE_TICKS, are_days, are_people
from collabtui.formats.actions.heading_fields import CALENDAR, DURATION, FIRST_DUE, KIND, LIGHT, UNUSED, column_name
from collabtui.formats.actions.table_head import HeadColumn
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

CellKind = Literal["people", "days", "states", "ticks"]
_FEWEST, _MOSTLY = 2, 0.6
_LONGEST_TICK = 3
_ANYTHING = frozenset(
    (
        "note",
        "number",
        "wbs",
        "level",
        "ref",
        "line",
        "depends_on",
        "resolution",
        STATE_TICKS,
        DURATION,
        CALENDAR,
        KIND,
        LIGHT,
    )
)
_OF_PEOPLE = frozenset(("owner", "doer", "people", "collaborators"))
_OF_DAYS = frozenset(("planned_start", "due", "span", "actual_start", "actual_finish", FIRST_DUE))
_OF_STATES = frozenset(("status", "percent", "progress", STATE_TICKS))
_HOLDS: Mapping[CellKind, frozenset[str]] = {
    "people": _OF_PEOPLE | {"helping_department"}, "days": _OF_DAYS, "states": _OF_STATES,
    "ticks": _OF_STATES,
}  # fmt: skip
_READ_AS: Mapping[CellKind, frozenset[str]] = {
    "people": frozenset(("owner", "doer", "people")), "days": frozenset(("due", "span", FIRST_DUE)),
    "states": _OF_STATES, "ticks": _OF_STATES,
}  # fmt: skip
"""The fields of which one has to be read where some column holds such cells."""


class CellsAgainst(NamedTuple):
    """A column, what it was read as, and the kind of what stands in it."""

    column: str
    field: str
    """Empty where it was left out."""
    kind: CellKind


def cells_against(
    columns: Sequence[HeadColumn], rows: Sequence[RawRow], given: Mapping[str, str]
) -> tuple[CellsAgainst, ...]:
    """Columns that hold another kind of things than their field has; and those that were left out although they alone
    hold people, days or states. What somebody has said of a column counts."""
    fields = {column.field for column in columns}
    if "line" in fields:
        return ()
    found = list[CellsAgainst]()
    for column in columns:
        kind = None if column_name(column.name) in given else _kind_of(column.place, rows, given)
        if kind is None:
            continue
        is_read = bool(fields & _READ_AS[kind])
        if column.field in ("", UNUSED):
            found += [] if is_read else [CellsAgainst(column.name, "", kind)]
        elif column.field not in _HOLDS[kind] | _ANYTHING and not (column.field == "department" and is_read):
            found.append(CellsAgainst(column.name, column.field, kind))
    return tuple(found)


def _kind_of(place: int, rows: Sequence[RawRow], given: Mapping[str, str]) -> CellKind | None:
    texts = [text for row in rows if place < len(row.cells) and (text := shown(row.cells[place]).strip())]
    if len(texts) < _FEWEST:
        return None
    if are_people(texts, given):
        return "people"
    if not all(text.isdigit() for text in texts) and are_days(rows, place):
        return "days"
    known = {**word_table("actions", "statuses"), **word_table("actions", "boxes")}
    states = [text for text in texts if known.get(plain(text))]
    if len(states) == len(texts) and all(len(text) <= _LONGEST_TICK and not _is_word(text) for text in texts):
        return "ticks"
    words = [text for text in states if _is_word(text)]
    return "states" if len(words) >= _MOSTLY * len(texts) else None


def _is_word(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1
