"""The dialog in which one of a few things is chosen from a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.services import Services

Option = tuple[str, str, str]
"""What is returned, what is read, and what it is good for."""


class Pick(Dialog[str | None]):
    """None when nothing was chosen."""

    DEFAULT_CSS = """
    Pick #pick { height: auto; max-height: 16; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "key.back", id="pick.back")]

    def __init__(self, services: "Services", title: str, options: Sequence[Option]) -> None:
        super().__init__(services)
        self.title_text = title
        self.options = {option[0]: option for option in options}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="pick-title")
            yield Rows(id="pick")

    def say(self) -> None:
        self.query_one("#pick-title", Static).update(as_content(self.words.again(self.title_text), "bold"))
        self.query_one(Rows).show(list(self.options), self._draw)

    def _draw(self, keys: Sequence[str], width: int) -> list[Content]:
        again = self.words.again
        options = [(again(name), again(about)) for _, name, about in map(self.options.__getitem__, keys)]
        return [
            line(width, (as_content(name), 20), (as_content(about, "$foreground-muted"), 0)) for name, about in options
        ]

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.key)
