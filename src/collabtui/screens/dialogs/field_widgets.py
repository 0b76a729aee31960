"""The widgets that the fields of a form are typed into, by the names of the fields."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, Label

from collabtui.errors import CollabError, Refused
from collabtui.screens.dialogs.form_field import FormField, Values
from collabtui.screens.dialogs.form_line import COMMAS, FormLine, SuggestLast
from collabtui.screens.frame.base_dialog import BESIDE
from collabtui.widgets.choice import Choice
from collabtui.widgets.colours import MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.dialogs.text_area import Area
    from collabtui.text.catalogue import Catalogue


NOBODY = ("name.unknown", "name.nobody")
"""Refusals of a name that nobody has."""
NEEDED = " *"
"""Behind the name of a field that must not be empty."""
NOTE = "refused"
"""Id of what is said below the fields of a form; below one of them its name follows."""
OF_FIELD = "-of-field"
"""Class of the latter."""
LEAST_LABEL = 16
"""Columns that the names of fields take at least, where there is room."""
ROOMY = 60
"""Columns of the terminal from which there is."""


def label_of(field: FormField, words: "Catalogue") -> str:
    label = words.again(field.label) or words(f"field.{field.name}")
    return label[:1].upper() + label[1:]


def marks_needed(fields: Sequence[FormField]) -> bool:
    """Whether a form says which of its fields are needed: of one alone nobody asks."""
    return len(fields) > 1 and any(field.needed for field in fields)


def title_of(title: str, fields: Sequence[FormField], words: "Catalogue") -> Content:
    """The title of a form, and the meaning of the mark of its fields where any has it."""
    shown = as_content(words.again(title), "bold")
    return shown + as_content(f"  {words('form.mark_needed')}", MUTED) if marks_needed(fields) else shown


def put_labels(form: Screen[Any], words: "Catalogue", fields: Sequence[FormField]) -> None:
    """Name the fields: the longest name is whole, and what is typed begins below each other, or where it stands below
    its name, with it."""
    marks = {field.name: NEEDED for field in fields if field.needed and marks_needed(fields)}
    labels = {field.name: label_of(field, words) for field in fields}
    paths = {field.name: field.path for field in fields if field.path}
    least = LEAST_LABEL if form.app.size.width >= ROOMY else 0
    room = max(least, *(cell_len(label + marks.get(name, "")) + 1 for name, label in labels.items()))
    shown = {one.id: one for one in form.query(Label)}
    for name, text in labels.items():
        label, named = shown[f"label-{name}"], as_content(text) + as_content(marks.get(name, ""), WARNING)
        if label.content != named:  # each that is updated has the form laid out anew
            label.update(named)
        label.styles.width = room
        if name in paths:
            form.query_one(f"#field-{name}", Input).placeholder = words("path.placeholder")
            choosing = words("key.choose_folder" if paths[name] == "folder" else "key.choose_path")
            form.query_one("#choose", Button).label = f"{choosing} (F3)"
    for note in form.query(f".{OF_FIELD}"):
        note.styles.padding = (0, 0, 0, room + 1 if form.app.size.width >= BESIDE else 1)


def widget_of(field: FormField) -> "Choice | Input | Area":
    name = f"field-{field.name}"
    if field.options:
        return Choice(field.value, field.options, id=name)
    if field.several:
        from collabtui.screens.dialogs.text_area import Area

        return Area(field.value, id=name, compact=True, tab_behavior="focus")
    if field.path:
        from collabtui.screens.dialogs.path_line import PathLine

        return PathLine(field.value, field.path, id=name)
    suggester = SuggestLast(field.suggest) if field.suggest else None
    line = FormLine(field.value, id=name, suggester=suggester, password=field.secret, compact=True)
    line.joined_by, line.select_on_focus = field.joined_by, not field.begun
    return line


def buttons_for(fields: Sequence[FormField]) -> Iterator[Button]:
    """Below a form, the saving one first."""
    yield Button(id="save", variant="primary", compact=True)
    if any(field.path for field in fields):
        from collabtui.screens.dialogs.path_line import ChooseButton

        yield ChooseButton(id="choose", compact=True)
    yield Button(id="back", compact=True)


def focus_refused(form: Screen[Any], name: str) -> None:
    """The field whose text was refused: the next key goes on behind it, and does not replace it."""
    field = form.query_one(f"#field-{name}")
    if isinstance(field, Input):
        # set before the focus comes: a key that is typed at once would replace what is selected then
        field.select_on_focus = False
        field.action_end()
    field.focus()


def field_refused(error: CollabError, fields: Sequence[FormField], values: Values) -> str:
    """The field that a refusal speaks of: the one it names, one that says so, one that holds what is refused, else the
    first that must not be empty and is, else the only one there is. Empty: none of them."""
    named = str(error.values.get("field", "")) or next((one.name for one in fields if error.key in one.refusals), "")
    empty = (one.name for one in fields if one.needed and not values[one.name])
    alone = fields[0].name if len(fields) == 1 and isinstance(error, Refused) else ""
    return named or _field_with(error, values) or next(empty, alone)


def _field_with(error: CollabError, values: Values) -> str:
    """The first with the value or the text that the error names, else the only one with something else that it names,
    a ref or a path. Empty: none."""
    for key in ("value", "text"):
        if error.values.get(key, "") != "":
            return next((name for name, text in values.items() if str(error.values[key]) in text), "")
    named = (str(one) for one in error.values.values() if isinstance(one, str | PurePath) and str(one).strip())
    found = ([name for name, text in values.items() if one in COMMAS.split(text)] for one in named)
    return next((holding[0] for holding in found if len(holding) == 1), "")


def filled_in(form: Screen[Any], field: FormField, error: CollabError) -> CollabError:
    """Of a name that is nobody's, and that only one of those offered goes on from, that one stands in the field, as it
    was shown there; the refusal says so, and the next Enter takes it. Every other refusal as it is."""
    typed, before = str(error.values.get("value", "")).strip(), value_of(form, field)
    known = [one for one in field.suggest if typed and one.casefold().startswith(typed.casefold())]
    after = "".join(known[0] if piece == typed else piece for piece in COMMAS.split(before)) if len(known) == 1 else ""
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
