"""The pane of the connection test: what was tried, what came of it, and what this provider wants for a password."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.setup.connection_test import Trial
    from collabtui.text.catalogue import Catalogue


class TrialPane(VerticalScroll):
    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, trial: "Trial", words: "Catalogue", hint: str, room: int) -> None:
        self.border_title = words("setup.trial")
        lines = [*trial.lines(room), *([as_content(words(hint), "$text-warning")] if hint else [])]
        self.query_one(Static).update(Content("\n").join(lines))
