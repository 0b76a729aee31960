"""Sheets of a workbook that are read together: those that hold other tasks than the first, as a sheet for each team."""

from collections.abc import Sequence
from typing import NamedTuple

from collabtui.formats.actions.table_head import TableHead, named_columns
from collabtui.formats.file_words import plain, word_table

_SAME = 0.8
"""Share of the columns that two sheets of one kind have in common."""
_KNOWN_BY = ("number", "title", "owner")
"""Fields by which two sheets of unlike columns know the same tasks."""
_ENDS = ("done", "cancelled")
_WHO = frozenset(("owner", "people", "doer"))
_WHEN = frozenset(("due", "span"))
_HOW_FAR = frozenset(("status", "percent", "progress"))


class SheetTasks(NamedTuple):
    """A sheet, where its columns stand, and the titles of its tasks."""

    name: str
    head: TableHead
    titles: frozenset[str]


def of_one_kind(sheets: Sequence[SheetTasks]) -> list[SheetTasks]:
    """The first, and those that go on with it with other tasks: the same columns, as open and closed ones; of a sheet
    that is called after a state (`Closed actions`) those by which both know a task are enough; of any other each has to
    say who does them and until when or how far they are, and is not called after something else (`Risks`)."""
    first, *others = _tasks_first(sheets)
    kept, titles = [first], set(first.titles)
    for one in others:
        alike = _are_alike(first, one) or _is_closed_part(first, one) or (_assigns(first) and _assigns(one))
        if alike and not one.titles & titles:
            kept.append(one)
            titles |= one.titles
    return kept


def _tasks_first(sheets: Sequence[SheetTasks]) -> list[SheetTasks]:
    """Those that look like something else behind the others."""
    return sorted(sheets, key=lambda one: bool(one.head.guessed) or names_other_things(one.name))


def _assigns(sheet: SheetTasks) -> bool:
    """Whether its columns name the tasks, who does them, and until when or how far they are; both where the column of
    the tasks is only guessed."""
    fields = {column.field for column in named_columns(sheet.head)}
    when_and_how_far = [bool(fields & _WHEN), bool(fields & _HOW_FAR)]
    enough = all(when_and_how_far) if sheet.head.guessed else any(when_and_how_far)
    return enough and "title" in fields and bool(fields & _WHO) and not names_other_things(sheet.name)


def is_sure(head: TableHead) -> bool:
    """Whether a column is called after tasks, and another one says until when or how far they are."""
    return not head.guessed and any(column.field in _WHEN | _HOW_FAR for column in named_columns(head))


def names_other_things(name: str) -> bool:
    """`Risks`, 会议纪要, `Decision`: what a sheet or a column is called after that holds no tasks."""
    words, tasks = word_table("actions", "other_things"), word_table("actions", "task_words")
    called = plain(name)
    return any(word in called for word in words) and not any(word in called for word in tasks)


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
