"""The votes and questionnaires of a matter that are open, and the last ones that were closed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.binding import Binding

from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.screens.votes.vote_forms import VoteForms, how_it_stands
from collabtui.store.queries.meetings import one_vote, votes
from collabtui.widgets.colours import ACCENT, DONE, MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.matter_rows import DescribedMatterRow
    from collabtui.store.queries.rows.meeting_rows import VoteRow
    from collabtui.text.catalogue import Catalogue

LAST = 4
"""Votes that are over and are listed, the last ones."""


def _read(reader: "Connection", matter: "DescribedMatterRow") -> "list[VoteRow]":
    found = [one for one in votes(reader) if one["matter"] == matter["ref"]]
    over = [one for one in found if one["state"] != "open"]
    return [*(one for one in found if one["state"] == "open"), *over[:LAST]]


def _lines(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for vote in data.rows(VOTES):
        mark, style = ("●", ACCENT) if vote["state"] == "open" else ("✓", DONE)
        shown = as_content(f"{mark} ", style) + as_content(f"{vote['ref']} ", MUTED) + as_content(vote["text"])
        yield SectionLine(vote["ref"], shown + as_content(f"  {how_it_stands(vote, words)}", MUTED))


class VoteCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": VoteForms(page).show, "done": self.close}
        self.in_matter = {"vote": self.new}

    async def new(self) -> None:
        await VoteForms(self.page).new(self.data.ref)

    async def close(self, key: str) -> None:
        vote = await self.page.session.query(lambda reader: one_vote(reader, key))
        await VoteForms(self.page).close(vote)


VOTES: "Section[VoteRow]" = Section(
    "votes",
    lambda reader, row, _: _read(reader, row),
    _lines,
    VoteCommands,
    keys=(Binding("m+i", "add('vote')", "key.votes", key_display="m i", show=False, id="matters.vote"),),
)
