"""The dialog of a question that is answered with yes or no."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.services import Services


class Confirm(Dialog[bool]):
    """`question` is a sentence of ours, filled; `yes` is what the button says, a key of the catalogue."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "key.yes", id="confirm.yes"),
        Binding("n,escape", "answer(False)", "key.no", id="confirm.no"),
        Binding("down,pagedown", "read_on(1)", "key.down", show=False, id="confirm.down"),
        Binding("up,pageup", "read_on(-1)", "key.up", show=False, id="confirm.up"),
    ]

    def __init__(self, services: "Services", question: str, yes: str = "key.yes") -> None:
        super().__init__(services)
        self.question = question
        self.yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -small"):
            with VerticalScroll(id="confirm-text", can_focus=False):  # Enter is for the buttons
                yield Static(id="confirm-question")
            with Horizontal(classes="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)

    def say(self) -> None:
        words = self.words
        lines = words.again(self.question).split("\n")
        self.query_one("#confirm-question", Static).update(Content("\n").join(map(as_content, lines)))
        self.query_one("#yes", Button).label = f"{words(self.yes)} (y)"
        self.query_one("#no", Button).label = f"{words('key.no')} (n)"

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_read_on(self, way: int) -> None:
        """Of a question that is longer than the terminal."""
        text = self.query_one("#confirm-text", VerticalScroll)
        text.scroll_relative(y=way * max(1, text.size.height - 1), animate=False)

    def action_answer(self, answer: bool) -> None:  # an action's parameter
        self.dismiss(answer)


class ConfirmTrust(Confirm):
    """The question whether something is trusted that has to be compared first: Enter, pressed for going on, is no."""

    AUTO_FOCUS = "#no"
