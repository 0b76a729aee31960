"""The meetings of a matter, what they decided, and what they left open."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from collabtui.lifecycle.matters.risks import settle_question
from collabtui.screens.matters.sections.section_kind import MUTED, Deed, Kind, MatterData, SectionLine
from collabtui.store.queries.matters import decisions_in
from collabtui.store.queries.meetings import meetings_of, questions
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.services import Services

LAST = 8
"""Decisions that are listed, the last ones."""


def _meetings(sheet: MatterData, services: "Services") -> Iterator[SectionLine]:
    for row in sheet.of["meetings"]:
        start = datetime.fromisoformat(row["start"]).astimezone(services.zone)
        told = f"{services.words.instant(start)} · {services.words('state.' + row['state'])}"
        yield SectionLine(
            row["ref"],
            as_content(f"  {row['ref']} ", MUTED) + as_content(row["title"]) + as_content(f"  {told}", MUTED),
        )


def _questions(sheet: MatterData, _: "Services") -> Iterator[SectionLine]:
    for row in sheet.of["questions"]:
        yield SectionLine(row["ref"], as_content(f"? {row['ref']} ", MUTED) + as_content(row["text"]))


def _decisions(sheet: MatterData, _: "Services") -> Iterator[SectionLine]:
    for row in sheet.of["decisions"]:
        shown = (
            as_content(f"  {row['ref']} ", MUTED) + as_content(row["text"]) + as_content(f"  {row['meeting']}", MUTED)
        )
        yield SectionLine(row["ref"], shown)


async def _open_meeting(page: "Page", _: MatterData, key: str) -> None:
    page.post_message(page.Go("meetings", key))


def _open_where_it_was_said(kind: str) -> Deed:
    async def open_it(page: "Page", sheet: MatterData, key: str) -> None:
        if meeting := sheet.one(kind, key)["meeting"]:
            page.post_message(page.Go("meetings", meeting, key))

    return open_it


async def _settle(page: "Page", _: MatterData, key: str) -> None:
    await page.do(lambda acting: settle_question(acting, key), "matters.settled", ref=key)


MEETINGS = Kind(
    "meetings", lambda reader, row, _: meetings_of(reader, row["ref"]), _meetings, deeds={"open": _open_meeting}
)
QUESTIONS = Kind(
    "questions",
    lambda reader, row, _: questions(reader, matter=row["ref"]),
    _questions,
    deeds={"open": _open_where_it_was_said("questions"), "done": _settle},
)
DECISIONS = Kind(
    "decisions",
    lambda reader, row, _: decisions_in(reader, row["ref"], LAST),
    _decisions,
    deeds={"open": _open_where_it_was_said("decisions")},
)
