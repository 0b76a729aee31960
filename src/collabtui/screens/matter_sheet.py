"""One matter with what belongs to it: contacts, meetings, the tree of tasks, risks, open questions, decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.domain.matter import STEPS, Step
from collabtui.screens.action_lines import CLOSED, mark_of
from collabtui.screens.matter_tree import Task, tree
from collabtui.store.views.actions import actions
from collabtui.store.views.matters import decisions_in, matter, progress, risks
from collabtui.store.views.meetings import meetings_of, questions
from collabtui.widgets.line import said
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.services import Services
    from collabtui.store.connection import Connection

Row = dict[str, Any]
MUTED, ACCENT, LATE, WARNING = "$foreground-muted", "$text-accent", "$text-error", "$text-warning"
MOST = 500
"""Tasks that are listed; the page of actions has them all."""
LAST = 8
"""Decisions that are listed, the last ones."""


@dataclass(frozen=True)
class Sheet:
    row: Row
    meetings: list[Row]
    actions: list[Row]
    """At most `MOST`."""
    progress: dict[str, tuple[int, int]]
    """By department, how many actions there are in all, and how many are done."""
    risks: list[Row]
    questions: list[Row]
    decisions: list[Row]


def sheet_of(reader: "Connection", ref: str, today: date) -> Sheet:
    return Sheet(
        matter(reader, ref, today=today),
        meetings_of(reader, ref),
        actions(reader, today=today, matter=ref, limit=MOST),
        progress(reader, ref),
        risks(reader, matter=ref),
        questions(reader, matter=ref),
        decisions_in(reader, ref, LAST),
    )


def facts(sheet: Sheet, services: "Services") -> Iterator[Content]:
    words, row = services.words, sheet.row
    yield said(f"{row['ref']} ", MUTED) + said(row["title"], "bold")
    yield _where(row["step"], services)
    for name in ("goal", "background"):
        if row[name]:
            yield said(f"{words('field.' + name)} ", MUTED) + said(row[name])
    departments = [words(f"matters.{name}", department=row[name]) for name in ("initiator", "lead") if row[name]]
    if row["wanted"]:
        departments.append(words("matters.wanted", day=date.fromisoformat(row["wanted"])))
    if departments:
        yield said(" · ".join(departments))
    if sheet.actions:
        counted = {"n": row["actions"], "done": sum(done for _, done in sheet.progress.values())}
        yield said(words("matters.progress", **counted, open=row["open"]), MUTED) + _late(row["overdue"], services)


def _where(step: Step, services: "Services") -> Content:
    """`●●●○○○○○○ 3/9 breakdown  then tracking`."""
    words, at = services.words, STEPS.index(step)
    there = said("●" * (at + 1), ACCENT) + said("○" * (len(STEPS) - at - 1), MUTED)
    then = words("matters.then", step=words(f"step.{STEPS[at + 1]}")) if at + 1 < len(STEPS) else ""
    return there + said(f" {at + 1}/{len(STEPS)} ") + said(words(f"step.{step}"), "bold") + said(f"  {then}", MUTED)


def _late(count: int, services: "Services") -> Content:
    return said(f"  ▲ {services.words('matters.late', n=count)}", LATE) if count else Content("")


def belonging(sheet: Sheet, services: "Services") -> Iterator[tuple[str, Content]]:
    """Lines with the ref of what each shows; a heading has none."""
    words = services.words
    for name, lines in (
        ("contacts", [("", said(f"  {one['department']} {one['name'] or '?'}")) for one in sheet.row["contacts"]]),
        ("meetings", [_meeting(row, services) for row in sheet.meetings]),
        ("risks", [_risk(row, services) for row in sheet.risks]),
        ("questions", [(row["ref"], said(f"? {row['ref']} ", MUTED) + said(row["text"])) for row in sheet.questions]),
        ("actions", list(_tasks(sheet, services))),
        ("decisions", [_decision(row) for row in sheet.decisions]),
    ):
        if lines:
            count = sheet.row["actions"] if name == "actions" else len(lines)
            yield "", said(words(f"matters.{name}", n=count), MUTED)
            yield from lines


def _tasks(sheet: Sheet, services: "Services") -> Iterator[tuple[str, Content]]:
    for branch in tree(sheet.actions):
        name = branch.department or services.words("people.no_department")
        count, done = sheet.progress.get(branch.department, (len(branch.tasks), 0))
        yield "", said(f"  {name} ", "bold") + said(f"{done}/{count}", MUTED)
        for task in branch.tasks:
            yield task.row["ref"], _task(task, services)
    if (more := sheet.row["actions"] - len(sheet.actions)) > 0:
        yield "", said(f"  {services.words('matters.more_tasks', n=more)}", MUTED)


def _task(task: Task, services: "Services") -> Content:
    row, words = task.row, services.words
    mark, style = mark_of(row, None)
    day = date.fromisoformat(row["due"]) if row["due"] else None
    closed = row["status"] in CLOSED
    indent = "  " + "   " * (task.depth - 1) + "└─ " if task.depth else "  "
    shown = said(indent, MUTED) + said(f"{mark} ", style) + said(f"{row['ref']} ", MUTED)
    shown += said(row["title"], MUTED if closed else "")
    shown += said(f"  {row['owner']['name'] if row['owner'] else '?'}", MUTED)
    if closed:
        return shown
    when = due(words, day, services.today)
    percent = f" {row['percent']}%" if row["percent"] else ""
    shown += said(f" · {when}", LATE if row["overdue"] else MUTED) + said(percent, MUTED)
    for one in task.waits_for:
        late = one["overdue"] or one["status"] == "blocked"
        shown += said(
            f"  {words('matters.waits_for', ref=one['ref'])}{' ▲' if late else ''}", WARNING if late else MUTED
        )
    return shown


def _meeting(row: Row, services: "Services") -> tuple[str, Content]:
    start = datetime.fromisoformat(row["start"]).astimezone(services.zone)
    state = services.words(f"state.{row['state']}")
    at = services.words.instant(start)
    return row["ref"], said(f"  {row['ref']} ", MUTED) + said(row["title"]) + said(f"  {at} · {state}", MUTED)


def _risk(row: Row, services: "Services") -> tuple[str, Content]:
    level = services.words(f"level.{row['level']}")
    owner = f"  {row['owner']['name']}" if row["owner"] else ""
    standby = f"  {services.words('matters.standby', text=row['standby'])}" if row["standby"] else ""
    shown = said("! ", LATE if row["level"] == "high" else WARNING) + said(f"{row['ref']} {level} ", MUTED)
    return row["ref"], shown + said(row["text"]) + said(owner + standby, MUTED)


def _decision(row: Row) -> tuple[str, Content]:
    return row["ref"], said(f"  {row['ref']} ", MUTED) + said(row["text"]) + said(f"  {row['meeting']}", MUTED)
