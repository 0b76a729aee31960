"""The actions of a matter, as a tree by department."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.mail.reply import Update
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.screens.actions.action_form import action_form, new_action_form
from collabtui.screens.actions.action_rows import CLOSED, mark_of
from collabtui.screens.matters.sections.section_kind import Kind, MatterData, Row, SectionLine
from collabtui.store.queries.actions import actions
from collabtui.widgets.colours import LATE, MUTED, WARNING
from collabtui.widgets.line import as_content
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.session.services import Services
    from collabtui.store.sqlite.connection import Connection


class Task(NamedTuple):
    row: Row
    depth: int
    """0 directly below the department."""
    waits_for: tuple[Row, ...]
    """Unfinished tasks that it does not stand below: of other departments, or a second one."""


class TaskBranch(NamedTuple):
    department: str
    """Empty where nobody owns the tasks, or the owners have none."""
    tasks: tuple[Task, ...]


def tree(rows: Sequence[Row]) -> tuple[TaskBranch, ...]:
    """Departments by name, without one last; tasks in the order of `rows`, each exactly once."""
    by_ref = {row["ref"]: row for row in rows}
    departments = sorted({_department(row) for row in rows}, key=lambda name: (not name, name))
    return tuple(TaskBranch(name, tuple(_tasks(name, rows, by_ref))) for name in departments)


def _department(row: Row) -> str:
    return (row["owner"] or {}).get("department") or ""


def _tasks(department: str, rows: Sequence[Row], by_ref: Mapping[str, Row]) -> Iterator[Task]:
    own = [row for row in rows if _department(row) == department]
    parents = {row["ref"]: _parent(row, department, by_ref) for row in own}
    below: dict[str, list[Row]] = {}
    for row in own:
        below.setdefault(parents[row["ref"]], []).append(row)
    stack = [(row, 0) for row in reversed(below.get("", []))]
    while stack:
        row, depth = stack.pop()
        waits_for = (by_ref[ref] for ref in row["depends_on"] if ref in by_ref and ref != parents[row["ref"]])
        yield Task(row, depth, tuple(one for one in waits_for if one["status"] not in CLOSED))
        stack += [(child, depth + 1) for child in reversed(below.get(row["ref"], []))]


def _parent(row: Row, department: str, by_ref: Mapping[str, Row]) -> str:
    """The first task of the same department that it waits for; empty when there is none."""
    needed = (ref for ref in row["depends_on"] if ref in by_ref)
    return next((ref for ref in needed if _department(by_ref[ref]) == department), "")


MOST = 500
"""Tasks that are listed; the page of actions has them all."""


def _read(reader: "Connection", row: Row, today: date) -> list[Row]:
    return actions(reader, today=today, matter=row["ref"], limit=MOST)


def _lines(sheet: MatterData, services: "Services") -> Iterator[SectionLine]:
    tasks = sheet.of["actions"]
    for branch in tree(tasks):
        name = branch.department or services.words("people.no_department")
        count, done = sheet.progress.get(branch.department, (len(branch.tasks), 0))
        yield SectionLine("", as_content(f"  {name} ", "bold") + as_content(f"{done}/{count}", MUTED))
        for task in branch.tasks:
            yield SectionLine(task.row["ref"], _task(task, services))
    if (more := sheet.row["actions"] - len(tasks)) > 0:
        yield SectionLine("", as_content(f"  {services.words('matters.more_tasks', n=more)}", MUTED))


def _task(task: Task, services: "Services") -> Content:
    row, words = task.row, services.words
    mark, style = mark_of(row, None)
    day = date.fromisoformat(row["due"]) if row["due"] else None
    closed = row["status"] in CLOSED
    indent = "  " + "   " * (task.depth - 1) + "└─ " if task.depth else "  "
    shown = as_content(indent, MUTED) + as_content(f"{mark} ", style) + as_content(f"{row['ref']} ", MUTED)
    shown += as_content(row["title"], MUTED if closed else "")
    shown += as_content(f"  {row['owner']['name'] if row['owner'] else '?'}", MUTED)
    if closed:
        return shown
    when = due(words, day, services.session.today)
    percent = f" {row['percent']}%" if row["percent"] else ""
    shown += as_content(f" · {when}", LATE if row["overdue"] else MUTED) + as_content(percent, MUTED)
    for one in task.waits_for:
        late = one["overdue"] or one["status"] == "blocked"
        shown += as_content(
            f"  {words('matters.waits_for', ref=one['ref'])}{' ▲' if late else ''}", WARNING if late else MUTED
        )
    return shown


async def _open(page: "Page", _: MatterData, key: str) -> None:
    page.post_message(page.Go("actions", key))


async def _edit(page: "Page", _: MatterData, key: str) -> None:
    await action_form(page, key)


async def _done(page: "Page", _: MatterData, key: str) -> None:
    update = Update(ref=key, status="done", percent=100)
    await page.do(lambda acting: update_action(acting, key, update), "matters.done", ref=key)


async def _new(page: "Page", sheet: MatterData) -> None:
    await new_action_form(page, sheet.ref)


TASKS = Kind(
    "actions",
    _read,
    _lines,
    deeds={"open": _open, "edit": _edit, "done": _done},
    adding={"action": _new},
    keys=(Binding("N", "add('action')", "key.new_action_here", id="matters.new_action"),),
    count=lambda sheet, _: int(sheet.row["actions"]),
)
