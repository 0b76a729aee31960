"""One matter with what belongs to it: meetings, actions, risks, open questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.screens.action_lines import mark_of
from collabtui.store.views.actions import actions
from collabtui.store.views.matters import matter, risks
from collabtui.store.views.meetings import meetings_of, questions
from collabtui.widgets.line import said
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.services import Services
    from collabtui.store.connection import Connection

Row = dict[str, Any]
MUTED, LATE = "$foreground-muted", "$text-error"
MOST = 500
"""Actions that are listed; the page of actions has them all."""


@dataclass(frozen=True)
class Sheet:
    row: Row
    meetings: list[Row]
    actions: list[Row]
    risks: list[Row]
    questions: list[Row]


def sheet_of(reader: "Connection", ref: str, today: date) -> Sheet:
    return Sheet(
        matter(reader, ref, today=today),
        meetings_of(reader, ref),
        actions(reader, today=today, matter=ref, limit=MOST),
        risks(reader, matter=ref),
        questions(reader, matter=ref),
    )


def facts(sheet: Sheet, services: "Services") -> Iterator[Content]:
    words, row = services.words, sheet.row
    yield said(f"{row['ref']} ", MUTED) + said(row["title"], "bold")
    for name in ("goal", "background"):
        if row[name]:
            yield said(f"{words('field.' + name)} ", MUTED) + said(row[name])
    departments = [words(f"matters.{name}", department=row[name]) for name in ("initiator", "lead") if row[name]]
    if row["wanted"]:
        departments.append(words("matters.wanted", day=date.fromisoformat(row["wanted"])))
    if departments:
        yield said(" · ".join(departments))
    for contact in row["contacts"]:
        yield said(f"{contact['department']} {contact['name'] or '?'}", MUTED)


def belonging(sheet: Sheet, services: "Services") -> Iterator[tuple[str, Content]]:
    """Lines with the ref of what each shows; a heading has none."""
    for name, lines in (
        ("meetings", [_meeting(row, services) for row in sheet.meetings]),
        ("actions", [_action(row, services) for row in sheet.actions]),
        ("risks", [_risk(row, services) for row in sheet.risks]),
        ("questions", [(row["ref"], said(f"? {row['ref']} ", MUTED) + said(row["text"])) for row in sheet.questions]),
    ):
        if lines:
            yield "", said(services.words(f"matters.{name}", n=len(lines)), MUTED)
            yield from lines


def _meeting(row: Row, services: "Services") -> tuple[str, Content]:
    start = datetime.fromisoformat(row["start"]).astimezone(services.zone)
    state = services.words(f"state.{row['state']}")
    at = services.words.instant(start)
    return row["ref"], said(f"  {row['ref']} ", MUTED) + said(row["title"]) + said(f"  {at} · {state}", MUTED)


def _action(row: Row, services: "Services") -> tuple[str, Content]:
    mark, style = mark_of(row, None)
    day = date.fromisoformat(row["due"]) if row["due"] else None
    owner = row["owner"]["name"] if row["owner"] else "?"
    closed = row["status"] in ("done", "cancelled")
    when = "" if closed else f" · {due(services.words, day, services.today)}"
    shown = said(row["title"], MUTED if closed else "") + said(f"  {owner}{when}", LATE if row["overdue"] else MUTED)
    return row["ref"], said(f"{mark} ", style) + said(f"{row['ref']} ", MUTED) + shown


def _risk(row: Row, services: "Services") -> tuple[str, Content]:
    level = services.words(f"level.{row['level']}")
    owner = f"  {row['owner']['name']}" if row["owner"] else ""
    high = LATE if row["level"] == "high" else "$text-warning"
    return row["ref"], said("! ", high) + said(f"{row['ref']} {level} ", MUTED) + said(row["text"]) + said(owner, MUTED)
