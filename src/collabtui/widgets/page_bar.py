"""The line above every page: where one can go, how mail stands, what time it is."""

from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.mail_health import MailHealth
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

PAGES = ("today", "meetings", "actions", "inbox", "matters", "people", "setup")
"""In the order of their keys, 1 to 7."""
BY_LETTER = {"outbox": "O"}
"""Pages that are not named in the bar, with their keys."""


ROOM_FOR_THE_DAY = 110
"""Columns from which the clock says the day as well."""


def key_of_page(app: App[Any], page: str) -> str:
    """The key that leads there, as it is shown: its number, or what the user set instead."""
    own = app._keymap.get(f"page.{page}")  # noqa: SLF001  # Textual sets a keymap, and shows it to nobody
    if own:
        return app.get_key_display(Binding(own.partition(",")[0], ""))
    return BY_LETTER.get(page) or str(PAGES.index(page) + 1)


class PageBar(Widget):
    """One line. Clicking a page's name goes there, clicking the mails that wait to the outbox."""

    DEFAULT_CSS = """
    PageBar { height: 1; background: $panel; color: $text; }
    """

    class Picked(Message):
        """A page was clicked."""

        def __init__(self, page: str) -> None:
            super().__init__()
            self.page = page

    def __init__(self, session: "Session", mail: "MailHealth", words: "Catalogue", page: str) -> None:
        super().__init__()
        self.session, self.mail, self.words = session, mail, words
        self.page = page
        self.waiting = 0
        """Replies that wait for the facilitator."""
        self.queued = 0
        self._before_queued: int | None = None
        """Columns of the right half before the mails that wait; None where there are none."""
        self._places: list[tuple[range, str]] = []
        self._shown = Content("")

    def tick(self) -> None:
        """Once a second while it is seen; draws only when something else is to be read."""
        if not self._composed().is_same(self._shown):
            self.refresh()

    def show_mail(self, waiting: int, queued: int) -> None:
        self.waiting, self.queued = waiting, queued
        self.refresh()

    def render(self) -> Content:
        self._shown = self._composed()
        return self._shown

    def _composed(self) -> Content:
        right = self._right()
        for named in range(len(PAGES), -1, -1):
            left = self._left(named)
            if left.cell_length + right.cell_length < self.size.width:
                break
        room = max(1, self.size.width - left.cell_length - right.cell_length)
        self._places_right(left.cell_length + room)
        return Content.assemble(left, " " * room, right)

    def _places_right(self, start: int) -> None:
        """Where the mails that wait stand."""
        if self._before_queued is not None:
            at = start + self._before_queued
            self._places.append((range(at, at + self._queued().cell_length), "outbox"))

    def _queued(self) -> Content:
        return as_content("✉ " + self.words("bar.queued", n=self.queued), "$foreground-muted")

    def _left(self, named: int) -> Content:
        """The pages with their keys. Where room is short the first `named` of them and the own one have their names."""
        left, self._places = Content(""), []
        for number, page in enumerate(PAGES, 1):
            start, own = left.cell_length, page == self.page
            name = as_content(f" {key_of_page(self.app, page)} ", "$foreground-muted")
            if own or number <= named:
                name += as_content(self.words(f"page.{page}"), "bold reverse" if own else "")
            if page == "inbox" and self.waiting:
                name += as_content(f" ●{self.waiting}", "$text-accent")
            left += name
            self._places.append((range(start, left.cell_length), page))
        return left

    def _right(self) -> Content:
        words, now = self.words, self.session.now
        parts = []
        if self.mail.trouble:
            parts.append(as_content("⚠ " + words(f"bar.{self.mail.wants or 'lost'}"), "$text-warning"))
        elif self.mail.heard:
            parts.append(as_content("⇅ " + _ago((now - self.mail.heard).total_seconds()), "$foreground-muted"))
        self._before_queued = None
        if self.queued:
            self._before_queued = sum(part.cell_length + 2 for part in parts)
            parts.append(self._queued())
        if self.session.acting_name:
            parts.append(as_content(self.session.acting_name, "$foreground-muted"))
        day = f"{words.day(now.date())} " if self.size.width >= ROOM_FOR_THE_DAY else ""
        parts.append(Content(f"{day}{now:%H:%M} "))
        return Content("  ").join(parts)

    def on_click(self, event: events.Click) -> None:
        for place, page in self._places:
            if event.x in place:
                self.post_message(self.Picked(page))


def _ago(seconds: float) -> str:
    """In steps coarse enough that the line seldom has to be drawn anew: the word is the same in both languages."""
    return f"{int(seconds // 60)}m" if seconds >= 60 else f"{int(seconds // 10) * 10}s"
