"""Text that came where each of its letters would be a command: where that is, and what is said of it."""

from textwrap import shorten
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from collabtui.text.catalogue import Catalogue

SHOWN = 40
"""Characters of a text that is named."""


def is_in_field(screen: "Screen[Any]") -> bool:
    """Whether letters are written there: then Enter is the field's, too."""
    field = screen.focused
    return field is not None and field.check_consume_key("a", "a")


def tell_not_run(app: "App[Any]", words: "Catalogue", text: str) -> None:
    notice = words("typed.not_run", text=shorten(text, SHOWN, placeholder="…"))
    app.notify(notice, severity="warning", timeout=8, markup=False)
