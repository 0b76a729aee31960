"""A few fields and what to do with them: what is refused is said beside the field, and nothing typed is lost."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Label, Static

from collabtui.errors import CollabError
from collabtui.widgets.line import said

if TYPE_CHECKING:
    from collabtui.services import Services

Values = dict[str, str]


@dataclass(frozen=True)
class Field:
    name: str
    """Its label is `field.<name>` in the catalogue."""
    value: str = ""
    suggest: Sequence[str] = ()
    """Offered while one types; → takes the offer."""


class Form(ModalScreen[bool]):
    """Enter saves, Tab goes on. `save` gets the texts; what it raises is shown. True when it was saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "key.back", id="form.back"),
        Binding("ctrl+s,f2", "save", "key.save", id="form.save"),
    ]

    def __init__(
        self, services: "Services", title: str, fields: Sequence[Field], save: Callable[[Values], Awaitable[object]]
    ) -> None:
        super().__init__()
        self.services = services
        self.title_text = title
        self.fields = fields
        self._save = save
        self._warned = False

    def compose(self) -> ComposeResult:
        words = self.services.words
        with Vertical(classes="dialog"):
            yield Static(said(self.title_text, "bold"))
            with VerticalScroll(can_focus=False):
                for field in self.fields:
                    with Horizontal(classes="field"):
                        yield Label(words(f"field.{field.name}"))
                        suggester = SuggestFromList(field.suggest, case_sensitive=False) if field.suggest else None
                        yield Input(field.value, id=f"field-{field.name}", suggester=suggester, compact=True)
                    yield Static(id=f"refused-{field.name}", classes="refused")
            yield Static(id="refused", classes="refused")
            with Horizontal(classes="buttons"):
                yield Button(f"{words('key.save')} (⏎)", id="save", variant="primary", compact=True)
                yield Button(f"{words('key.back')} (esc)", id="back", compact=True)

    @property
    def values(self) -> Values:
        return {field.name: self.query_one(f"#field-{field.name}", Input).value.strip() for field in self.fields}

    @on(Input.Changed)
    def _changed(self) -> None:
        self._warned = False

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        self._try()

    @work(exclusive=True)
    async def _try(self) -> None:
        try:
            await self._save(self.values)
        except CollabError as error:
            self._refuse(error)
        else:
            self.dismiss(True)

    def _refuse(self, error: CollabError) -> None:
        """Beside the field that holds what the error names."""
        for refused in self.query(".refused").results(Static):
            refused.update("")
        offending = str(error.values.get("value", "\0"))
        at = next((name for name, text in self.values.items() if offending in text), "")
        sentence = said(self.services.words(error.key, **error.values), "$text-error")
        self.query_one(f"#refused-{at}" if at else "#refused", Static).update(sentence)
        if at:
            self.query_one(f"#field-{at}").focus()

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """What was changed is thrown away at the second time only."""
        if self._warned or self.values == {field.name: field.value.strip() for field in self.fields}:
            self.dismiss(False)
            return
        self._warned = True
        self.query_one("#refused", Static).update(said(self.services.words("form.dirty"), "$text-warning"))
