"""The steps of the process that a matter changes: as they were, and as they are to be with who answers for each."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabtui.domain.matters.process_step import is_part_of_step
from collabtui.lifecycle.matters.process_steps import write_steps
from collabtui.screens.matters.sections.matter_tasks import TASKS
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.screens.matters.sections.step_forms import StepForms
from collabtui.store.queries.matter_process import StepRow, process_steps
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from datetime import date

    from textual.content import Content

    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.matter_rows import DescribedMatterRow
    from collabtui.text.catalogue import Catalogue


def _read_old(reader: "Connection", row: "DescribedMatterRow", _: "date") -> list[StepRow]:
    return [one for one in process_steps(reader, row["ref"]) if not one.is_new]


def _read_new(reader: "Connection", row: "DescribedMatterRow", _: "date") -> list[StepRow]:
    return [one for one in process_steps(reader, row["ref"]) if one.is_new]


def _old(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for row in data.rows(OLD_STEPS):
        yield SectionLine(f"old_step/{row.number}", _line(row, words))


def _new(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    """Where the step itself names nobody, who owns the actions of it answers for it."""
    for row in data.rows(NEW_STEPS):
        shown = _line(row, words)
        if row.step.owner is None:
            owners = _owners_of(data, row)
            says = words("old_step.owner", value=owners) if owners else words("matters.step_without_owner")
            shown += as_content(f"  {says}", MUTED)
        yield SectionLine(f"new_step/{row.number}", shown)


def _line(row: StepRow, words: "Catalogue") -> "Content":
    """As it is typed, with its number."""
    head = f"{row.step.department}: {row.step.text}"
    about = write_steps((row.step,), words, {row.step.owner or "": row.owner}).removeprefix(head)
    return as_content(f"  {row.number} ", MUTED) + as_content(head) + as_content(about, MUTED)


def _owners_of(data: MatterData, step: StepRow) -> list[str]:
    tasks = data.rows(TASKS)
    found = (one for one in tasks if is_part_of_step(one["module"] or "", one["title"], step.number, step.step.text))
    return list(dict.fromkeys(one["owner"]["name"] for one in found if one["owner"]))


class ProcessCommands(SectionCommands):
    """Enter and `e` open the form in which the steps are typed, at those under the cursor."""

    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.edit, "edit": self.edit}

    async def edit(self, key: str) -> None:
        await StepForms(self.page, self.data).agree(begins_in=f"{key.partition('/')[0]}s")


NEW_STEPS: "Section[StepRow]" = Section("new_steps", _read_new, _new, ProcessCommands)
OLD_STEPS: "Section[StepRow]" = Section("old_steps", _read_old, _old, ProcessCommands)
