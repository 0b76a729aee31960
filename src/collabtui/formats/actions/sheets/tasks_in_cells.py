"""Tables in which each cell is a task, and no row is one: boards with a column for each state, and weeks with a row for
each person. Stages side by side: `stages_in_columns`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from collabtui.formats.actions.column_values import is_day_or_stretch, is_person
from collabtui.formats.actions.heading_fields import field_of
from collabtui.formats.actions.task_row import number_in_book
from collabtui.formats.actions.written_values import DAY_WITHIN, SIGN_BEHIND
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.table_markdown import LIST_HEAD

_HEAD_WITHIN, _LOOKED_AT = 12, 60
"""Rows in which the names of the columns are looked for, and rows below them by which the kind of table is told."""
_FEWEST, _MOSTLY = 3, 0.6
_LONGEST_NAME, _SHORTEST_CARD = 24, 6
_COUNT = re.compile(r"\d+(?:\s*\S{1,8})?")
"""6 cards, below those of a board."""
_NUMBERED = re.compile(r"\A\s*\d{1,2}[.、)）]\s*(?=\D)")
_NAMES = {"zh": ("阶段", "事项", "负责人", "截止", "状态"), "en": ("Phase", "Task name", "Owner", "Due", "Status")}
_BETWEEN_LINES = "  "
"""As an item of a list has it between what it says."""
_OF_A_CELL = 64
"""Columns that numbers of rows leave room for."""


def tasks_of_cells(rows: Sequence[RawRow], given: Mapping[str, str]) -> list[RawRow] | None:
    """The rows of a table with a row for each of these cells; None of any other table."""
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        names = {at: " ".join(text.split()) for at, cell in enumerate(row.cells) if (text := shown(cell).strip())}
        body = rows[place + 1 :]
        if len(names) < _FEWEST or not body:
            continue
        seen = body[:_LOOKED_AT]
        if _is_board(names, seen):
            cards = (RawRow(_number(one, at), (text, names[at])) for one, at, text in _filled(body, names))
            return [*rows[:place], RawRow(row.number, LIST_HEAD), *sorted(cards)]
        if _is_week(row, names, seen, given):
            return [*rows[:place], _head(names, row.number), *_of_week(row, body, min(names))]
    return None


def _number(row: RawRow, column: int, part: int = 0) -> int:
    """One that no other cell has, and that is the row's own where it is shown."""
    return number_in_book(column + 1 + part * _OF_A_CELL, row.number)


def _is_board(names: Mapping[int, str], body: Sequence[RawRow]) -> bool:
    """Whether most columns, and several, are called as states, no column after something else, and their cells are
    more than ticks."""
    known = word_table("actions", "statuses")
    states = [state for name in names.values() if (state := known.get(plain(name)))]
    others = {field_of([name], {}) for name in names.values() if plain(name) not in known} - {""}
    texts = [text for at in names for text in _texts(body, at)]
    cards = sum(len(text) >= _SHORTEST_CARD for text in texts)
    short = all(len(name) <= _LONGEST_NAME for name in names.values())
    return (
        short and not others and len(set(states)) > 1 and len(states) >= _MOSTLY * len(names)
        and len(texts) >= _FEWEST and cards >= _MOSTLY * len(texts)
    )  # fmt: skip


def _filled(body: Sequence[RawRow], names: Mapping[int, str]) -> Iterator[tuple[RawRow, int, str]]:
    for row in body:
        texts = {at: _BETWEEN_LINES.join(_lines(cell)) for at, cell in enumerate(row.cells) if at in names}
        if not all(_COUNT.fullmatch(text) for text in texts.values() if text):
            yield from ((row, at, text) for at, text in texts.items() if text)


def _lines(cell: Cell) -> list[str]:
    return [" ".join(line.split()) for line in shown(cell).splitlines() if line.strip()]


def _is_week(row: RawRow, names: Mapping[int, str], body: Sequence[RawRow], given: Mapping[str, str]) -> bool:
    """Whether all columns but the first are called after days, and the first has people of the book."""
    first, *days = sorted(names)
    people = _texts([one for one in body if sum(bool(shown(cell).strip()) for cell in one.cells) > 1], first)
    known = sum(is_person(text, given) for text in people)
    dated = all(_day_of(row.cells[at]) is not None for at in days)
    return dated and len(people) >= _FEWEST - 1 and known >= _MOSTLY * len(people)


def _day_of(cell: Cell) -> Cell:
    """The day that the name of a column is or has in it."""
    if isinstance(cell, date) or is_day_or_stretch(shown(cell).strip()):
        return cell
    match = DAY_WITHIN.search(shown(cell))
    return match[0] if match else None


def _of_week(head: RawRow, body: Sequence[RawRow], first: int) -> Iterator[RawRow]:
    for row in body:
        for at, cell in enumerate(row.cells):
            if at == first or at >= len(head.cells) or not shown(cell).strip():
                continue
            parts = [part for line in shown(cell).splitlines() if (part := _NUMBERED.sub("", line).strip())]
            for number, part in enumerate(parts):
                sign = SIGN_BEHIND.search(part)
                title = SIGN_BEHIND.sub("", part)
                cells = (None, title, row.cells[first], _day_of(head.cells[at]), sign[1] if sign else None)
                yield RawRow(_number(row, at, number), cells)


def _head(names: Mapping[int, str], number: int) -> RawRow:
    chinese = any("\u3400" <= sign <= "\u9fff" for name in names.values() for sign in name)
    return RawRow(number, _NAMES["zh" if chinese else "en"])


def _texts(body: Sequence[RawRow], at: int) -> list[str]:
    return [text for row in body if at < len(row.cells) and (text := shown(row.cells[at]).strip())]
