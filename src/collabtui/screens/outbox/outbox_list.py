"""The list of mails that go out: how many there are in each state, and a line each, the newest first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.mail.mail_records import OutgoingState
from collabtui.store.queries.lookup import some_names
from collabtui.store.queries.mails import MOST_COUNTED, outbox_by_ref, outbox_counts, outbox_refs
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.columns import MARK as MARK_COLUMN
from collabtui.widgets.columns import ColumnLayout, ListColumn, all_laid_out, as_wide_as, laid_out
from collabtui.widgets.line import as_content, name_within

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.mail_rows import OutboxLineRow
    from collabtui.text.catalogue import Catalogue

MARK: Mapping[OutgoingState, tuple[str, str]] = {
    "queued": ("○", ACCENT),
    "sending": ("→", ACCENT),
    "held": ("‖", WARNING),
    "failed": ("✗", LATE),
    "sent": ("✓", DONE),
}
"""In the order in which a mail goes through them."""
STATES: tuple[OutgoingState, ...] = tuple(MARK)
FIRST = 500
"""Mails that are listed at first."""
FARTHER = 4
"""Times as many are listed once the cursor comes near the last of them: a list costs what is looked at, however long
the outbox is."""
NEAR = 50
"""Rows before the last."""
ROOM_FOR_KIND = 84
"""Columns of the list from which it says what a mail is."""
ROOM_FOR_TIME = 56
"""Columns of the list from which it says when."""
TO, ABOUT, WHOLE_ABOUT = (
    ListColumn("to", 11, 16, goes_above=True),
    ListColumn("about", 24, 48),
    ListColumn("about", 40, 60),
)
WHEN, KIND = ListColumn("when", 8, 8), ListColumn("kind", 10, 10)
FURTHER = (ListColumn("address", 16, 30), ListColumn("state", 8, 8))
"""What the list says beside the others where it has the whole page."""
ORDER = (MARK_COLUMN, "to", "about", "kind", "address", "state", "when")


class OutboxListing:
    """The choice of mails that are listed: of a state, to a person, or all."""

    def __init__(self, session: "Session", words: "Catalogue", has_page: Callable[[], bool]) -> None:
        """`has_page`: whether the list has the whole page."""
        self.session, self.words, self._has_page = session, words, has_page
        self.state = ""
        """Empty: whatever their state is."""
        self.person = ""
        """Ref of the one to whom they go; empty: to anybody."""
        self.name = ""
        self.counts: Mapping[OutgoingState, int] = {}
        self._limit = FIRST
        self._names: list[str] = []

    def only_in(self, state: str) -> None:
        self.state, self._limit = state, FIRST

    def only_to(self, person: str, name: str) -> None:
        self.person, self.name, self._limit = person, name, FIRST

    def look_farther(self, listed: int, at: int) -> bool:
        """List older ones too, where the row `at` is near the last of those that are listed; False where it is not, or
        where there are no others."""
        if listed < self._limit or at < listed - NEAR:
            return False
        self._limit *= FARTHER
        return True

    async def read(self) -> list[str]:
        """The refs, in the order of the list; counts the states."""

        self._names = []

        def read(reader: "Connection") -> "tuple[dict[OutgoingState, int], list[str]]":
            refs = outbox_refs(reader, state=self.state, person=self.person, limit=self._limit)
            return outbox_counts(reader), refs

        self.counts, refs = await self.session.query(read)
        return refs

    @property
    def empty(self) -> str:
        """The sentence for an empty list: what comes here, or what to do next."""
        if self.person:
            return self.words("outbox.empty.person", name=self.name)
        return self.words(f"outbox.empty.{self.state or 'all'}")

    def tabs(self, width: int) -> list[tuple[str, Content]]:
        """The states with how many mails are in each; where room is short only the chosen one has its name."""
        for named in (True, False):
            tabs = [(state, self._tab(state, named=named)) for state in ("", *STATES)]
            if sum(tab.cell_length for _, tab in tabs) <= width:
                break
        return tabs

    def _tab(self, state: OutgoingState | str, *, named: bool) -> Content:
        chosen = state == self.state
        found = {str(one): n for one, n in self.counts.items()}
        count = found.get(state, 0) if state else sum(found.values())
        more = "+" if max([found.get(state, 0)] if state else found.values(), default=0) >= MOST_COUNTED else ""
        sign, colour = {str(one): mark for one, mark in MARK.items()}.get(state, ("", ""))
        name = self.words(f"outbox.tab.{state or 'all'}") if named or chosen or not sign else ""
        text = " ".join(filter(None, (sign, name, f"{count}{more}")))
        return as_content(f" {text} ", "bold reverse" if chosen else colour if count else MUTED)

    def draw(self, refs: Sequence[str], width: int) -> list[Content]:
        columns = self.columns(width)
        return [columns.line(partial(self._cell, row), most=3) for row in outbox_by_ref(self.session.reader, refs)]

    def columns(self, width: int) -> ColumnLayout:
        when = (WHEN,) if width >= ROOM_FOR_TIME else ()
        kind = (KIND,) if width >= ROOM_FOR_KIND else ()
        fixed = (ListColumn(MARK_COLUMN, 1, 1), *when)
        if self._has_page():
            return all_laid_out(width, fixed, WHOLE_ABOUT, (self._to, KIND, *FURTHER), ORDER, self.words)
        return laid_out(width, (*fixed, *kind), ABOUT, (self._to,), ORDER)

    @property
    def _to(self) -> ListColumn:
        if not self._names:
            self._names = some_names(self.session.reader)
        return as_wide_as(TO, self._names, self.words("heads.to"))

    def _cell(self, row: "OutboxLineRow", name: str, room: int) -> Content:
        mark, style = MARK[row["state"]]
        muted = MUTED if row["state"] == "sent" else ""
        match name:
            case "mark":
                return as_content(mark, style)
            case "to":
                to = name_within(row["person"]["name"], room, lines=2) if row["person"] else row["to"]
                return as_content(to, muted)
            case "about":
                return self._what(row, muted)
            case "kind":
                return as_content(self.words(f"outbox.kind.{row['kind']}"), MUTED)
            case "address":
                return as_content(row["to"], MUTED)
            case "state":
                return as_content(self.words(f"outbox.tab.{row['state']}"), style)
        return as_content(self._when(row), MUTED)

    def _what(self, row: "OutboxLineRow", style: str) -> Content:
        """What it is about; before it what keeps the mail here."""
        subject = as_content(("✎ " if row["edited"] else "") + topic(row["subject"]), style)
        if row["state"] in ("failed", "held") and row["last_error"]:
            why = self.words("outbox.why", why=row["last_error"])
            return as_content(why, MARK[row["state"]][1]) + as_content("  ") + subject
        return subject

    def _when(self, row: "OutboxLineRow") -> str:
        """The hour at which it left or was queued, or the day where that was not today."""
        at = datetime.fromisoformat(row["sent_at"] or row["queued_at"]).astimezone(self.session.zone)
        return f"{at:%H:%M}" if at.date() == self.session.today else self.words.short_day_within(at.date(), WHEN.least)
