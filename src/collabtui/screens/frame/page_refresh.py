"""A page follows the store: it is read anew when anybody wrote, and once a second it is told what the clock changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from collabtui.errors import CollabError
from collabtui.screens.frame.change_watch import ChangeWatch

if TYPE_CHECKING:
    from typing import Any, Protocol

    from textual.timer import Timer

    from collabtui.screens.frame.notified_watch import NotifiedWatch
    from collabtui.session.store_session import Session

    class ReadPage(Protocol):
        """A page, as far as it is followed."""

        @property
        def session(self) -> "Session": ...

        @property
        def is_alive(self) -> bool: ...

        @property
        def is_current(self) -> bool:
            """True while it is seen, be it behind a dialog; `is_active` only where nothing stands in front of it."""

        @property
        def is_active(self) -> bool: ...

        def tick(self) -> None: ...

        def read_again(self) -> None: ...

        def show_error(self, error: CollabError) -> None: ...

        def call_later(self, callback: Callable[..., Any], /) -> object: ...

        def set_interval(self, seconds: float, callback: Callable[..., Any], /) -> "Timer": ...


LOST = ("database.gone", "database.not_reached")
"""Keys of the errors that say that the organisation's database is out of reach, and that nothing was done."""
NOTHING_SEEN = -1
"""No change counter of the store."""


class PageRefresh:
    """Of one page; a page below another costs nothing. `back` is told the error that is over."""

    def __init__(self, page: "ReadPage", back: Callable[[CollabError], object]) -> None:
        self._page, self._back = page, back
        self._seen = NOTHING_SEEN
        """The store's change counter when the page was read last."""
        self._watch = self._watch_of(page.session)
        self._beats: Timer | None = None

    def _watch_of(self, session: "Session") -> "ChangeWatch | NotifiedWatch":
        def tell() -> object:
            return self._page.call_later(self.if_changed)

        if session.organisation is None:
            return ChangeWatch(session.home.database.parent, self._somebody_wrote, tell)
        from collabtui.screens.frame.notified_watch import NotifiedWatch

        return NotifiedWatch(session.organisation.listen, self._somebody_wrote, tell)

    def start(self) -> None:
        self._beats = self._page.set_interval(1.0, self._beat)
        self._watch.start()
        self.if_changed()

    def pause(self) -> None:
        """Nothing is read any more. The clock goes on while a dialog stands in front, behind which it can be seen."""
        self._watch.stop()
        if self._beats and not self._page.is_current:
            self._beats.pause()

    def resume(self) -> None:
        if self._beats:
            self._beats.resume()
            self._watch.start()

    def stop(self) -> None:
        self._watch.stop()

    def _beat(self) -> None:
        if self._beats and not self._page.is_current:
            self._beats.pause()
            return
        if self._page.is_alive:
            self._page.tick()
        if self._page.is_active:
            self.if_changed()  # says what the watch finds broken, once a second

    def _somebody_wrote(self) -> bool:
        page = self._page
        if not (page.is_alive and page.is_current):
            return False
        try:
            return page.session.configured and self._counter() != self._seen
        except CollabError:
            return False

    def _counter(self) -> int:
        """The store's change counter. While it is out of reach the page may show less than there is: it reads all again
        once it is back. Raises `CollabError`."""
        try:
            return self._page.session.changes()
        except CollabError:
            self.forget()
            raise

    def forget(self) -> None:
        """Have the page read its data again, even if nobody wrote."""
        self._seen = NOTHING_SEEN

    def if_changed(self) -> None:
        if self._page.is_current:
            self.behind_dialogs()

    def behind_dialogs(self) -> None:
        """Also where a dialog stands in front."""
        page = self._page
        if not (page.is_alive and page.session.configured):
            return
        try:
            seen = self._counter()
            if seen != self._seen:
                self._seen = seen
                page.read_again()
        except CollabError as error:
            page.show_error(error)
        else:
            self._tell_back()

    def note_lost(self, error: CollabError) -> None:
        """Keeps what the page shows, whatever met it: a look, a key or a worker."""
        if error.key in LOST:
            self._page.session.lost = error

    def _tell_back(self) -> None:
        """Says that the database can be reached again, where anybody heard that it cannot."""
        session = self._page.session
        if (lost := session.lost) is not None:
            session.lost = None
            self._back(lost)
