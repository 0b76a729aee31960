"""The rows below the names of a table's columns by which one tells what the columns hold: without names that come
again, sums, and what is signed below."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from collabtui.formats.actions.column_values import is_day_or_stretch
from collabtui.formats.actions.heading_fields import column_name
from collabtui.formats.actions.sign_legends import legend_text
from collabtui.formats.actions.written_values import is_total
from collabtui.formats.documents.document import PercentCell, shown
from collabtui.formats.tables.raw_row import RawRow

_SIGNED = re.compile(r"[^:：]{1,12}[:：].*", re.DOTALL)
_FEWEST, _MOSTLY = 3, 0.6
_MANY = 5
"""Names of columns that stand in one row only where they are names."""


def telling_rows(names: Sequence[RawRow], rows: Sequence[RawRow]) -> list[RawRow]:
    """Those of `rows` that say something of a task, below the rows with `names`. Below names that are others than the
    table's the rows are told by those: where these begin with the table, up to a heading or the next names."""
    called, found = names_in(names), list[RawRow]()
    other = whole = False  # below other names, and all columns of these
    for place, row in enumerate(rows):
        if is_names_again(row, called):
            other = not is_same_names(row, names)
            whole = other and is_whole_table(rows[place : place + 2])
            continue
        other = other and not (is_heading(row) if whole else begins_at(row, 0))
        if not (other or _is_sum(row) or _is_signed(row) or legend_text(row)):
            found.append(row)
    return found


def is_heading(row: RawRow) -> bool:
    """Whether it has one text, however many cells of it."""
    return len(set(_texts(row))) == 1


def begins_at(row: RawRow, start: int) -> bool:
    """Whether something stands in the cell where the table begins."""
    return start < len(row.cells) and bool(shown(row.cells[start]).strip())


def is_whole_table(rows: Sequence[RawRow], start: int = 0) -> bool:
    """Whether names that come in another order have their own rows: both, the names and the row below them, begin where
    the table does. Rows that begin behind it are parts of the row above the names."""
    return len(rows) > 1 and all(begins_at(row, start) for row in rows[:2])


def names_in(rows: Sequence[RawRow]) -> frozenset[str]:
    return frozenset(column_name(text) for row in rows for text in _texts(row))


def is_names_again(row: RawRow, names: Collection[str]) -> bool:
    """Whether most of what stands in a row are names of the table's columns, wherever they stand; days of a calendar
    beside them count for nothing."""
    texts = [text for text in _texts(row) if not text.isdigit()]
    if len(texts) < _FEWEST or any(isinstance(cell, date | PercentCell) for cell in row.cells):
        return False
    again = {column_name(text) for text in texts} & set(names)
    most = min(len(texts), len(names)) if len(again) >= _MANY else len(texts)
    return len(again) >= _FEWEST and len(again) >= _MOSTLY * most


def is_same_names(row: RawRow, names: Sequence[RawRow]) -> bool:
    """Whether most of them stand where the table has them, whatever stands beside them: the weekdays of a calendar."""
    own, called = {(place, column_name(text)) for one in names for place, text in _placed(one)}, names_in(names)
    here = {
        (place, name) for place, text in _placed(row) if (name := column_name(text)) in called and not text.isdigit()
    }
    return len(own & here) >= _MOSTLY * len(here)


def _placed(row: RawRow) -> list[tuple[int, str]]:
    return [(place, text) for place, cell in enumerate(row.cells) if (text := shown(cell).strip())]


def _texts(row: RawRow) -> list[str]:
    return [text for _, text in _placed(row)]


def _is_sum(row: RawRow) -> bool:
    """Called so, or without any word."""
    if all(is_day_or_stretch(text) or not any(map(str.isalpha, text)) for text in _texts(row)):
        return True
    return any(map(is_total, _texts(row)[:2]))


def _is_signed(row: RawRow) -> bool:
    """填表人：周敏 and 审核人：赵强 in one row."""
    texts = _texts(row)
    return len(texts) > 1 and all(map(_SIGNED.fullmatch, texts))
