"""A dialog that lists what is about to change, thing by thing, before anything does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from collabtui.domain.model import Record
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.services import Services


class PlanDialog(Dialog[bool]):
    """`title` and `notes` are sentences of ours, filled; `yes` is what the button says, a key of the catalogue."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "key.yes", id="plan.yes"),
        Binding("escape,n", "answer(False)", "key.back", id="plan.no"),
    ]

    def __init__(
        self, services: "Services", title: str, records: Sequence[Record], notes: Sequence[str], yes: str
    ) -> None:
        super().__init__(services)
        self.plan_title = title
        self.records = records
        self.notes = notes
        self.yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="plan-title")
            yield Rows(id="plan-moves", classes="card")
            yield Static(id="plan-notes")
            with Horizontal(classes="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)

    def say(self) -> None:
        words = self.words
        self.query_one("#plan-title", Static).update(as_content(words.again(self.plan_title), "bold"))
        rows = self.query_one(Rows)
        rows.border_title = words("merge.moves", n=len(self.records))
        rows.empty = words("merge.moves_nothing")
        rows.show(list(self.records), self._draw)
        notes = [as_content(words.again(note), MUTED) for note in self.notes]
        self.show_text("#plan-notes", Content("\n").join(notes))
        self.query_one("#yes", Button).label = f"{words(self.yes)} (y)"
        self.query_one("#no", Button).label = f"{words('key.back')} (esc)"

    def _draw(self, records: Sequence[Record], width: int) -> list[Content]:
        return [
            line(
                width,
                (as_content(self.words(f"merge.kind.{type(record).__name__.lower()}"), MUTED), 8),
                (as_content(record.ref, MUTED), 10),
                (as_content(record.label), 0),
            )
            for record in records
        ]

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # an action's parameter
        self.dismiss(answer)
