"""Columns of days whose names nobody knows: of two side by side the left one is when a task begins, where no row says
otherwise."""

from collections.abc import Iterator, Sequence
from datetime import date

from collabtui.formats.actions.by_cells.cells_below import filled_share, task_rows
from collabtui.formats.actions.column_values import are_days, is_called_actual, is_called_other_day
from collabtui.formats.actions.heading_fields import column_name, has_word
from collabtui.formats.actions.written_values import bare_day, month_and_day, written_day
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.numbered_days import DAY_ORDERS, DayOrder, numbered_days
from collabtui.formats.tables.raw_row import RawRow

_FULL = 0.8
"""Share of the tasks that have a day on which they end."""
_FEWEST = 2
_SHORTEST_WORD = 3
_SOME_YEAR = 2000
"""Of days without one: as good as any, since only the order of two is asked."""
_DAYS = frozenset(("due", "span", "planned_start", "line"))


def with_stretch_of_days(headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """The only two columns of days that nobody knows, side by side, in each row the left one first: 停工 and 复工,
    `Kicks off` and `Wraps`. Beside the day on which a task ends, the one left of it that is called after a begin."""
    found = list(fields)
    if not _DAYS & set(fields):
        pairs = [left for left in range(len(fields) - 1) if _are_stretch(headings, fields, rows, left)]
        if len(pairs) == 1:
            found[pairs[0]], found[pairs[0] + 1] = "planned_start", "due"
    elif fields.count("due") == 1 and not {"span", "planned_start", "line"} & set(fields):
        due = fields.index("due")
        start = due - 1
        if (
            start >= 0
            and not fields[start]
            and _is_called_start(_last(headings[start]))
            and _come_in_order(rows, start, due)
        ):
            found[start] = "planned_start"
    return found


def _are_stretch(headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow], left: int) -> bool:
    """Whether a column that nobody knows and the one right of it may be when tasks begin and end."""
    right = left + 1
    if fields[left] or fields[right] or filled_share(rows, right) < _FULL or not _come_in_order(rows, left, right):
        return False
    others = [place for place, field in enumerate(fields) if not field and place not in (left, right)]
    names = [_last(headings[place]) for place in (left, right)]
    if any(are_days(rows, place) and not is_called_other_day(_last(headings[place])) for place in others):
        return False
    if not all(names) or any(is_called_actual(name) for name in names) or _is_called_beside(names[1]):
        return False
    paired = _is_called_start(names[0]) or _are_parallel(headings[left], headings[right])
    return paired or not any(map(is_called_other_day, names))


def _last(parts: Sequence[str]) -> str:
    return column_name(parts[-1]) if parts else ""


def _is_called_start(name: str) -> bool:
    return has_word(name, "beginning")


def _is_called_beside(name: str) -> bool:
    return has_word(name, "beside_owner")


def _are_parallel(left: Sequence[str], right: Sequence[str]) -> bool:
    """Below one heading, or with a word in common: `Road shut` and `Road open`, `Bench from` and `Bench to`."""
    if len(left) > 1 and left[:-1] == right[:-1]:
        return True
    common = {*_last(left).split()} & {*_last(right).split()}
    return any(len(word) >= _SHORTEST_WORD and word not in word_table("actions", "day_nouns") for word in common)


def _come_in_order(rows: Sequence[RawRow], left: int, right: int) -> bool:
    """Whether both are days in some rows, and in each of these the left one is the earlier, at least once before the
    other."""
    cells = [(row.cells[left], row.cells[right]) for row in task_rows(rows) if max(left, right) < len(row.cells)]
    for order in DAY_ORDERS:
        both = [(_day(one, order), _day(other, order)) for one, other in cells]
        known = [(one, other) for one, other in both if one and other]
        if (
            len(known) >= _FEWEST
            and all(one <= other for one, other in known)
            and any(one < other for one, other in known)
        ):
            return True
    return False


def _day(cell: Cell, order: DayOrder) -> date | None:
    """The day that a cell is, as its order has it; of a year that is not said any."""
    return cell if isinstance(cell, date) else next(_days_in(bare_day(shown(cell).strip()), order), None)


def _days_in(text: str, order: DayOrder) -> Iterator[date]:
    try:
        if day := written_day(text):
            yield day
        if parts := month_and_day(text) or _beside_month(text):
            yield date(_SOME_YEAR, *parts)
    except ValueError:
        return
    for one in numbered_days(text, _SOME_YEAR, year_leads=False):
        if parts_of_order := one.readings.get(order):
            yield date(_SOME_YEAR, *parts_of_order[1:])


def _beside_month(text: str) -> tuple[int, int] | None:
    """6 and 3 of `6 Mar 2026`, Mar 6."""
    months, words = word_table("agenda", "months"), plain(text).replace("-", " ").replace(",", " ").split()
    month = next((months[bare] for word in words if (bare := word.rstrip(".")) in months), "")
    day = next((word for word in words if word.isdigit() and len(word) <= len("31")), "")
    return (int(month), int(day)) if month and day else None
