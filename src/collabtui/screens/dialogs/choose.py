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
from collabtui.widgets.line import GAP, as_content, folded, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.services import Services

Option = tuple[str, str, str]
"""What is returned, what is read, and what it is good for."""


NAME, ROOMY = 20, 60
"""Columns of a name at least, and from how many columns of a list."""
LEAST_ABOUT = 24
"""Columns of what a thing is good for: in fewer it stands below the name."""
MOST_LINES = 4


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
        options = [
            (as_content(again(name)), as_content(again(about), "$foreground-muted"))
            for _, name, about in map(self.options.__getitem__, keys)
        ]
        widest = max((name.cell_length for name, _ in options), default=0)
        column = max(widest, NAME) if width >= ROOMY else widest
        if width - column - GAP < min(LEAST_ABOUT, max((about.cell_length for _, about in options), default=0)):
            return [_below_each_other(name, about, width) for name, about in options]
        return [line(width, (name, column), (about, 0), most=MOST_LINES) for name, about in options]

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.key)


def _below_each_other(name: Content, about: Content, width: int) -> Content:
    """Nothing is cut: a list of a few things has the lines for it."""
    lines = folded(name, width) + [Content("  ") + one for one in folded(about, width - 2) if one]
    return Content("\n").join(one.truncate(width, pad=True) for one in lines)
