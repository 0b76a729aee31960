"""What a new word would change in mail that is kept, before it is taught."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from collabtui.meaning import in_short
from collabtui.widgets.line import line, said
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.teaching import Changed
    from collabtui.services import Services


class Changes(ModalScreen[bool]):
    """True when it shall be taught. Each mail as it is understood now, and as it would be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "key.teach", id="changes.yes"),
        Binding("n,escape", "answer(False)", "key.no", id="changes.no"),
    ]

    def __init__(self, services: "Services", question: str, changed: "Sequence[Changed]") -> None:
        super().__init__()
        self.services = services
        self.question = question
        self.changed = {one.ref: one for one in changed}

    def compose(self) -> ComposeResult:
        words = self.services.words
        with Vertical(classes="dialog -large"):
            yield Static(said(self.question, "bold"))
            yield Rows(id="changes", classes="card")
            yield Static(said(words("inbox.teach.wait"), "$foreground-muted"))
            with Horizontal(classes="buttons"):
                yield Button(f"{words('key.teach_it')} (y)", id="yes", variant="primary", compact=True)
                yield Button(f"{words('key.no')} (n)", id="no", compact=True)

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.border_title = self.services.words("inbox.teach.before_after")
        rows.show(list(self.changed), self._draw)
        rows.focus()

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        words, half = self.services.words, (width - 8) // 2
        found = [self.changed[ref] for ref in refs]
        return [
            line(
                width,
                (said(one.ref, "$text-accent"), 5),
                (said(in_short(words, one.before), "$foreground-muted"), half),
                (said(f"→ {in_short(words, one.after)}"), 0),
            )
            for one in found
        ]

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # an action's parameter
        self.dismiss(answer)
