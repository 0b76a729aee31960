"""The port of a page: all that a helper needs of the page it works for. `Page` is one; a test brings its own.

A helper that takes this can neither look into a page's parts nor draw on it."""

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from textual.screen import Screen

    from collabtui.errors import CollabError
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.session.services import Services
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

T = TypeVar("T")


class PagePort(Protocol):
    """The four verbs, and little to read."""

    @property
    def words(self) -> "Catalogue": ...

    @property
    def session(self) -> "Session":
        """For what is done while a dialog is open: its errors are said there."""

    @property
    def services(self) -> "Services":
        """For the dialogs that are handed to `ask`."""

    async def ask(self, dialog: "Screen[T]") -> T:
        """Push a dialog and wait for its result."""

    async def do(self, command: "Callable[[Acting], T]", done_key: str = "", /, **values: Any) -> T | None:
        """Run a lifecycle command in its thread; show the notice `done_key` filled with `values`, or the error.
        None when it was refused."""

    def tell(self, key: str, /, *, seconds: float = 4, **values: Any) -> None:
        """Show a notice. A text that is no key of the catalogue is shown as it is."""

    def telling(self, key: str, /, **values: Any) -> "AbstractContextManager[None]":
        """Show a notice of what is under way, until it has ended."""

    def warn(self, key: str, /, *, seconds: float = 8, **values: Any) -> None:
        """Show a notice of something that is not as it should be."""

    def go(self, page: str, ref: str = "", part: str = "", /) -> None:
        """Open another page, and on it what `ref` and `part` name; the fields are those of `Place`: `go(*place)`."""

    def refresh_now(self) -> None:
        """Read again what the page shows, also when nobody wrote."""

    def show_error(self, error: "CollabError") -> None: ...
