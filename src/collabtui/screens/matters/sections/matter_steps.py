"""The nine steps of a matter: what each that was come to still lacks, and the form of each."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.matters.step_requirements import lacking
from collabtui.domain.matters.steps import STEPS, Step
from collabtui.domain.place import step_part
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.matters.edit_matters import move_to_step
from collabtui.lifecycle.matters.retrospective_meeting import hold_retrospective, offered_retrospective
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.mails_first import run_after_mails
from collabtui.screens.matters.sections.matter_acceptance import Acceptance
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.screens.matters.sections.step_forms import StepForms
from collabtui.widgets.colours import ACCENT, MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue

MEETINGS: dict[Step, str] = {
    "request": "kick-off",
    "kick-off": "kick-off",
    "tracking": "weekly",
    "risk": "problem",
    "acceptance": "acceptance",
    "retrospective": "retrospective",
}
"""Which of the usual agendas a meeting starts from in which step; `usual` in the others."""

A_LINE = 4
"""Steps to come that stand on one line."""
OWN_WORDS: frozenset[Step] = frozenset({"tracking", "risk", "change", "archive"})
"""Of which it is said in words of their own that they lack nothing."""


def _lines(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    """Those to come on one line: what they lack is not missed yet."""
    at = STEPS.index(data.row["step"])
    for place, step in enumerate(STEPS[: at + 1]):
        lacks = [words(one.key, **one.values) for one in lacking(data.facts, step)]
        yield SectionLine(step_part(step), _line(step, lacks, words, present=place == at))
        if place == at and len(lacks) > 1:
            yield from (SectionLine("", as_content(f"      · {one}", WARNING)) for one in lacks)
    coming = [words(f"step.{step}") for step in STEPS[at + 1 :]]
    for first in range(0, len(coming), A_LINE):
        sign = " " if first else "○"
        yield SectionLine("", as_content(f"  {sign} {' · '.join(coming[first : first + A_LINE])}", MUTED))


def _line(step: Step, lacking_words: Sequence[str], words: "Catalogue", *, present: bool) -> Content:
    """What it lacks; of the present one, where it lacks several, how many, for each has a line below."""
    several = present and len(lacking_words) > 1
    lacks = words("steps.lacks", n=len(lacking_words)) if several else " · ".join(lacking_words)
    mark, style = ("▶", ACCENT) if present else ("●", WARNING) if lacks else ("✓", MUTED)
    name = as_content(words(f"step.{step}"), "bold" if present else "" if lacks else MUTED)
    complete = words(f"steps.complete.{step}" if step in OWN_WORDS else "steps.complete")
    return as_content(f"  {mark} ", style) + name + as_content(f"  {lacks or complete}", WARNING if lacks else MUTED)


class StepCommands(SectionCommands):
    """The form of each step, and a meeting of the kind that the present one calls for."""

    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.open, "edit": self.open}
        self.in_matter = {
            "step_form": self.open_present,
            "channels": self.name_channels,
            "meeting": self.meet,
            "look_back": self.look_back,
            "completion": Acceptance(page, data.ref).send_completion,
        }

    async def open(self, key: str) -> None:
        await StepForms(self.page, self.data).open(cast("Step", key.partition("/")[2]))

    async def open_present(self) -> None:
        await StepForms(self.page, self.data).open(self.data.row["step"])

    async def name_channels(self) -> None:
        """At any step: a group is made when people first talk, and lasts longer than the kick-off."""
        await StepForms(self.page, self.data).agree(begins_in="channels")

    async def move(self, way: int) -> Step | None:
        """One step on, asked first where this one still lacks something; or back, where `way` is -1. Returns the step
        that the matter came to."""
        page, left, ref = self.page, self.data.row["step"], self.data.ref
        at = STEPS.index(left) + way
        if not 0 <= at < len(STEPS):
            return None
        now = page.words(f"step.{STEPS[at]}")
        if way > 0 and (lacks := lacking(self.data.facts, left)):
            question = page.words("steps.ask_lacking", step=page.words(f"step.{left}"), lacks=lacks, now=now)
            if not await page.ask(Confirm(page.services, question)):
                return None
        if not await page.do(lambda acting: move_to_step(acting, ref, STEPS[at])):
            return None
        page.tell("matters.at_step", seconds=3, ref=ref, step=now)
        return STEPS[at]

    async def look_back(self) -> None:
        """Plan and invite the retrospective of the matter, or of one of its milestones, at a time at which all can."""
        page, ref, words = self.page, self.data.ref, self.page.words
        milestone = ""
        if not self.data.row["accepted_at"] and (known := self.data.row["milestones"]):
            options: list[Option] = [(row["text"], row["text"], row["day"]) for row in known]
            picked = await page.ask(Pick(page.services, words("retrospective.which_milestone", ref=ref), options))
            if picked is None:
                return
            milestone = picked
        offered = await page.do(lambda acting: offered_retrospective(acting.store, acting, ref, milestone=milestone))
        if offered is None:
            return
        warnings = [words("warning", finding=finding) for finding in offered.findings]
        warnings += [words("retrospective.late", day=offered.by.date())] if offered.is_late else []
        await run_after_mails(
            page,
            words("retrospective.who_is_invited", title=offered.draft.title, start=offered.start),
            lambda acting: hold_retrospective(acting, ref, milestone=milestone, leaving_in=UNDO_WINDOW),
            "retrospective.goes",
            lambda _: " ".join(warnings),
        )

    async def meet(self) -> None:
        """Plan a meeting with all contacts."""
        from collabtui.screens.meetings.new_meeting import meeting_of_kind

        row = self.data.row
        names = [contact["name"] for contact in row["contacts"]]
        people = [
            (contact["name"] if names.count(contact["name"]) == 1 else contact["email"]) or ""
            for contact in row["contacts"]
            if contact["name"]
        ]
        known = {"title": row["title"], "matter": row["title"], "people": ", ".join(dict.fromkeys(people))}
        await meeting_of_kind(self.page, MEETINGS.get(row["step"], "usual"), known)


STEPS_OF_IT: Section[object] = Section(
    "steps",
    lambda _reader, _row, _today: (),
    _lines,
    StepCommands,
    keys=(
        Binding("m+s", "add('step_form')", "key.step_form", key_display="m s", show=False, id="matters.step_form"),
        Binding("m+g", "add('channels')", "key.channels", key_display="m g", show=False, id="matters.channels"),
        Binding("m+o", "add('look_back')", "key.look_back", key_display="m o", show=False, id="matters.look_back"),
        Binding("m+f", "add('completion')", "key.completion", key_display="m f", show=False, id="matters.completion"),
        Binding("m+m", "add('meeting')", "key.step_meeting", key_display="m m", show=False, id="matters.step_meeting"),
    ),
)
