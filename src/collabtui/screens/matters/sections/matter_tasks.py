"""The actions of a matter, as a tree by department."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.action_status import CLOSED, OPEN
from collabtui.domain.mail.reply import Update
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.screens.actions.action_form import action_form, new_action_form
from collabtui.screens.actions.action_lines import mark_of
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.store.queries.actions import actions
from collabtui.widgets.colours import LATE, MUTED, WARNING
from collabtui.widgets.line import as_content
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.matter_rows import DescribedMatterRow
    from collabtui.text.catalogue import Catalogue


class Task(NamedTuple):
    row: "ActionRow"
    depth: int
    """0 directly below the department."""
    waits_for: "tuple[ActionRow, ...]"
    """Unfinished tasks that it does not stand below: of other departments, or a second one."""


class TaskBranch(NamedTuple):
    department: str
    """Empty where nobody owns the tasks, or the owners have none."""
    tasks: tuple[Task, ...]


def tree(rows: "Sequence[ActionRow]") -> tuple[TaskBranch, ...]:
    """Departments by name, without one last; tasks in the order of `rows`, each exactly once."""
    by_ref = {row["ref"]: row for row in rows}
    departments = sorted({_department(row) for row in rows}, key=lambda name: (not name, name))
    return tuple(TaskBranch(name, tuple(_tasks(name, rows, by_ref))) for name in departments)


def _department(row: "ActionRow") -> str:
    return (row["owner"]["department"] or "") if row["owner"] else ""


def _tasks(department: str, rows: "Sequence[ActionRow]", by_ref: "Mapping[str, ActionRow]") -> Iterator[Task]:
    own = [row for row in rows if _department(row) == department]
    parents = {row["ref"]: _parent(row, department, by_ref) for row in own}
    below: dict[str, list[ActionRow]] = {}
    for row in own:
        below.setdefault(parents[row["ref"]], []).append(row)
    stack = [(row, 0) for row in reversed(below.get("", []))]
    while stack:
        row, depth = stack.pop()
        waits_for = (by_ref[ref] for ref in row["depends_on"] if ref in by_ref and ref != parents[row["ref"]])
        yield Task(row, depth, tuple(one for one in waits_for if one["status"] not in CLOSED))
        stack += [(child, depth + 1) for child in reversed(below.get(row["ref"], []))]


def _parent(row: "ActionRow", department: str, by_ref: "Mapping[str, ActionRow]") -> str:
    """The first task of the same department that it waits for; empty when there is none."""
    needed = (ref for ref in row["depends_on"] if ref in by_ref)
    return next((ref for ref in needed if _department(by_ref[ref]) == department), "")


MOST = 500
"""Tasks that are listed; the page of actions has them all."""


def _read(reader: "Connection", row: "DescribedMatterRow", today: date) -> "list[ActionRow]":
    """Without those cancelled: the page of actions has them."""
    return actions(reader, today=today, matter=row["ref"], statuses=(*OPEN, "done"), limit=MOST)


def _lines(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    tasks = data.rows(TASKS)
    for branch in tree(tasks):
        name = branch.department or words("people.no_department")
        count, done = data.progress.get(branch.department, (len(branch.tasks), 0))
        yield SectionLine("", as_content(f"  {name} ", "bold") + as_content(f"{done}/{count}", MUTED))
        for task in branch.tasks:
            yield SectionLine(task.row["ref"], _task(data, task, words))
    if (more := data.row["actions"] - len(tasks)) > 0:
        yield SectionLine("", as_content(f"  {words('matters.more_tasks', n=more)}", MUTED))


def _task(data: MatterData, task: Task, words: "Catalogue") -> Content:
    is_archived = data.row["step"] == "archive"
    row = task.row
    mark, style = mark_of(row, None)
    day = date.fromisoformat(row["due"]) if row["due"] else None
    closed = row["status"] in CLOSED
    indent = "  " + "   " * (task.depth - 1) + "└─ " if task.depth else "  "
    shown = as_content(indent, MUTED) + as_content(f"{mark} ", style) + as_content(f"{row['ref']} ", MUTED)
    shown += as_content(row["title"], MUTED if closed or is_archived else "")
    shown += as_content(f"  {row['owner']['name'] if row['owner'] else '?'}", MUTED)
    if closed:
        return shown
    if is_archived:
        return shown + as_content(f" · {words('actions.archived')}", MUTED)
    when = due(words, day, data.today)
    percent = f" {row['percent']}%" if row["percent"] else ""
    shown += as_content(f" · {when}", LATE if row["overdue"] else MUTED) + as_content(percent, MUTED)
    for one in task.waits_for:
        late = one["overdue"] or one["status"] == "blocked"
        shown += as_content(
            f"  {words('matters.waits_for', ref=one['ref'])}{' ▲' if late else ''}", WARNING if late else MUTED
        )
    return shown


class TaskCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.open, "edit": self.edit, "done": self.set_done}
        self.in_matter = {"action": self.new}

    async def open(self, key: str) -> None:
        self.page.go("actions", key)

    async def edit(self, key: str) -> None:
        await action_form(self.page, key)

    async def set_done(self, key: str) -> None:
        update = Update(ref=key, status="done", percent=100)
        await self.page.do(lambda acting: update_action(acting, key, update), "matters.done", ref=key)

    async def new(self) -> None:
        await new_action_form(self.page, self.data.ref)


TASKS: "Section[ActionRow]" = Section(
    "actions",
    _read,
    _lines,
    TaskCommands,
    keys=(
        Binding("m+a", "add('action')", "key.new_action_here", key_display="m a", show=False, id="matters.new_action"),
    ),
    count_all=lambda data: data.row["actions"],
)
