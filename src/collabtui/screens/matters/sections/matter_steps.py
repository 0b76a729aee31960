"""The nine steps of a matter: what each that was come to still lacks, and the form of each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.matters.matter import STEPS, Step
from collabtui.domain.matters.steps import lacking
from collabtui.domain.place import step_part
from collabtui.screens.matters.sections.section_kind import ACCENT, MUTED, WARNING, Kind, MatterData, SectionLine
from collabtui.screens.matters.sections.step_forms import FORMS
from collabtui.screens.meetings.new_meeting import meeting_of_kind
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.services import Services

MEETINGS: dict[Step, str] = {
    "request": "kick-off",
    "kick-off": "kick-off",
    "tracking": "weekly",
    "risk": "problem",
    "acceptance": "acceptance",
    "retrospective": "retrospective",
}
"""Which of the usual agendas a meeting starts from in which step; `usual` in the others."""

OWN_WORDS: frozenset[Step] = frozenset({"tracking", "risk", "change", "archive"})
"""Of which it is said in words of their own that they lack nothing."""


def _lines(sheet: MatterData, services: "Services") -> Iterator[SectionLine]:
    """Those to come on one line: what they lack is not missed yet."""
    words, at = services.words, STEPS.index(sheet.row["step"])
    for place, step in enumerate(STEPS[: at + 1]):
        yield SectionLine(step_part(step), _line(sheet, step, services, present=place == at))
    if coming := [words(f"step.{step}") for step in STEPS[at + 1 :]]:
        yield SectionLine("", as_content(f"  ○ {' · '.join(coming)}", MUTED))


def _line(sheet: MatterData, step: Step, services: "Services", *, present: bool) -> Content:
    words = services.words
    lacks = " · ".join(words(one.key, **one.values) for one in lacking(sheet.standing, step))
    mark, style = ("▶", ACCENT) if present else ("●", WARNING) if lacks else ("✓", MUTED)
    name = as_content(words(f"step.{step}"), "bold" if present else "" if lacks else MUTED)
    complete = words(f"steps.complete.{step}" if step in OWN_WORDS else "steps.complete")
    return as_content(f"  {mark} ", style) + name + as_content(f"  {lacks or complete}", WARNING if lacks else MUTED)


async def _open(page: "Page", sheet: MatterData, key: str) -> None:
    await FORMS[cast("Step", key.partition("/")[2])](page, sheet)


async def _form(page: "Page", sheet: MatterData) -> None:
    await FORMS[sheet.row["step"]](page, sheet)


async def _meet(page: "Page", sheet: MatterData) -> None:
    """With all contacts."""
    names = [one["name"] for one in sheet.row["contacts"]]
    people = [
        one["name"] if names.count(one["name"]) == 1 else one["email"] for one in sheet.row["contacts"] if one["name"]
    ]
    title = sheet.row["title"]
    known = {"title": title, "matter": title, "people": ", ".join(dict.fromkeys(people))}
    await meeting_of_kind(page, MEETINGS.get(sheet.row["step"], "usual"), known)


STEPS_OF_IT = Kind(
    "steps",
    lambda _reader, _row, _today: (),
    _lines,
    deeds={"open": _open, "edit": _open},
    adding={"step_form": _form, "meeting": _meet},
    keys=(
        Binding("E", "add('step_form')", "key.step_form", id="matters.step_form"),
        Binding("M", "add('meeting')", "key.step_meeting", id="matters.step_meeting"),
    ),
)
