"""A few fields and what to do with them: what is refused is said beside the field, and nothing typed is lost."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Label, Static

from collabtui.errors import CollabError, Conflict
from collabtui.screens.dialogs.field_widgets import (
    NOTE,
    OF_FIELD,
    buttons_for,
    field_refused,
    filled_in,
    focus_refused,
    label_of,
    put_labels,
    put_value,
    title_of,
    value_of,
    widget_of,
)
from collabtui.screens.dialogs.form_field import FormField as FormField
from collabtui.screens.dialogs.form_field import Values as Values
from collabtui.screens.dialogs.form_line import FormLine as FormLine
from collabtui.screens.dialogs.text_area_messages import Edited, NotEdited
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.choice import Choice
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.dialogs.choose import Option
    from collabtui.screens.dialogs.form_basis import FormBasis
    from collabtui.session.services import Services

_TRIES = 5
"""Times that a form is saved anew because somebody else saves in the same moment."""


class Note(Static):
    """Takes room only where there is something to be said."""

    DEFAULT_CSS = "Note { display: none; }"

    def say(self, text: str, style: str = "") -> None:
        self.update(as_content(text, style))
        self.display = bool(text)
        if isinstance(self.screen, Form):
            self.call_after_refresh(self.screen.fit_what_scrolls)


SHEET = """
/* The field with the focus has a bar before it, which is seen without colours, too. */
Form .field { height: 1; border-left: blank $surface; }
Form .field:focus-within { border-left: outer $text-accent; }
Form .field Label { width: 16; color: $text-muted; }
Form .field:focus-within Label { color: $text; text-style: bold; }
Form .field.-several { height: auto; }
Form .field Area { width: 1fr; height: auto; min-height: 2; max-height: 6; padding: 0; background: $boost; }
Form .field Input { width: 1fr; background: $boost; }
Form .field Input:focus, Form .field Area:focus { background: $primary 20%; }
/* In few columns what is typed stands below its name; in few lines there is nothing but the fields. */
Form.-slim .field { height: 2; layout: vertical; }
Form.-slim .field.-several { height: auto; }
Form.-low .dialog { border: none; padding: 0; }
Form.-low .buttons { display: none; }
Form.-low #form-title { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
"""


class Form(Dialog[bool]):
    """Enter saves, where one line is typed, and F2 everywhere; Tab goes on. `save` gets the texts; what it raises is
    shown. True when it was saved."""

    DEFAULT_CSS = SHEET
    is_step = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "key.back", id="form.back"),
        Binding("ctrl+s,f2", "save", "key.save", id="form.save"),
    ]

    def __init__(
        self,
        services: "Services",
        title: str,
        fields: Sequence[FormField],
        save: Callable[[Values], Awaitable[object]],
        *,
        begins_in: str = "",
        basis: "FormBasis | None" = None,
        verb: str = "key.save",
    ) -> None:
        """`begins_in` names the field that is typed into first; left empty, the first of all. `basis`: what the fields
        show is somebody else's as well; only what is changed here is saved. `verb` is the word of the saving button."""
        super().__init__(services)
        self._begins_in, self._verb = begins_in, verb
        self.title_text = title
        self.fields = fields
        self._save = save
        self._warned, self._basis, self._before = False, basis, Values()
        self._seen: Values = dict(basis.seen) if basis else {}
        self._refusal: tuple[str, CollabError] | None = None
        """What was refused last, and the field where it is said; empty: below them all."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="form-title")
            with VerticalScroll(can_focus=False):
                for field in self.fields:
                    with Horizontal(classes="field -several" if field.several else "field"):
                        yield Label(id=f"label-{field.name}", markup=False)
                        yield widget_of(field)
                    if field.read is not None:
                        yield Note(id=f"{NOTE}-{field.name}", classes=f"refused {OF_FIELD}")
            yield Note(id=NOTE, classes="refused")
            with Horizontal(classes="buttons"):
                yield from buttons_for(self.fields)

    @property
    def values(self) -> Values:
        return {field.name: value_of(self, field) for field in self.fields}

    def on_mount(self) -> None:
        self._before = self.values
        if self._begins_in:
            self.set_focus(self.query_one(f"#field-{self._begins_in}"))  # at once: the next key is typed into it

    def say(self) -> None:
        words = self.words
        self.query_one("#form-title", Static).update(title_of(self.title_text, self.fields, words))
        put_labels(self, words, self.fields)
        for field in self.fields:
            if field.options:
                self.query_one(f"#field-{field.name}", Choice).call(
                    [(value, words.again(shown)) for value, shown in field.options]
                )
        saves = "F2" if any(field.several for field in self.fields) else "⏎"
        self.query_one("#save", Button).label = f"{words(self._verb)} ({saves})"
        self.query_one("#back", Button).label = f"{words('key.back')} (esc)"
        self.call_after_refresh(self._say_notes)

    def on_resize(self) -> None:
        put_labels(self, self.words, self.fields)

    def _field(self, name: str) -> FormField:
        return next(field for field in self.fields if field.name == name)

    def _shown(self, name: str, value: str) -> str:
        """A value as its field shows it."""
        return self.words.again(dict(self._field(name).options).get(value, value))

    def _say_notes(self) -> None:
        """What stands below the fields, and below them all."""
        for field in self.fields:
            self._say_reading(field)
        self._say_warning()
        self._say_refusal()

    def _say_warning(self) -> None:
        if self._warned:
            _note_of(self).say(self.words("form.dirty"), "$text-warning")

    @on(Input.Changed)
    @on(Choice.Changed)
    @on(Edited)
    def _changed(self, event: Input.Changed | Choice.Changed | Edited) -> None:
        if self._warned:
            self._warned = False
            _note_of(self).say("")
        for field in self.fields:
            if event.control.id == f"field-{field.name}":
                if self._refusal and self._refusal[0] in ("", field.name):  # it speaks of what stood there before
                    at, self._refusal = self._refusal[0], None
                    _note_of(self, at).say("")
                self._say_reading(field)

    def _say_reading(self, field: FormField) -> None:
        if field.read is None:
            return
        try:
            note = (field.read(value_of(self, field)), "$foreground-muted")
        except CollabError as error:
            note = (self.words(error.key, **error.values), "$text-warning")
        _note_of(self, field.name).say(*note)

    @on(Input.Submitted)
    @on(Choice.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        self._try()

    @work(exclusive=True)
    async def _try(self) -> None:
        for _ in range(_TRIES):
            try:
                values = await self._with_others_changes()
                if values is not None:
                    await self._save(values)
                    self.dismiss(True)
            except Conflict as error:
                if error.key == "form.changed_meanwhile":  # in this very moment: it is read once more
                    continue
                self._refuse(error)
            except CollabError as error:
                self._refuse(error)
            return

    async def _pick(self, title: str, options: "list[Option]") -> str | None:
        from collabtui.screens.dialogs.choose import Pick

        return await self.app.push_screen_wait(Pick(self.services, title, options))

    def _own(self, seen: Values) -> Values:
        """The values as they stand here; of a field that nobody has touched the one that was seen, however it is
        shown."""
        values, offered = self.values, {field.name: field.value for field in self.fields}
        untouched = (
            name for name, value in seen.items() if (values[name], offered[name]) == (self._before[name], value)
        )
        return values | {name: seen[name] for name in untouched}

    async def _with_others_changes(self) -> Values | None:
        """The values to be saved: of what was not touched here what stands there now. None where it was left undecided
        whose value shall stand."""
        if self._basis is None:
            return self.values
        found = await self._basis.reconciled(self._seen, self._own(self._seen))
        if not found.merge.clashes:
            return found.merge.values
        from collabtui.screens.dialogs.ask_clashes import settled

        labels = {field.name: label_of(field, self.words) for field in self.fields}
        decided = await settled(self.words, self.session.zone, found, labels, self._shown, self._pick)
        if decided is None:
            return None
        for clash in found.merge.clashes:
            self._seen[clash.field] = clash.theirs
            put_value(self, self._field(clash.field), decided[clash.field])
        return found.merge.values | decided

    @on(NotEdited)
    def _failed(self, event: NotEdited) -> None:
        self._refuse(event.error)

    def _refuse(self, error: CollabError) -> None:
        """Beside the field that it speaks of."""
        for refused in self.query(Note):
            refused.say("")
        at = field_refused(error, self.fields, self.values)
        self._refusal = (at, filled_in(self, self._field(at), error) if at else error)
        self._say_refusal()
        if at:
            focus_refused(self, at)

    def _say_refusal(self) -> None:
        if self._refusal is not None:
            at, error = self._refusal
            sentence = self.words(error.key, **error.values)
            _note_of(self, at).say(sentence, "$text-error")

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Leave the form. Changed values are thrown away at the second press only."""
        if self._warned or self.values == self._before:
            self.dismiss(False)
            return
        self._warned = True
        self._say_warning()


def _note_of(form: Form, field: str = "") -> Note:
    """Below a field, or below them all. A field of which nothing was said yet has none: each costs the opening."""
    name = f"{NOTE}-{field}" if field else NOTE
    if not form.query(f"#{name}"):
        label = form.query_one(f"#label-{field}", Label)
        form.mount(Note(id=name, classes=f"refused {OF_FIELD}"), after=cast("Horizontal", label.parent))
        put_labels(form, form.words, form.fields)
    return form.query_one(f"#{name}", Note)
