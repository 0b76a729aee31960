"""Sheets of a workbook that are read together: those that go on with the first, and hold other tasks."""

from collections.abc import Sequence
from typing import NamedTuple

from collabtui.formats.actions.table_head import TableHead, named_columns
from collabtui.formats.file_words import plain, word_table

_SAME = 0.8
"""Share of the columns that two sheets of one kind have in common."""
_KNOWN_BY = ("number", "title", "owner")
"""Fields by which two sheets of unlike columns know the same tasks."""
_ENDS = ("done", "cancelled")


class SheetTasks(NamedTuple):
    """A sheet, where its columns stand, and the titles of its tasks."""

    name: str
    head: TableHead
    titles: frozenset[str]


def of_one_kind(sheets: Sequence[SheetTasks]) -> list[SheetTasks]:
    """The first, and those that go on with it: the same columns, and other tasks, as open and closed ones; of a sheet
    that is called after a state (`Closed actions`) those by which both know a task are enough."""
    first, *others = sheets
    kept, titles = [first], set(first.titles)
    for one in others:
        if (_are_alike(first, one) or _is_closed_part(first, one)) and not one.titles & titles:
            kept.append(one)
            titles |= one.titles
    return kept


def _are_alike(first: SheetTasks, other: SheetTasks) -> bool:
    one, two = ({column.name for column in sheet.head.columns} for sheet in (first, other))
    return len(one & two) >= _SAME * max(len(one), len(other.head.columns))


def _is_closed_part(first: SheetTasks, other: SheetTasks) -> bool:
    """Whether both call numbers, tasks and owners the same, and the sheet is called after an end."""
    one, two = ({column.field: column.name for column in named_columns(sheet.head)} for sheet in (first, other))
    return bool(closed_state(other.name)) and all(one.get(name) == two.get(name, "") != "" for name in _KNOWN_BY)


def closed_state(name: str) -> str:
    """The end that a sheet is called after: `Closed actions`, 已完成, 已办结事项."""
    known = {word: state for word, state in word_table("actions", "statuses").items() if state in _ENDS}
    words = plain(name).split()
    spoken = [word for word in known if not word.isascii() and len(word) > 1 and plain(name).startswith(word)]
    return next((known[word] for word in (*words[:1], *words[-1:], *spoken) if word in known and len(word) > 1), "")
