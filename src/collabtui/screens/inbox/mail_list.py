"""The list of mails that came in, what waits first: a line each, and which of them comes next."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.refs import INCOMING, ref_of
from collabtui.screens.inbox.inbox_mail import STATE
from collabtui.session.asked_in_mail import asked_in_mail, settled_in_mail
from collabtui.store.queries.lookup import due_dates, some_names
from collabtui.store.queries.mails import inbox_by_number, inbox_numbers
from collabtui.store.queries.today import mail_counts
from collabtui.widgets.colours import MUTED, WARNING
from collabtui.widgets.columns import MARK, ColumnLayout, ListColumn, all_laid_out, as_wide_as, laid_out
from collabtui.widgets.line import BETWEEN, as_content, name_within

if TYPE_CHECKING:
    from collabtui.session.put_aside import PutAside
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.mail_rows import InboxPageRow
    from collabtui.text.catalogue import Catalogue

ROOM_FOR_TIME, TIME = 60, 8
"""Columns of the list from which it says when a mail came."""
SENDER, SAYS, WHOLE_SAYS = (
    ListColumn("from", 12, 18, goes_above=True),
    ListColumn("says", 24, 40),
    ListColumn("says", 40, 60),
)
"""From how many to how many columns the sender takes, and what he said; in fewer he stands above it."""
CAME = ListColumn("came", TIME, TIME)
FURTHER = (ListColumn("address", 16, 30), ListColumn("subject", 20, 60))
"""What the list says beside the others where it has the whole page."""
ORDER = (MARK, "from", "says", "subject", "address", "came")
DOUBTED = ("known", "unknown", "forged")
"""Senders that stand out in the list."""


class MailListing:
    """The listed mails, by their numbers, and how many of them wait."""

    def __init__(
        self,
        session: "Session",
        words: "Catalogue",
        aside: "PutAside | None" = None,
        has_page: Callable[[], bool] = lambda: False,
    ) -> None:
        """`has_page`: whether the list has the whole page."""
        self.session, self.words, self._aside, self._has_page = session, words, aside, has_page
        self.waiting_only = False
        self.waiting, self.put_aside = 0, 0
        """How many wait and are listed, and how many are put aside."""
        self._names: list[str] = []

    async def read(self, wanted: str = "") -> "Sequence[int]":
        """The numbers of the mails, in the order of the list; counts what waits. What is put aside is left out, but for
        the one that is wanted."""
        waiting_only, self._names = self.waiting_only, []
        numbers: Sequence[int] = await self.session.query(lambda reader: inbox_numbers(reader, waiting=waiting_only))
        waiting = len(numbers) if waiting_only else await self.session.query(_count_waiting)
        aside = self._aside.mails(self.session.today) - {wanted} if self._aside else frozenset[str]()
        hidden = {number for number in numbers[:waiting] if ref_of(INCOMING, number) in aside} if aside else set()
        self.waiting, self.put_aside = waiting - len(hidden), len(hidden)
        return [number for number in numbers if number not in hidden] if hidden else numbers

    @property
    def title(self) -> str:
        """The number of those that wait, and of those that are put aside."""
        counted = self.words("inbox.to_review", n=self.waiting)
        return f"{counted} · {self.words('aside.count', n=self.put_aside)}" if self.put_aside else counted

    @property
    def empty(self) -> str:
        """The sentence for an empty list."""
        return self.words("inbox.nothing_waits_now" if self.waiting_only else "inbox.nothing")

    def next_waiting(self, numbers: Sequence[int], number: int | None) -> int:
        """The next mail that waits: below this one, or above where it was the last; 0 where none does, or where this
        one does not wait. `numbers` are those of the list."""
        waiting = list(numbers[: self.waiting])
        if number not in waiting:
            return 0
        at = waiting.index(number)
        others = waiting[at + 1 :] + waiting[:at][::-1]
        return others[0] if others else 0

    def first_waiting(self, numbers: Sequence[int], number: int | None) -> int:
        """The first mail that waits; 0 where none does, or where this one does."""
        waiting = list(numbers[: self.waiting])
        return waiting[0] if waiting and number not in waiting else 0

    def draw(self, numbers: Sequence[int], width: int) -> list[Content]:
        rows = inbox_by_number(self.session.reader, numbers)
        asked = {one["ref"] for row in rows if row["state"] == "waiting" for one in row["requests"] if one["ref"]}
        dues = due_dates(self.session.reader, asked) if asked else {}
        columns = self.columns(width)
        # a subject names a kind of mail, a title, a day and an hour
        return [columns.line(partial(self._cell, row, dues), most=3) for row in rows]

    def columns(self, width: int) -> ColumnLayout:
        fixed = (ListColumn(MARK, 1, 1), *((CAME,) if width >= ROOM_FOR_TIME else ()))
        if self._has_page():
            return all_laid_out(width, fixed, WHOLE_SAYS, (self._from, *FURTHER), ORDER, self.words)
        columns = laid_out(width, fixed, SAYS, (self._from,), ORDER)
        return columns._replace(above=(*columns.above, "came")) if columns.above else columns

    @property
    def _from(self) -> ListColumn:
        """In whose least room a doubt about the sender has one line."""
        if not self._names:
            self._names = some_names(self.session.reader)
        return as_wide_as(SENDER, self._names, *(self.words(f"inbox.doubt.{one}") for one in DOUBTED))

    def _cell(self, row: "InboxPageRow", dues: dict[str, str], name: str, room: int) -> Content:
        mark, style = STATE[row["state"]]
        waits = row["state"] == "waiting"
        muted = "" if waits else MUTED
        match name:
            case "mark":
                return as_content(mark, style)
            case "from":
                return self._sender(row, muted, room)
            case "says":
                what = asked_in_mail(row, dues, self.words) if waits else settled_in_mail(row, self.words)
                return as_content(what, muted)
            case "subject":
                return as_content(row["subject"] or "", MUTED)
            case "address":
                return as_content(row["sender"] or "", MUTED)
        return as_content(self._came(row), MUTED)

    def _sender(self, row: "InboxPageRow", style: str, room: int) -> Content:
        """The name, and where nobody has verified that it is his, that on a line of its own: it is no part of what he
        says."""
        called = name_within(row["person"]["name"], room, lines=2) if row["person"] else row["sender"] or "?"
        name = as_content(called, style)
        if row["state"] != "waiting" or row["trust"] not in DOUBTED:
            return name
        doubt = as_content(self.words(f"inbox.doubt.{row['trust']}"), WARNING)
        has_room = name.cell_length + len(BETWEEN) + doubt.cell_length <= room
        return name + (as_content(BETWEEN, MUTED) if has_room else Content("\n")) + doubt

    def _came(self, row: "InboxPageRow") -> str:
        """The hour, or the day where that was not today."""
        at = datetime.fromisoformat(row["received_at"]).astimezone(self.session.zone)
        return f"{at:%H:%M}" if at.date() == self.session.today else self.words.short_day_within(at.date(), TIME)


def _count_waiting(reader: "Connection") -> int:
    return mail_counts(reader)[0]
