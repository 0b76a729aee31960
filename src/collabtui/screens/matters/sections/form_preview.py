"""A form as it reads."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Markdown

from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.screens.dialogs.fitted_document import fitted
from collabtui.screens.frame.base_dialog import Dialog

if TYPE_CHECKING:
    from collabtui.formats.documents.document import Document
    from collabtui.session.services import Services


_WIDEST, _FRAME = 160, 12
"""Columns of a large dialog, and what of them its frame takes."""


class Preview(Dialog[bool]):
    """True when it shall be saved."""

    CSS = """
    Preview #preview { height: 1fr; }
    Preview Markdown { margin: 0; padding: 0; background: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "dismiss(True)", "key.save_form", id="preview.save"),
        Binding("escape,q", "dismiss(False)", "key.back", id="preview.back"),
    ]

    def __init__(self, services: "Services", document: "Document") -> None:
        super().__init__(services)
        self.document = document

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            with VerticalScroll(id="preview"):
                shown = write_markdown(fitted(self.document, min(self.app.size.width, _WIDEST) - _FRAME))
                # a cell of a table in a terminal is one line
                yield Markdown(shown.replace("<br>", " · "), open_links=False)
            with Horizontal(classes="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one("#preview").focus()

    def say(self) -> None:
        self.query_one("#yes", Button).label = f"{self.words('key.save_form')} (s)"
        self.query_one("#no", Button).label = f"{self.words('key.back')} (esc)"

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
