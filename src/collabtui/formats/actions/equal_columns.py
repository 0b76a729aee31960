"""Columns of a table that mean the same: which of them counts, by its cells, and what becomes of the others."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.formats.actions.by_cells.people_by_cells import helps_beside, names_one_each
from collabtui.formats.actions.column_values import STATE_TICKS, are_days, are_people, days_when_done
from collabtui.formats.actions.heading_fields import CALENDAR, DURATION, UNUSED, is_certain
from collabtui.formats.actions.written_values import written_percent
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

SEVERAL = frozenset(
    (
        "task",
        "note",
        "progress",
        "collaborators",
        "helping_department",
        "deliverable",
        "reason",
        STATE_TICKS,
        DURATION,
        CALENDAR,
        UNUSED,
        "",
    )
)
"""Fields that more than one column may have."""
_OTHERWISE = {"title": "note", "percent": "progress"}
"""The field of a column whose own is taken by another one."""
_OF_ORDER = ("number", "wbs", "level")
"""Fields of which an action has nothing."""
_OF_DAYS = ("planned_start", "due", "actual_start", "actual_finish")
_OF_PEOPLE = ("owner", "doer", "people")
_MOSTLY = 0.6


class EqualColumns(NamedTuple):
    """Columns that their names alone do not tell apart."""

    field: str
    taken: str
    others: tuple[str, ...]


class _Table(NamedTuple):
    headings: Sequence[Sequence[str]]
    rows: Sequence[RawRow]
    given: Mapping[str, str]


def without_equals(
    headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> tuple[list[str], list[EqualColumns]]:
    """Fields of which no two columns have the same, and of which columns that is a guess. Raises `Refused`
    (table.same_columns) where somebody has said the same of two."""
    found, table, guessed = list(fields), _Table(headings, rows, given), list[EqualColumns]()
    for field in dict.fromkeys(fields):
        same = [place for place, one in enumerate(found) if one == field]
        if len(same) < 2 or field in SEVERAL:
            continue
        chosen = _named(table, field, same)
        if not _given(table, same) and (actual := days_when_done(found, same, rows)) is not None:
            found[actual] = "actual_finish"
            continue
        if len(chosen) != 1 or _has_rivals(table, field, same, chosen[0]):
            chosen = chosen if len(chosen) == 1 else [_best(table, field, same)]
            others = tuple(_called(headings[place]) for place in same if place not in chosen)
            guessed += [EqualColumns(field, _called(headings[chosen[0]]), others)] if field not in _OF_ORDER else []
        for place in same:
            found[place] = field if place == chosen[0] else _OTHERWISE.get(field, "")
            if place != chosen[0] and field in _OF_PEOPLE and _has_helpers(table, chosen[0], place):
                found[place] = "collaborators"
    return found, guessed


def _has_helpers(table: _Table, first: int, place: int) -> bool:
    """Whether the other has people, too, and one heading covers both: `Handled by` over `Lead` and `Second`; or the one
    has somebody for each task, and the other stands beside some: 谁盯 and 谁搭手."""
    over = [table.headings[one][:-1] for one in (first, place)]
    second = bool(over[0]) and over[0] == over[1]
    beside = first < place and names_one_each(table.rows, first) and helps_beside(table.rows, first, place)
    return (second or beside) and are_people(_texts(table.rows, place), table.given)


def _named(table: _Table, field: str, same: Sequence[int]) -> list[int]:
    """The columns that somebody has named so, or whose whole name is known, unless only others have such cells."""
    explicit = _given(table, same)
    if len(explicit) > 1:
        raise Refused("table.same_columns", value=[" ".join(table.headings[place]) for place in explicit])
    known = [place for place in same if is_certain(table.headings[place], table.given)]
    plausible = [
        place for place in same if _is_plausible(table, field, place) and _is_as_full(table, field, place, same)
    ]
    if explicit or len(known) != 1 or known[0] in plausible:
        return explicit or known
    return plausible or known


def _is_as_full(table: _Table, field: str, place: int, same: Sequence[int]) -> bool:
    """Whether a column of tasks names about as many as the one that names most of them: 整改措施 that few rows have is
    a note beside 整改事项."""
    most = max(len(_texts(table.rows, other)) for other in same)
    return field != "title" or len(_texts(table.rows, place)) >= _MOSTLY * most


def _given(table: _Table, same: Sequence[int]) -> list[int]:
    return [place for place in same if " ".join(map(plain, table.headings[place])) in table.given]


def _has_rivals(table: _Table, field: str, same: Sequence[int], chosen: int) -> bool:
    """Whether another column of days has as many."""
    days = [place for place in same if place != chosen and field in _OF_DAYS and are_days(table.rows, place)]
    filled = len(_texts(table.rows, chosen))
    return not _given(table, same) and any(len(_texts(table.rows, place)) >= filled for place in days)


def _best(table: _Table, field: str, same: Sequence[int]) -> int:
    """The one whose cells are of the kind and most filled; of two that are alike the first."""
    return max(same, key=lambda place: (_is_plausible(table, field, place), len(_texts(table.rows, place)), -place))


def _is_plausible(table: _Table, field: str, place: int) -> bool:
    texts = _texts(table.rows, place)
    if field in _OF_DAYS:
        return are_days(table.rows, place)
    if field in _OF_PEOPLE:
        return are_people(texts, table.given)
    if field == "status":
        return any(plain(text) in word_table("actions", "statuses") for text in texts)
    if field == "percent":
        return any(written_percent(text) is not None for text in texts)
    return field != "title" or len(set(texts)) == len(texts) > 0


def _texts(rows: Sequence[RawRow], place: int) -> list[str]:
    return [text for row in rows if place < len(row.cells) and (text := shown(row.cells[place]).strip())]


def _called(parts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(parts))
