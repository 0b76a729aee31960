"""The line above every page: where one can go, how mail stands, what time it is."""

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collabtui.services import Services

PAGES = ("today", "meetings", "actions", "inbox", "matters", "people", "setup")
"""In the order of their keys, 1 to 7."""


class Bar(Widget):
    """One line. Clicking a page's name goes there."""

    DEFAULT_CSS = """
    Bar { height: 1; background: $panel; color: $text; }
    """
    mail_state: reactive[str] = reactive("")

    def __init__(self, services: "Services", page: str) -> None:
        super().__init__()
        self.services = services
        self.page = page

    def on_mount(self) -> None:
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        self.mail_state = getattr(self.app, "mail_state", "")
        self.refresh()

    def render(self) -> Text:
        words, now = self.services.words, self.services.now
        left = Text()
        for number, page in enumerate(PAGES, 1):
            style = "bold reverse" if page == self.page else ""
            left.append(f" {number} ", style="dim").append(words(f"page.{page}"), style=style)
        right = Text.assemble(self.mail_state, "  " if self.mail_state else "", f"{now:%H:%M} ")
        room = self.size.width - left.cell_len - right.cell_len
        if room < 1:
            left.truncate(max(0, self.size.width - right.cell_len - 1))
            room = 1
        return Text.assemble(left, " " * room, right)
