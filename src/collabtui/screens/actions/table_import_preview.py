"""All that an import would do, to be read before it is done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.services import Services


class ImportPreview(Dialog[bool]):
    """True when it is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "key.import", id="import.yes"),
        Binding("n,escape", "answer(False)", "key.back", id="import.no"),
    ]

    def __init__(self, services: "Services", texts: Sequence[str]) -> None:
        super().__init__(services)
        self.texts = texts

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            with VerticalScroll(id="import-lines"):
                yield Static(as_content("\n".join(self.texts)))
            with Horizontal(classes="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one("#import-lines").focus()

    def say(self) -> None:
        self.query_one("#yes", Button).label = f"{self.words('key.import')} (y)"
        self.query_one("#no", Button).label = f"{self.words('key.back')} (esc)"

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # an action's parameter
        self.dismiss(answer)
