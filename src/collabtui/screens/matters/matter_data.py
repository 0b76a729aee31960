"""Matters as lines: one in the list, what is to be known of it, and what belongs to it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.matters.matter import MatterKind
from collabtui.domain.matters.step_requirements import lacking
from collabtui.domain.matters.steps import STEPS, Step
from collabtui.language.measures.measured_facts import with_measures
from collabtui.screens.actions.archived_actions import late_of
from collabtui.screens.matters.sections.section_kind import MatterData, Section
from collabtui.screens.matters.sections.section_list import READ, TABS
from collabtui.store.queries.matters import matter, progress
from collabtui.store.queries.step_facts import matter_facts
from collabtui.text.channel_words import channel_line
from collabtui.widgets.colours import ACCENT, LATE, MUTED, WARNING
from collabtui.widgets.line import GAP, Cell, as_content, fitting, line

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.matter_rows import MatterRow
    from collabtui.text.catalogue import Catalogue

ROOM_FOR_WORDS = 66
"""Columns of the list from which a step has its name there, and what is open its word."""
ROOM_FOR_DATE = 90
"""Columns of the list from which it says when the result is wanted."""
REF, LATE_COUNT, LEAST_TITLE = 10, 3, 16
"""Columns of a ref and of how many are late; columns under which no title comes."""


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


def facts(data: MatterData, words: "Catalogue", following: Content, width: int = 0) -> Iterator[Content]:
    """`following` is what is to be done next; `width` the columns that there are for each line, 0 where that is not
    known yet."""
    row = data.row
    yield as_content(f"{row['ref']} ", MUTED) + as_content(row["title"], "bold") + _kind(row["kind"], words)
    strip = _strip(data, words)
    yield strip if strip.cell_length <= width else _where(row["step"], words)
    yield following
    if row["step"] == "archive":
        yield as_content(words("matters.in_archive_line"), MUTED)
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
        yield as_content(counted, MUTED) + _late(late_of(row), words)


def _kind(kind: MatterKind | None, words: "Catalogue") -> Content:
    if kind is None:
        return Content("")
    return as_content(f"  {words(f'kind.{kind}')}", LATE if kind == "emergency" else MUTED)


def _strip(data: MatterData, words: "Catalogue") -> Content:
    """All nine steps with their names: `✓ request  ✓ kick-off  ▶ breakdown 2  ○ tracking`."""
    at, parts = STEPS.index(data.row["step"]), []
    for place, step in enumerate(STEPS):
        lacks = len(lacking(data.facts, step)) if place <= at else 0
        mark, style = ("○", MUTED) if place > at else ("▶", ACCENT) if place == at else ("●", WARNING)
        if place < at and not lacks:
            mark, style = "✓", MUTED
        name = as_content(words(f"step.{step}"), "bold" if place == at else MUTED)
        parts.append(as_content(f"{mark} ", style) + name + as_content(f" {lacks}" if lacks else "", WARNING))
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


def _step_room(words: "Catalogue") -> int:
    """Columns in which each step is on one line."""
    return len("1/9 ") + max(cell_len(words(f"step.{step}")) for step in STEPS)


CLOSED = ""
"""The key of the heading above those that are archived."""


def list_keys(rows: Mapping[str, "MatterRow"]) -> list[str]:
    """By ref; what is archived is below the others."""
    closed = [ref for ref, row in rows.items() if row["step"] == "archive"]
    return [*(ref for ref in rows if ref not in closed), *([CLOSED, *closed] if closed else [])]


def list_lines(
    matters: Mapping[str, "MatterRow"], words: "Catalogue", refs: Sequence[str], width: int
) -> list[Content]:
    return [list_line(matters.get(ref), width, words) for ref in refs]


def list_line(row: "MatterRow | None", width: int, words: "Catalogue") -> Content:
    """None: the heading above those that are archived."""
    if row is None:
        return as_content(words("matters.in_archive"), "bold $foreground-muted")
    step = STEPS.index(row["step"]) + 1
    late = as_content(f"▲{n}" if (n := late_of(row)) else "", LATE)
    title = as_content("! " if row["kind"] == "emergency" else "", LATE) + as_content(row["title"])
    ref: Cell = (as_content(row["ref"], MUTED), REF)
    if width < ROOM_FOR_WORDS:
        there = fitting(width - REF - GAP, LEAST_TITLE, (LATE_COUNT, LATE_COUNT), (3, 3), (3, 3))
        step_cell, open_cell = as_content(f"{step}/{len(STEPS)}"), as_content(row["open"] or "", MUTED)
        return line(
            width,
            ref,
            (title, 0),
            *([(step_cell, 3)] if there > 1 else ()),
            *([(open_cell, 3)] if there > 2 else ()),
            *([(late, LATE_COUNT)] if there else ()),
        )
    cells: list[Cell] = [
        ref,
        (title, 0),
        (as_content(f"{step}/{len(STEPS)} {words('step.' + row['step'])}"), _step_room(words)),
        (as_content(words("people.load", n=row["open"]) if row["open"] else "", MUTED), 10),
        (late, LATE_COUNT),
    ]
    if width >= ROOM_FOR_DATE:
        wanted = words.short_day(date.fromisoformat(row["wanted"])) if row["wanted"] else ""
        cells.append((as_content(wanted, MUTED), 8))
    return line(width, *cells)
