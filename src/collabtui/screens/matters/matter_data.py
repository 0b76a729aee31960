"""One matter: what is to be known of it, and the lines of what belongs to it."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from collabtui.domain.matters.matter import STEPS, Step
from collabtui.screens.matters.sections.section_kind import Kind, MatterData
from collabtui.screens.matters.sections.section_list import KINDS
from collabtui.store.queries.matters import matter, progress
from collabtui.store.queries.standing import standing
from collabtui.widgets.colours import ACCENT, LATE, MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.services import Services
    from collabtui.store.sqlite.connection import Connection


class Thing(NamedTuple):
    """A line of the sheet."""

    kind: Kind
    key: str
    """`Line.key`; of headings empty."""
    shown: Content


def sheet_of(reader: "Connection", ref: str, today: date) -> MatterData:
    row = matter(reader, ref, today=today)
    of = {kind.name: kind.read(reader, row, today) for kind in KINDS}
    return MatterData(row, of, progress(reader, ref), standing(reader, row["ref"], today=today))


def facts(sheet: MatterData, services: "Services") -> Iterator[Content]:
    words, row = services.words, sheet.row
    yield as_content(f"{row['ref']} ", MUTED) + as_content(row["title"], "bold")
    yield _where(row["step"], services)
    for name in ("goal", "background"):
        if row[name]:
            yield as_content(f"{words('field.' + name)} ", MUTED) + as_content(row[name])
    departments = [words(f"matters.{name}", department=row[name]) for name in ("initiator", "lead") if row[name]]
    if row["wanted"]:
        departments.append(words("matters.wanted", day=date.fromisoformat(row["wanted"])))
    if departments:
        yield as_content(" · ".join(departments))
    if row["actions"]:
        counted = {"n": row["actions"], "done": sum(done for _, done in sheet.progress.values())}
        yield as_content(words("matters.progress", **counted, open=row["open"]), MUTED) + _late(
            row["overdue"], services
        )


def _where(step: Step, services: "Services") -> Content:
    """`●●●○○○○○○ 3/9 breakdown  then tracking`."""
    words, at = services.words, STEPS.index(step)
    there = as_content("●" * (at + 1), ACCENT) + as_content("○" * (len(STEPS) - at - 1), MUTED)
    then = words("matters.then", step=words(f"step.{STEPS[at + 1]}")) if at + 1 < len(STEPS) else ""
    return (
        there
        + as_content(f" {at + 1}/{len(STEPS)} ")
        + as_content(words(f"step.{step}"), "bold")
        + as_content(f"  {then}", MUTED)
    )


def _late(count: int, services: "Services") -> Content:
    return as_content(f"  ▲ {services.words('matters.late', n=count)}", LATE) if count else Content("")


def belonging(sheet: MatterData, services: "Services") -> Iterator[Thing]:
    """Each kind below its heading."""
    for kind in KINDS:
        if lines := list(kind.lines(sheet, services)):
            heading = services.words(f"matters.{kind.name}", n=kind.count(sheet, kind.name))
            yield Thing(kind, "", as_content(heading, MUTED))
            yield from (Thing(kind, line.key, line.shown) for line in lines)
