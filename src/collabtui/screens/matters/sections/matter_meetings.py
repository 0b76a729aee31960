"""The meetings of a matter, what they decided, and what they left open."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from collabtui.lifecycle.matters.risks import settle_question
from collabtui.screens.dialogs.form import Form, FormField
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.store.queries.matters import decisions_in
from collabtui.store.queries.meetings import meetings_of, questions
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.dialogs.form import Values
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import MatterDecisionRow
    from collabtui.store.queries.rows.meeting_rows import MeetingRow, QuestionRow
    from collabtui.text.catalogue import Catalogue

LAST = 8
"""Decisions that are listed, the last ones."""


def _meetings(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for row in data.rows(MEETINGS):
        start = datetime.fromisoformat(row["start"]).astimezone(data.now.tzinfo)
        details = f"{words.instant(start)} · {words('state.' + row['state'])}"
        yield SectionLine(
            row["ref"],
            as_content(f"  {row['ref']} ", MUTED) + as_content(row["title"]) + as_content(f"  {details}", MUTED),
        )


def _questions(data: MatterData, _: "Catalogue") -> Iterator[SectionLine]:
    for row in data.rows(QUESTIONS):
        yield SectionLine(row["ref"], as_content(f"? {row['ref']} ", MUTED) + as_content(row["text"]))


def _decisions(data: MatterData, _: "Catalogue") -> Iterator[SectionLine]:
    for row in data.rows(DECISIONS):
        shown = (
            as_content(f"  {row['ref']} ", MUTED) + as_content(row["text"]) + as_content(f"  {row['meeting']}", MUTED)
        )
        yield SectionLine(row["ref"], shown)


class MeetingCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.open}

    async def open(self, key: str) -> None:
        self.page.go("meetings", key)


class QuestionCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.open, "done": self.settle}

    async def open(self, key: str) -> None:
        """Go to the meeting at which the question was asked."""
        meeting = next(row["meeting"] for row in self.data.rows(QUESTIONS) if row["ref"] == key)
        if meeting:
            self.page.go("meetings", meeting, key)

    async def settle(self, key: str) -> None:
        """With the answer, which may be left empty; the form stays until it is kept. It is open no longer: the notice
        names it, as its line goes from the page."""
        page = self.page
        text = next(row["text"] for row in self.data.rows(QUESTIONS) if row["ref"] == key)

        async def save(typed: "Values") -> None:
            answer = typed["answer"]
            await page.session.run_command(lambda acting: settle_question(acting, key, answer))

        fields = [FormField("answer", "", label=page.words("matters.answer"))]
        if await page.ask(Form(page.services, page.words("matters.ask.answer", ref=key, what=text), fields, save)):
            page.tell("matters.settled", seconds=3, ref=key, what=text)


class DecisionCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.open}

    async def open(self, key: str) -> None:
        """Go to the meeting at which the decision was taken."""
        meeting = next(row["meeting"] for row in self.data.rows(DECISIONS) if row["ref"] == key)
        if meeting:
            self.page.go("meetings", meeting, key)


MEETINGS: "Section[MeetingRow]" = Section(
    "meetings", lambda reader, row, _: meetings_of(reader, row["ref"]), _meetings, MeetingCommands
)
QUESTIONS: "Section[QuestionRow]" = Section(
    "questions", lambda reader, row, _: questions(reader, matter=row["ref"]), _questions, QuestionCommands
)
DECISIONS: "Section[MatterDecisionRow]" = Section(
    "decisions", lambda reader, row, _: decisions_in(reader, row["ref"], LAST), _decisions, DecisionCommands
)
