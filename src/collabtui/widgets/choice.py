"""One of a few, on one line: ‹ in progress ›. Left and right choose; up and down go on, as from any field."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from collabtui.widgets.line import as_content


class Choice(Widget, can_focus=True):
    """`options` are pairs of a value and what it is called."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; }
    Choice:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    Choice:nocolor:focus { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "turn(1)", "key.next_choice", show=False, id="choice.next"),
        Binding("left,h", "turn(-1)", "key.previous_choice", show=False, id="choice.previous"),
        Binding("down,j", "app.focus_next", "key.down", show=False, id="choice.down"),
        Binding("up,k", "app.focus_previous", "key.up", show=False, id="choice.up"),
    ]
    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another one was chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "Choice":
            return self.choice

    class Submitted(Changed):
        """Enter."""

    def __init__(self, value: str, options: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self.options = options
        self.set_reactive(Choice.value, value if value in dict(options) else options[0][0])

    def call(self, options: Sequence[tuple[str, str]]) -> None:
        """The same values under other names."""
        self.options = options
        self.refresh()

    def render(self) -> Content:
        return Content.assemble("‹ ", as_content(dict(self.options)[self.value]), " ›")

    def action_turn(self, step: int) -> None:
        values = [value for value, _ in self.options]
        self.value = values[(values.index(self.value) + step) % len(values)]
        self.post_message(self.Changed(self))

    def key_enter(self, event: events.Key) -> None:
        event.stop()
        self.post_message(self.Submitted(self))

    def on_click(self) -> None:
        self.focus()
        self.action_turn(1)
