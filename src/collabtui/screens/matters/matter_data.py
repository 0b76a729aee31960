"""Matters as lines: one in the list, what is to be known of it, and what belongs to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.content import Content

from collabtui.domain.matters.matter import MatterKind
from collabtui.domain.matters.step_requirements import lacking
from collabtui.domain.matters.steps import STEPS, Step
from collabtui.language.measures.measured_facts import with_measures
from collabtui.screens.matters.sections.section_kind import MatterData, Section
from collabtui.screens.matters.sections.section_list import READ, TABS
from collabtui.store.queries.matters import matter, progress
from collabtui.store.queries.step_facts import matter_facts
from collabtui.text.channel_words import channel_line
from collabtui.widgets.colours import ACCENT, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.text.catalogue import Catalogue


class Thing(NamedTuple):
    """A line of the data."""

    section: Section[Any]
    key: str
    """`Line.key`; of headings empty."""
    shown: Content


def read_matter(reader: "Connection", ref: str, now: datetime) -> MatterData:
    """`now` is in the organiser's zone."""
    today = now.date()
    row = matter(reader, ref, today=today)
    by_section = {section.name: section.read(reader, row, today) for section in READ}
    facts = with_measures(matter_facts(reader, row["ref"], today=today))
    return MatterData(row, by_section, progress(reader, ref), facts, now)


async def with_all_lacks(session: "Session", data: MatterData) -> MatterData:
    """With all that its steps lack; who speaks for a department is looked up only where an approval waits for it."""
    if all(one.state != "asked" for one in data.facts.approvals):
        return data
    from collabtui.lifecycle.matters.whole_facts import whole_facts  # the first frame does without

    return replace(data, facts=await session.run_command(lambda acting: whole_facts(acting, data.facts)))


def facts(data: MatterData, words: "Catalogue", following: Content, width: int = 0) -> Iterator[Content]:
    """`following` is what is to be done next; `width` the columns that there are for each line, 0 where that is not
    known yet."""
    row = data.row
    yield as_content(f"{row['ref']} ", MUTED) + as_content(row["title"], "bold") + _kind(row["kind"], words)
    strips = (_strip(data, words, says_lacks) for says_lacks in (_lacks_in_words, _lacks_untold))
    yield next((strip for strip in strips if strip.cell_length <= width), _where(row["step"], words))
    yield following
    if row["step"] == "archive":
        saved = data.facts.matter.archive_head
        yield as_content(words("matters.in_archive_line" if saved else "matters.in_archive_unsaved"), MUTED)
    for name, text in (("goal", row["goal"]), ("background", row["background"])):
        if text:
            yield as_content(f"{words('field.' + name)} ", MUTED) + as_content(text)
    named = (("initiator", row["initiator"]), ("lead", row["lead"]))
    departments = [words(f"matters.{name}", department=department) for name, department in named if department]
    if row["owner"]:
        departments.insert(0, words("matters.owned", name=row["owner"]["name"]))
    if row["wanted"]:
        departments.append(words("matters.wanted", day=date.fromisoformat(row["wanted"])))
    if departments:
        yield as_content(" · ".join(departments))
    if row["channels"]:
        shown = " · ".join(channel_line(one, words) for one in row["channels"])
        yield as_content(f"{words('field.channels')} ", MUTED) + as_content(shown)
    if row["actions"]:
        done = sum(done for _, done in data.progress.values())
        counted = words("matters.progress", n=done + row["open"], done=done, open=row["open"])
        yield as_content(counted, MUTED) + _late(row["overdue"], words)


def _kind(kind: MatterKind | None, words: "Catalogue") -> Content:
    if kind is None:
        return Content("")
    return as_content(f"  {words(f'kind.{kind}')}", LATE if kind == "emergency" else MUTED)


def _lacks_in_words(lacks: int, words: "Catalogue") -> str:
    return f" {words('steps.lacks', n=lacks)}" if lacks else ""


def _lacks_untold(_lacks: int, _words: "Catalogue") -> str:
    """Below stands what each step lacks, in sentences."""
    return ""


def _strip(data: MatterData, words: "Catalogue", says_lacks: Callable[[int, "Catalogue"], str]) -> Content:
    """All nine steps with their names: `✓ request  ✓ kick-off  ▶ breakdown 2 missing  ○ tracking`."""
    at, parts = STEPS.index(data.row["step"]), []
    for place, step in enumerate(STEPS):
        lacks = len(lacking(data.facts, step)) if place <= at else 0
        mark, style = ("○", MUTED) if place > at else ("▶", ACCENT) if place == at else ("●", WARNING)
        if place < at and not lacks:
            mark, style = "✓", MUTED
        name = as_content(words(f"step.{step}"), "bold" if place == at else MUTED)
        parts.append(as_content(f"{mark} ", style) + name + as_content(says_lacks(lacks, words), WARNING))
    return Content("  ").join(parts)


def _where(step: Step, words: "Catalogue") -> Content:
    """`●●●○○○○○○ 3/9 breakdown  then tracking`."""
    at = STEPS.index(step)
    there = as_content("●" * (at + 1), ACCENT) + as_content("○" * (len(STEPS) - at - 1), MUTED)
    then = words("matters.then", step=words(f"step.{STEPS[at + 1]}")) if at + 1 < len(STEPS) else ""
    return (
        there
        + as_content(f" {at + 1}/{len(STEPS)} ")
        + as_content(words(f"step.{step}"), "bold")
        + as_content(f"  {then}", MUTED)
    )


def _late(count: int, words: "Catalogue") -> Content:
    return as_content(f"  ▲ {words('matters.late', n=count)}", LATE) if count else Content("")


def tabs(data: MatterData, words: "Catalogue") -> list[tuple[str, str]]:
    """The tabs with what is read on them: how much there is of what stands first, where it can be counted."""
    found = []
    for name, sections in TABS.items():
        count = sections[0].count(data)
        found.append((name, words(f"matters.tab.{name}") + (f" {count}" if count and name != "all" else "")))
    return found


def belonging(data: MatterData, words: "Catalogue", tab: str = "all") -> Iterator[Thing]:
    """Each section's lines below its heading."""
    for section in TABS[tab]:
        if found := list(section.lines(data, words)):
            heading = words(f"matters.{section.name}", n=section.count(data))
            yield Thing(section, "", as_content(heading, MUTED))
            yield from (Thing(section, each.key, each.shown) for each in found)
