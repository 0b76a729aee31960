"""Text that came where each of its letters would be a command: where that is, what becomes of it, and what is said."""

from textwrap import shorten
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from textual.app import App
    from textual.events import Key
    from textual.screen import Screen

    from collabtui.text.catalogue import Catalogue

SHOWN = 40
"""Characters of a text that is named and kept elsewhere."""
MOST = 4000
"""Characters of a text that nothing has taken: the list of notices has all of it, so that it can be read and typed
where it was meant to go."""
LINE_END = " ⏎ "
ENDS = {"enter": "\n", "tab": "\t"}
"""Keys that a text has, too."""


@runtime_checkable
class TakesText(Protocol):
    """A page on which a text that arrives at once is what is being said, also while something stands in front."""

    def take_down(self, text: str) -> None:
        """Write the whole text down, as if it had been typed there."""


def is_in_field(screen: "Screen[Any]") -> bool:
    """Whether letters are written there: then Enter is the field's, too."""
    field = screen.focused
    return field is not None and field.check_consume_key("a", "a")


def take_pasted(screen: "Screen[Any]", words: "Catalogue", text: str) -> None:
    """Hands over what is pasted where no field has the focus: there it runs nothing."""
    if text.strip() and not is_in_field(screen):
        hand_over(screen.app, words, text)


def take_letter(page: "Screen[Any]", event: "Key") -> None:
    """A letter that is no key beside the line of a page that takes text is the beginning of one. It comes here before
    any binding was looked at."""
    is_letter = bool(event.character) and event.is_printable and event.key not in page.active_bindings
    if is_letter and isinstance(page, TakesText) and not is_in_field(page):
        event.stop()
        page.take_down(str(event.character))


def hand_over(app: "App[Any]", words: "Catalogue", text: str) -> None:
    """To the page in front, or behind the dialogs, where that takes texts, as a meeting does: what is not seen to stand
    there now is said. Everywhere else it was not run, and that is said."""
    page = next((one for one in reversed(app.screen_stack) if not one.is_modal), None)
    if not isinstance(page, TakesText):
        return _tell_not_run(app, words, text)
    page.take_down(text)
    if not is_in_field(app.screen):
        app.notify(words("typed.taken_down", text=shorten(text, SHOWN, placeholder="…")), timeout=8, markup=False)
    return None


def _tell_not_run(app: "App[Any]", words: "Catalogue", text: str) -> None:
    whole = LINE_END.join(line.strip() for line in text.splitlines() if line.strip())
    shown = whole if len(whole) <= MOST else f"{whole[:MOST]}…"
    app.notify(words("typed.not_run", text=shown), severity="warning", timeout=8, markup=False)
