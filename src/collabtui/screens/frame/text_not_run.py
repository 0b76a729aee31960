"""Text that came where each of its letters would be a command: where that is, what becomes of it, and what is said."""

from textwrap import shorten
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from collabtui.text.catalogue import Catalogue

SHOWN = 40
"""Characters of a text that is named."""


@runtime_checkable
class TakesText(Protocol):
    """A page on which a text that arrives at once is what is being said, also while a dialog stands in front."""

    def take_typed(self, text: str) -> None:
        """Write the whole text down, as if it had been typed there."""


def is_in_field(screen: "Screen[Any]") -> bool:
    """Whether letters are written there: then Enter is the field's, too."""
    field = screen.focused
    return field is not None and field.check_consume_key("a", "a")


def taken_below(screen: "Screen[Any]", words: "Catalogue", text: str) -> bool:
    """Whether the page behind this one takes texts, as a meeting does: then it has this one now, and it is said."""
    stack = screen.app.screen_stack
    below = next((one for one in reversed(stack[: stack.index(screen)]) if not one.is_modal), None)
    if not isinstance(below, TakesText):
        return False
    below.take_typed(text)
    screen.app.notify(words("typed.taken_down", text=shorten(text, SHOWN, placeholder="…")), timeout=8, markup=False)
    return True


def tell_not_run(app: "App[Any]", words: "Catalogue", text: str) -> None:
    notice = words("typed.not_run", text=shorten(text, SHOWN, placeholder="…"))
    app.notify(notice, severity="warning", timeout=8, markup=False)
