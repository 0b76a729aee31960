"""Below what is due, where the terminal has room: the next two weeks day by day, or six where these leave room, and the
mails that came in last."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from collabtui.domain.meetings.meeting_states import HELD
from collabtui.domain.place import Place
from collabtui.domain.refs import INCOMING, ref_of
from collabtui.screens.frame.paged_loader import PagedLoader
from collabtui.store.queries.mails import newest_numbers
from collabtui.widgets.cards.card_stack import CARD
from collabtui.widgets.colours import ACCENT, MUTED
from collabtui.widgets.line import as_content
from collabtui.widgets.row_strips import WHOLE
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.screens.week.week_cards import WeekCards
    from collabtui.screens.week.week_data import WeekCard, WeekData
    from collabtui.store.engine_connection import Connection

AHEAD, FURTHER = 14, 42
"""Days; the further ones where what is on in the others leaves room."""
OF_A_DAY = 6
"""Actions of a day that are listed; the others are counted."""
CAME = 40
"""Mails."""


class DaysAhead(Horizontal):
    """Two lists; `ask` reads them anew, off the loop. The page brings them where there is room; they are read once
    they are as high as they will be."""

    def __init__(self, page: "Page") -> None:
        super().__init__(id="ahead")
        self._page = page
        self._steady = PagedLoader(self._load)

    def compose(self) -> ComposeResult:
        for name in ("days", "came"):
            rows = Rows(id=name, classes="card")
            rows.border_title = self._page.words(f"today.{name}")
            rows.unread = self._page.words("screen.loading")
            yield rows

    def head(self) -> None:
        """In the language of now."""
        for rows in self.query(Rows):
            rows.border_title = self._page.words(f"today.{rows.id}")

    def on_resize(self) -> None:
        """Read anew: how many weeks it looks ahead follows its height."""
        self._ask_anew()

    @work
    async def _ask_anew(self) -> None:
        await self.ask()

    async def ask(self) -> None:
        await self._steady.ask()

    @property
    def _is_there(self) -> bool:
        """Whether its lists are: while it was reading the page may have lost the room for them."""
        return self._page.is_alive and self.is_attached and bool(self.children)

    async def _load(self) -> None:
        session = self._page.session
        if session.configured:
            await self._load_days()
            numbers = await session.query(lambda reader: newest_numbers(reader, CAME))
            if self._is_there:
                self._show_mails(numbers)

    async def _load_days(self) -> None:
        for days, title in ((AHEAD, "days"), (FURTHER, "days_further")):
            cards, data = await self._read_days(days)
            if not self._is_there:
                return
            rows = self.query_one("#days", Rows)
            keys = self._keys(data)
            if days == FURTHER or len(keys) >= rows.content_size.height:
                rows.border_title = self._page.words(f"today.{title}")
                rows.show(keys, DayLines(cards, data, self._page).draw, skip=set(data.days))
                return

    async def _read_days(self, many: int) -> "tuple[WeekCards, WeekData]":
        page, session, today = self._page, self._page.session, self._page.session.today
        days = [today + timedelta(days=number) for number in range(many)]
        now, zone, deadlines = session.now, session.zone, session.deadlines

        def read(reader: "Connection", calendar: Any) -> "WeekData":
            from collabtui.screens.week.week_data import read_week

            return read_week(reader, days, now, zone, deadlines, calendar, dict.fromkeys(days, OF_A_DAY))

        def configured(acting: Any) -> Any:
            from collabtui.screens.week.week_data import calendar_of

            return calendar_of(acting, days)

        calendar = await session.run_command(configured)
        data = await session.query(lambda reader: read(reader, calendar))
        from collabtui.screens.week.week_cards import WeekCards

        return WeekCards(data, calendar, session, page.words), data

    def _keys(self, data: "WeekData") -> "list[date | tuple[date, WeekCard | None]]":
        keys: list[date | tuple[date, WeekCard | None]] = []
        for day in data.days:
            some = [card for card in data.cards[day] if not _is_over(card, data)]
            if some or day == self._page.session.today:
                keys += [day, *((day, card) for card in some)]
                keys += [(day, None)] if data.totals[day] > len(data.cards[day]) else []
        return keys

    def _show_mails(self, numbers: Sequence[int]) -> None:
        from collabtui.screens.inbox.mail_list import MailListing

        rows = self.query_one("#came", Rows)
        rows.empty = self._page.words("today.no_mail_yet")
        rows.show(numbers, MailListing(self._page.session, self._page.words).draw)

    @on(Rows.Chosen, "#came")
    def _mail_chosen(self, event: Rows.Chosen) -> None:
        self._page.go("inbox", ref_of(INCOMING, event.key))

    @on(Rows.Chosen, "#days")
    def _day_chosen(self, event: Rows.Chosen) -> None:
        day, card = event.key
        if card is None:
            self._page.go(*Place.actions("due", day.isoformat()))
        else:
            self._page.run_worker(partial(self._open, card))

    async def _open(self, card: "WeekCard") -> None:
        from collabtui.screens.week.week_commands import WeekCommands

        await WeekCommands(self._page).open(card)


def _is_over(card: "WeekCard", data: "WeekData") -> bool:
    """Whether it is a meeting that was held, maybe before its time: it is not ahead."""
    return card.kind == "meeting" and data.meetings[str(card.key)]["state"] in HELD


class DayLines:
    """A heading a day, and what is on as the cards of the week say it, on one line."""

    def __init__(self, cards: "WeekCards", data: "WeekData", page: "Page") -> None:
        self._cards, self._data, self._page = cards, data, page

    def draw(self, keys: Sequence[Any], _width: int) -> list[Content]:
        some = [key[1] for key in keys if not isinstance(key, date) and key[1]]
        drawn = iter(self._cards.draw(some, WHOLE, CARD))
        return [self._line(key, drawn) for key in keys]

    def _line(self, key: Any, drawn: Any) -> Content:
        words = self._page.words
        if isinstance(key, date):
            today = key == self._page.session.today
            name = words("week.today", day=words.day(key)) if today else words.day(key)
            free = f"  {words('today.nothing_today')}" if not self._data.cards[key] else ""
            return as_content(name, f"bold {ACCENT}" if today else "bold") + as_content(free, MUTED)
        if key[1] is None:
            more = self._data.totals[key[0]] - len(self._data.cards[key[0]])
            return as_content(f"   {words('today.more_due', n=more)}", MUTED)
        return Content("  ") + Content("  ").join(next(drawn))
