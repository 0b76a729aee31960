"""The bar above every page: where one can go, how mail stands, what time it is."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from collabtui.widgets.line import as_content
from collabtui.widgets.when import clock

if TYPE_CHECKING:
    from collabtui.session.mail_health import MailHealth
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

PAGES = ("today", "meetings", "actions", "inbox", "matters", "people", "setup")
"""In the order of their keys, 1 to 7."""
BY_LETTER = {"outbox": "O", "week": "W", "board": "B", "reports": "R"}
"""Pages that are not named in the bar, with their keys."""


Names = Literal["whole", "short", "own"]
Spelled = frozenset[Literal["trouble", "undo"]]
_BOTH, _UNDO, _NONE = Spelled(("trouble", "undo")), Spelled(("undo",)), Spelled()
LEVELS: tuple[tuple[Names, bool, Spelled], ...] = (
    ("whole", True, _BOTH),
    ("whole", False, _BOTH),
    ("short", True, _BOTH),
    ("short", False, _BOTH),
    ("short", False, _UNDO),
    ("short", False, _NONE),
    ("own", False, _NONE),
)
"""From the roomiest to the narrowest: how pages are named, whether the right end has its words, and which of its signs
have theirs: trouble stays, and the time for an undo is over in seconds."""
LONGEST_COUNTDOWN = timedelta(seconds=10)
"""What waits longer waits for a server, and not for an undo."""
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
        self._queued_at = range(0)
        """Columns of the right end with the mails that wait."""
        self.running = ""
        """Ref of the meeting that runs."""
        self.shown_below = ""
        """Ref of the meeting whose clock the page itself shows: here it is only named, and nothing is drawn each
        second."""
        self._since = session.now
        self._leaving: datetime | None = None
        self._places: list[tuple[range, str]] = []
        self._named: dict[tuple[object, ...], tuple[Content, tuple[tuple[range, str], ...]]] = {}
        """The pages, as they were composed: each second only what stands beside them can be another."""
        self._left_end = 0
        """Columns that they take."""
        self._shown = Content("")
        self._next: Content | None = None
        """Composed by a tick, until it is painted."""

    def tick(self) -> None:
        """Once a second while it is seen; draws only when something else is to be read."""
        before, composed = (self._left_end, self.waiting), self._composed()
        if not composed.is_same(self._shown):
            self._shown = self._next = composed
            is_beside = before == (self._left_end, self.waiting)
            start = self._left_end if is_beside else 0
            self.refresh(Region(start, 0, max(1, self.size.width - start), 1))

    def show_mail(self, waiting: int, queued: int) -> None:
        self.waiting, self.queued = waiting, queued
        self._compose_anew()

    def show_running(self, running: tuple[str, str] | None) -> None:
        """The meeting that runs, and the instant in ISO 8601 when it began."""
        self.running = running[0] if running else ""
        if running:
            self._since = datetime.fromisoformat(running[1])
        self._compose_anew()

    def show_leaving(self, at: str | None) -> None:
        """The instant in ISO 8601 until which an undo keeps mails back."""
        self._leaving = datetime.fromisoformat(at) if at else None
        self._compose_anew()

    def on_resize(self) -> None:
        self._next = None

    def _compose_anew(self) -> None:
        self._next = None
        self.refresh()

    def _seconds_left(self) -> int:
        """Of the time for an undo; 0 where there is none, or it is over."""
        left = self._leaving - self.session.now if self._leaving else timedelta()
        return -(-left // timedelta(seconds=1)) if timedelta() < left <= LONGEST_COUNTDOWN else 0

    def render(self) -> Content:
        self._shown, self._next = self._next or self._composed(), None
        return self._shown

    def _composed(self) -> Content:
        for names, roomy, spelled in LEVELS:
            (left, places), right = self._left(names), self._right(roomy=roomy, spelled=spelled)
            if left.cell_length + right.cell_length <= self.size.width:
                break
        else:
            right = self._right(roomy=False, spelled=_NONE, room=self.size.width - left.cell_length - 1)
        self._left_end = left.cell_length
        room = max(1, self.size.width - left.cell_length - right.cell_length)
        start = left.cell_length + room
        queued = range(start + self._queued_at.start, start + self._queued_at.stop)
        self._places = [*places, (queued, "outbox")]
        return Content.assemble(left, " " * room, right)

    def _left(self, names: "Names") -> tuple[Content, tuple[tuple[range, str], ...]]:
        """The pages with their keys, and where each stands. With names `own` only this page has one, and all of it."""
        key = (names, self.waiting, self.words.locale)
        if key not in self._named:
            self._named = {known: one for known, one in self._named.items() if known[1:] == key[1:]}
            self._named[key] = self._pages(names)
        return self._named[key]

    def _pages(self, names: "Names") -> tuple[Content, tuple[tuple[range, str], ...]]:
        left, places = Content(""), []
        for page in PAGES:
            start, own = left.cell_length, page == self.page
            is_named = own or names != "own"
            name = as_content(f" {key_of_page(self.app, page)}{' ' * is_named}", "$foreground-muted")
            if is_named:
                named = f"page.short.{page}" if names == "short" else f"page.{page}"
                name += as_content(self.words(named), "bold reverse" if own else "")
            if page == "inbox" and self.waiting:
                name += as_content(f" ●{self.waiting}", "$text-accent")
            left += name
            places.append((range(start, left.cell_length), page))
        if names == "own" and self.page in BY_LETTER:
            left += as_content(f" {key_of_page(self.app, self.page)} ", "$foreground-muted")
            left += as_content(self.words(f"page.{self.page}"), "bold reverse")
        return left, tuple(places)

    def _right(self, *, roomy: bool, spelled: Spelled, room: int | None = None) -> Content:
        """Without much room signs stand for words, what is well is left out. `spelled`: these have words. `room`: what
        does not go into it whole is left out, the last first."""
        words, now = self.words, self.session.now
        parts = []
        if self.running:
            lasted = "" if self.running == self.shown_below else f" {clock(max(timedelta(), now - self._since))}"
            parts.append(as_content(f"▶ {self.running}{lasted}", "bold $text-success"))
        if self.mail.trouble:
            wants = words(f"bar.{self.mail.wants or 'lost'}") if "trouble" in spelled else ""
            parts.append(as_content(f"⚠ {wants}".rstrip(), "$text-warning"))
        elif self.mail.heard and roomy:
            quiet = (now - self.mail.heard).total_seconds()
            # on a connection that stands, long silence means that nothing came
            ago = "" if self.mail.is_listening and quiet >= 60 else _ago(quiet)
            parts.append(as_content(f"⇅ {ago}".rstrip(), "$foreground-muted"))
        self._queued_at = range(0)
        if self.queued:
            queued = words("bar.queued", n=self.queued) if roomy else str(self.queued)
            if seconds := self._seconds_left():
                # the key that recalls them; in a running meeting it is a letter of what is typed
                queued = f"{self.queued} {seconds}s" + ("" if self.shown_below else " u")
                if "undo" in spelled and not self.shown_below:
                    key = "bar.leaving" if roomy else "bar.leaving.brief"
                    queued = words(key, n=self.queued, seconds=seconds)
            start = sum(part.cell_length + 2 for part in parts)
            parts.append(as_content("✉ " + queued, "$foreground-muted"))
            self._queued_at = range(start, start + parts[-1].cell_length)
        if self.session.acting_name and roomy:
            parts.append(as_content(self.session.acting_name, "$foreground-muted"))
        day = f"{words.day(now.date())} " if self.size.width >= ROOM_FOR_THE_DAY else ""
        parts.append(Content(f"{day}{now:%H:%M} "))
        while room is not None and parts and Content("  ").join(parts).cell_length > room:
            parts.pop()
        return Content("  ").join(parts)

    def on_click(self, event: events.Click) -> None:
        for place, page in self._places:
            if event.x in place:
                self.post_message(self.Picked(page))


def _ago(seconds: float) -> str:
    """Nothing for a moment ago. In steps coarse enough that the line seldom has to be drawn anew; the word is the same
    in both languages."""
    if seconds < 10:
        return ""
    return f"{int(seconds // 60)}m" if seconds >= 60 else f"{int(seconds // 10) * 10}s"
