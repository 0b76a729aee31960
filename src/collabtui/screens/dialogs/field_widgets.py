"""The widgets that the fields of a form are typed into, by the names of the fields."""

import re
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.suggester import Suggester
from textual.widgets import Input, Label
from textual.widgets.input import Selection

from collabtui.errors import CollabError, Refused
from collabtui.screens.dialogs.form_field import FormField
from collabtui.screens.frame.base_dialog import BESIDE
from collabtui.widgets.choice import Choice

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from collabtui.screens.dialogs.text_area import Area
    from collabtui.text.catalogue import Catalogue


_COMMAS = re.compile(r"([,，、]\s*)")
NOBODY = ("name.unknown", "name.nobody")
"""Refusals of a name that nobody has."""
LEAST_LABEL = 16
"""Columns that the names of fields take at least."""


class FormLine(Input):
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
        typed = _COMMAS.split(value)[-1]
        if not typed:
            return None
        found = next((one for one in self._known if one.casefold().startswith(typed.casefold())), None)
        return value + found[len(typed) :] if found else None


def label_of(field: FormField, words: "Catalogue") -> str:
    label = words.again(field.label) or words(f"field.{field.name}")
    return label[:1].upper() + label[1:]


def put_labels(form: Screen[Any], words: "Catalogue", fields: Sequence[FormField]) -> None:
    """Name the fields: the longest name is whole, and what is typed begins below each other, or where it stands below
    its name, with it."""
    labels = {field.name: label_of(field, words) for field in fields}
    is_beside = form.app.size.width >= BESIDE
    room = max(LEAST_LABEL, *(cell_len(label) + 1 for label in labels.values()))
    for name, text in labels.items():
        label = form.query_one(f"#label-{name}", Label)
        label.update(text)
        label.styles.width = room
        form.query_one(f"#refused-{name}").styles.padding = (0, 0, 0, room + 1 if is_beside else 1)


def widget_of(field: FormField) -> "Choice | Input | Area":
    name = f"field-{field.name}"
    if field.options:
        return Choice(field.value, field.options, id=name)
    if field.several:
        from collabtui.screens.dialogs.text_area import Area

        return Area(field.value, id=name, compact=True, tab_behavior="focus")
    suggester = field.suggester or (SuggestLast(field.suggest) if field.suggest else None)
    line = FormLine(field.value, id=name, suggester=suggester, password=field.secret, compact=True)
    line.joined_by, line.select_on_focus = field.joined_by, not field.begun
    return line


def focus_refused(form: Screen[Any], name: str) -> None:
    """The field whose text was refused: the next key goes on behind it, and does not replace it."""
    field = form.query_one(f"#field-{name}")
    if isinstance(field, Input):
        # set before the focus comes: a key that is typed at once would replace what is selected then
        field.select_on_focus = False
        field.action_end()
    field.focus()


def filled_in(form: Screen[Any], field: FormField, error: CollabError) -> CollabError:
    """Of a name that is nobody's, and that only one of those offered goes on from, that one stands in the field, as it
    was shown there; the refusal says so, and the next Enter takes it. Every other refusal as it is."""
    typed, before = str(error.values.get("value", "")).strip(), value_of(form, field)
    known = [one for one in field.suggest if typed and one.casefold().startswith(typed.casefold())]
    after = "".join(known[0] if piece == typed else piece for piece in _COMMAS.split(before)) if len(known) == 1 else ""
    if error.key not in NOBODY or after in ("", before):
        return error
    with form.prevent(Input.Changed):  # what is said of it stays
        put_value(form, field, after)
    return Refused("name.filled_in", value=typed, name=known[0])


def value_of(form: Screen[Any], field: FormField) -> str:
    """The text that stands in the field."""
    if field.options:
        return form.query_one(f"#field-{field.name}", Choice).value
    if field.several:
        return _area(form, field).text.strip()
    text = form.query_one(f"#field-{field.name}", Input).value
    return text if field.secret else text.strip()


def put_value(form: Screen[Any], field: FormField, value: str) -> None:
    """Write it into the field."""
    if field.options:
        form.query_one(f"#field-{field.name}", Choice).value = value
    elif field.several:
        _area(form, field).text = value
    else:
        form.query_one(f"#field-{field.name}", Input).value = value


def _area(form: Screen[Any], field: FormField) -> "Area":
    from collabtui.screens.dialogs.text_area import Area

    return form.query_one(f"#field-{field.name}", Area)
