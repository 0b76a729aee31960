"""What a new word would change in mail that is kept, before it is taught."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from collabtui.meaning import in_short
from collabtui.screens.dialog import Dialog
from collabtui.widgets.line import line, said
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.teaching import Changed
    from collabtui.services import Services


class Changes(Dialog[bool]):
    """True when it shall be taught. Each mail as it is understood now, and as it would be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "key.teach", id="changes.yes"),
        Binding("n,escape", "answer(False)", "key.no", id="changes.no"),
    ]

    def __init__(self, services: "Services", question: str, changed: "Sequence[Changed]") -> None:
        super().__init__(services)
        self.question = question
        self.changed = {one.ref: one for one in changed}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(id="changes-question")
            yield Rows(id="changes", classes="card")
            yield Static(id="changes-note")
            with Horizontal(classes="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def say(self) -> None:
        words, rows = self.words, self.query_one(Rows)
        self.query_one("#changes-question", Static).update(said(words.again(self.question), "bold"))
        self.query_one("#changes-note", Static).update(said(words("inbox.teach.wait"), "$foreground-muted"))
        rows.border_title = words("inbox.teach.before_after")
        rows.show(list(self.changed), self._draw)
        self.query_one("#yes", Button).label = f"{words('key.teach_it')} (y)"
        self.query_one("#no", Button).label = f"{words('key.no')} (n)"

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
