"""Whether a page has what keys are meant for: until then the app keeps what is typed."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.css.query import NoMatches

from collabtui.errors import CollabError
from collabtui.widgets.listing import Listing

if TYPE_CHECKING:
    from textual.screen import Screen

    from collabtui.session.store_session import Session

T = TypeVar("T")


async def while_alive(
    is_alive: Callable[[], bool], refused: Callable[[CollabError], object], work: Callable[[], Awaitable[T]]
) -> T | None:
    """The result of a page's work; None where its page has gone meanwhile, and where the database was out of reach,
    which is `refused`: Textual would end the program."""
    try:
        return await work()
    except NoMatches:
        if is_alive():
            raise
    except CollabError as error:
        if is_alive():
            refused(error)
    return None


def focus_first(screen: "Screen[Any] | None") -> None:
    """Give the focus to what begins with it, where nothing has it: Textual gives none to what is first shown while its
    terminal is in the background, and keys would wait for it for ever."""
    if screen is None or screen.focused is not None:
        return
    wanted = screen.app.AUTO_FOCUS if screen.AUTO_FOCUS is None else screen.AUTO_FOCUS
    if wanted:
        screen.set_focus(next((part for part in screen.query(wanted) if part.focusable), None))


class PageReadiness:
    """Of one page. Rows are filled once; a page that is sent to a line points again each time. `tell` is called when
    keys may run."""

    def __init__(self, session: "Session", pointed_at: Callable[[], str], tell: Callable[[], object]) -> None:
        self._session, self._pointed_at, self._tell = session, pointed_at, tell
        self._filled = False

    @property
    def awaits_rows(self) -> bool:
        """Whether a key that is pressed now would act on nothing, or on another row than the one that is meant."""
        return (not self._filled or self._pointed_at() != "") and self._session.configured

    def check(self, screen: "Screen[None]") -> None:
        """Once, when what has the focus shows what it has to show; a page for looking at only has no focus."""
        if self._filled:
            return
        here = screen.focused
        if here is None and any(part.focusable for part in screen.query("*")):
            return
        if not isinstance(here, Listing) or here.filled:
            self.wait_no_more()

    def wait_no_more(self) -> None:
        """Everything is there, or nothing will come: keys are not kept waiting for it."""
        self._filled = True
        self.signal()

    def signal(self) -> None:
        if not self.awaits_rows:
            self._tell()
