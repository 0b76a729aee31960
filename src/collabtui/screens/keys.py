"""All keys that work on the page behind, with the names under which they can be set."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from collabtui.widgets.line import line, said
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.services import Services


class Keys(ModalScreen[None]):
    """`bindings` as they worked when this was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss", "key.back", id="keys.back"),
    ]

    def __init__(self, services: "Services", bindings: Sequence[Binding]) -> None:
        super().__init__()
        self.services = services
        self.bindings = bindings

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(said(self.services.words("keys.title"), "bold"))
            yield Rows(id="keys")

    def on_mount(self) -> None:
        by_action: dict[str, list[Binding]] = {}
        for binding in self.bindings:
            if binding.description in self.services.words:  # a widget's own keys are what keys do everywhere
                by_action.setdefault(binding.action, []).append(binding)
        self.query_one("#keys", Rows).show(list(by_action.values()), self._draw)

    def _draw(self, several: Sequence[Sequence[Binding]], width: int) -> list[Content]:
        return [
            line(
                width,
                (said(" ".join(dict.fromkeys(map(self.app.get_key_display, bindings))), "bold"), 12),
                (said(self.services.words(bindings[0].description)), 0),
                (said(bindings[0].id or "", "$foreground-muted"), 22),
            )
            for bindings in several
        ]
