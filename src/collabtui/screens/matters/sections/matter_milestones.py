"""The section of things agreed at kick-off: milestones, and criteria with their measurements."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.matters.edit_matters import criterion_of, evaluate_criterion
from collabtui.lifecycle.matters.reached_milestones import reach_milestone
from collabtui.screens.actions.action_form import new_action_form
from collabtui.screens.matters.sections.matter_acceptance import MET, Acceptance
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.screens.matters.sections.step_forms import StepForms
from collabtui.widgets.colours import ACCENT, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import CriterionRow, MilestoneRow
    from collabtui.text.catalogue import Catalogue


def _milestones(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for number, row in enumerate(data.rows(MILESTONES), 1):
        day = date.fromisoformat(row["day"])
        shown, away = words.day(day), due(words, day, data.today)
        reached, past = row["reached"], day < data.today
        line = as_content("  ✓ " if reached else "  ▼ ", MUTED if reached else LATE if past else ACCENT)
        line += as_content(row["text"], MUTED if reached else "")
        when = shown if reached or away == shown else f"{shown} · {away}"
        line += as_content(f"  {when}", LATE if past and not reached else MUTED)
        if row["deliverable"]:
            line += as_content(f"  ⇒ {row['deliverable']}", MUTED)
        if reached:
            line += as_content(f"  {words('milestone.reached_on', day=words.day(date.fromisoformat(reached)))}", MUTED)
        yield SectionLine(f"milestone/{number}", line)


def _criteria(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for number, row in enumerate(data.rows(CRITERIA), 1):
        yield SectionLine(f"criterion/{number}", _criterion(data, row, words))


def _criterion(data: MatterData, row: "CriterionRow", words: "Catalogue") -> Content:
    mark, style = {None: ("○", MUTED), True: ("✓", MUTED), False: ("✗", WARNING)}[row["met"]]
    shown = as_content(f"  {mark} ", style) + as_content(row["text"])
    verdict = words(f"criterion.{MET[row['met']]}")
    shown += as_content(f"  {row['measured']} · {verdict}" if row["measured"] else f"  {verdict}", style)
    if row["rectify"] and row["met"]:
        day = words.day(datetime.fromisoformat(row["at"]).astimezone(data.now.tzinfo).date()) if row["at"] else ""
        shown += as_content(f"  → {words('steps.put_right', text=row['rectify'], day=day).rstrip()}", MUTED)
    elif row["rectify"]:
        by = date.fromisoformat(row["rectify_by"]) if row["rectify_by"] else None
        late = by is not None and by < data.today
        until = words("steps.rectify", text=row["rectify"])
        shown += as_content(f"  → {until}", MUTED) + as_content(
            f" · {due(words, by, data.today)}", LATE if late else MUTED
        )
    return shown


def _number(key: str) -> int:
    return int(key.partition("/")[2])


class MilestoneCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.edit, "edit": self.edit, "done": self.mark}

    async def edit(self, _: str) -> None:
        await StepForms(self.page, self.data).agree(begins_in="milestones")

    async def mark(self, key: str) -> None:
        """Reached today; what is reached already is not, after all."""
        number, ref = _number(key), self.data.ref
        row = self.data.rows(MILESTONES)[number - 1]
        day = None if row["reached"] else self.data.today
        message = "milestone.marked" if day else "milestone.taken_back"
        await self.page.do(
            lambda acting: reach_milestone(acting, ref, str(number), day),
            message,
            ref=ref,
            text=row["text"],
            day=str(day or row["day"]),
        )


class CriterionCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {
            "open": self.evaluate_criterion,
            "edit": self.evaluate_criterion,
            "done": self.set_met,
            "act": self.make_action,
        }

    async def evaluate_criterion(self, key: str) -> None:
        matter = await self.page.do(lambda acting: acting.store.get(Matter, self.data.ref))
        if matter:
            await Acceptance(self.page, self.data.ref).evaluate_criterion(matter, _number(key))

    async def set_met(self, key: str) -> None:
        number, ref = _number(key), self.data.ref
        await self.page.do(lambda acting: _assessed_as_met(acting, ref, number), "steps.met", number=number)

    async def make_action(self, key: str) -> None:
        """Make an action of what is to be put right."""
        row = self.data.rows(CRITERIA)[_number(key) - 1]
        instead = {"title": row["rectify"] or row["text"], "due": row["rectify_by"] or "", "deliverable": row["text"]}
        await new_action_form(self.page, self.data.ref, instead)


def _assessed_as_met(acting: "Acting", ref: str, number: int) -> Matter:
    criterion = criterion_of(acting.store.get(Matter, ref), number)
    return evaluate_criterion(acting, ref, number, criterion.model_copy(update={"met": True}))


MILESTONES: "Section[MilestoneRow]" = Section(
    "milestones", lambda _reader, row, _today: row["milestones"], _milestones, MilestoneCommands
)
CRITERIA: "Section[CriterionRow]" = Section(
    "criteria",
    lambda _reader, row, _today: row["criteria"],
    _criteria,
    CriterionCommands,
    keys=(Binding("A", "command('act')", "key.criterion_action", id="matters.criterion_action"),),
)
