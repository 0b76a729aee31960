"""Doubts about the reading of a whole table: days that end before they begin, owners whom nobody knows, one
parent of all tasks. Nothing is refused for it; who says yes has seen it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.model import Finding
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.table_markdown import LIST_HEAD
from collabtui.lifecycle.actions.importing.import_table import ImportLine

_FEWEST = 3
"""Rows of which most have to say something before it is doubted."""
_HALF, _MOST = 0.5, 0.8
_CLOSED = ("done", "cancelled")


class _Task(NamedTuple):
    row: TaskRow
    action: Action


def doubts_of(table: ActionTable, lines: Sequence[ImportLine], today: date) -> list[Finding]:
    """Sentences on columns whose cells are hardly what they were taken for."""
    rows = {row.number: row for row in table.rows}
    tasks = [_Task(rows[line.row], line.action) for line in lines if line.row in rows]
    found = [
        *_ends_before(tasks), *_all_past(tasks, today), *_titles_repeat(tasks), *_nobody_owns(tasks),
        *_one_parent(tasks), *_one_matter(tasks),
        *_are_milestones(table, tasks),
    ]  # fmt: skip
    if table.longer:
        found.append(_doubt("longer", column=_column(tasks, "title"), other=table.longer))
    return found


def _ends_before(tasks: Sequence[_Task]) -> Iterator[Finding]:
    dated = [task for task in tasks if task.action.planned_start and task.action.due]
    wrong = [one for one in dated if (one.action.due or date.min) < (one.action.planned_start or date.min)]
    if _are_many(wrong, dated, _HALF):
        start, due = _column(dated, "planned_start"), _column(dated, "due")
        yield _doubt("ends_before", n=len(wrong), all=len(dated), start=start, due=due)


def _all_past(tasks: Sequence[_Task], today: date) -> Iterator[Finding]:
    """Of what is open: the column may say when it was written down."""
    due = [task for task in tasks if task.action.due and task.action.status not in _CLOSED]
    past = [task for task in due if task.action.due and task.action.due < today]
    if _are_many(past, due, _MOST):
        yield _doubt("past", n=len(past), all=len(due), column=_column(due, "due"))


def _titles_repeat(tasks: Sequence[_Task]) -> Iterator[Finding]:
    titles = {plain(task.action.title) for task in tasks}
    if len(tasks) >= _FEWEST and len(titles) < _HALF * len(tasks):
        yield _doubt("titles", n=len(tasks), all=len(titles), column=_column(tasks, "title"))


def _nobody_owns(tasks: Sequence[_Task]) -> Iterator[Finding]:
    named = [task for task in tasks if task.row.text("owner")]
    nobody = [task for task in named if task.action.owner is None]
    if _are_many(nobody, named, _HALF):
        yield _doubt("owners", n=len(nobody), all=len(named), column=_column(named, "owner"))


def _one_parent(tasks: Sequence[_Task]) -> Iterator[Finding]:
    parents = {task.action.task for task in tasks}
    if len(tasks) >= _FEWEST and len(parents) == 1 and "" not in parents and "task" in tasks[0].row.places:
        column = _column(tasks, "task")
        yield from [_doubt("parent", value=parents.pop(), column=column)] if column else ()  # no heading of a list


def _one_matter(tasks: Sequence[_Task]) -> Iterator[Finding]:
    """A matter that all name and that is none here, and that was made no parent either."""
    named = {task.row.text("matter") for task in tasks}
    if (
        len(named) == 1
        and "" not in named
        and not any(task.action.matter or task.action.task in named for task in tasks)
    ):
        yield Finding(key="import.no_matter_left_out", values={"value": named.pop()})


def _are_milestones(table: ActionTable, tasks: Sequence[_Task]) -> Iterator[Finding]:
    """By what the column of the titles is called, where nobody is named who does them, or it was only guessed."""
    column = _column(tasks, "title")
    called_so = word_table("milestones", "columns").get(plain(column)) == "text"
    if tasks and called_so and (table.guessed == column or not any(task.row.text("owner") for task in tasks)):
        yield _doubt("milestones", column=column)


def _are_many(some: Sequence[_Task], all_of_them: Sequence[_Task], share: float) -> bool:
    return len(all_of_them) >= _FEWEST and len(some) > share * len(all_of_them)


def _column(tasks: Sequence[_Task], name: str) -> str:
    """What the table calls it, of days the one column that has both where there is none of its own; empty in a list."""
    for field in (name, "span") if name in ("planned_start", "due") else (name, "people", "line"):
        if found := next((task.row.places[field][1] for task in tasks if field in task.row.places), ""):
            return "" if found in LIST_HEAD else found
    return name


def _doubt(kind: str, **values: str | int) -> Finding:
    return Finding(key=f"import.doubt_{kind}", values=values)
