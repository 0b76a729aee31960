"""The line of a form that is typed into, and what is offered while one types."""

import re
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets.input import Selection

from collabtui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from textual.dom import DOMNode

COMMAS = re.compile(r"([,，、]\s*)")


class FormLine(TypedLine):
    """Tab takes what is offered, and goes on where what was typed ends a word: the rest of a name that is begun is
    asked for, of `Bob` in `Bob Brown` it is not. An arrow goes to the field below or above."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # at once, before what is typed behind it is on its way to this field, too
        Binding("tab", "take_or_go_on", "key.complete", show=False, priority=True, id="form.take"),
        Binding("down", "app.focus_next", "key.down", show=False, id="form.down"),
        Binding("up", "app.focus_previous", "key.up", show=False, id="form.up"),
    ]

    joined_by = " "

    def on_focus(self) -> None:
        self.call_next(self._show_beginning)

    def _show_beginning(self) -> None:
        """A value that is longer than its room is read from its first letter on, all of it selected as ever: Textual
        puts the cursor behind it. Of a path the end says more: the name of the file."""
        is_path = self.value.startswith(("/", "~"))
        if self.value and not is_path and tuple(self.selection) == (0, len(self.value)):
            self.selection = Selection(len(self.value), 0)

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines become one: Textual's own field keeps the first and drops the others."""
        lines = [line.strip() for line in event.text.splitlines()]
        if len(lines) > 1:
            event.prevent_default().stop()
            start, end = sorted(self.selection)
            self.replace(self.joined_by.join(filter(None, lines)), start, end)

    def action_take_or_go_on(self) -> None:
        before = self.value
        self.action_end()
        self.action_cursor_right()
        taken = self.value.removeprefix(before)
        if not taken or taken[0].isspace():
            self.screen.focus_next()


class LateSuggester(Suggester):
    """Begins to look when its turn comes: Textual makes the coroutine with the key, and where the form is closed before
    it ran it would be warned of on standard error, as one that nobody awaited."""

    def _get_suggestion(  # type: ignore[override]  # what is run is a coroutine function, which Textual takes, too
        self, requester: "DOMNode", value: str
    ) -> Callable[[], Coroutine[Any, Any, None]]:
        return partial(super()._get_suggestion, requester, value)


class SuggestLast(LateSuggester):
    """Offers the first of the known words that goes on from what stands behind the last comma."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        typed = COMMAS.split(value)[-1]
        if not typed:
            return None
        found = next((one for one in self._known if one.casefold().startswith(typed.casefold())), None)
        return value + found[len(typed) :] if found else None
