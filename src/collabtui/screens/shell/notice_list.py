"""The last notices, to be read again: the newest first, each of them whole."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.line import as_content
from collabtui.widgets.notice_line import SIGNS


class NoticeList(Dialog[None]):
    """Opening it is reading them."""

    DEFAULT_CSS = """
    #notices { height: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+t,q", "dismiss", "key.back", id="notices.back"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="notices-title")
            with VerticalScroll(id="notices"):
                yield Static(id="notices-text")

    def on_mount(self) -> None:
        self.query_one("#notices").focus()

    def say(self) -> None:
        self.query_one("#notices-title", Static).update(as_content(self.words("notices.title"), "bold"))
        self.query_one("#notices-text", Static).update(self._text())

    def _text(self) -> Content:
        recent = list(self.services.notices.recent)
        if not recent:
            return as_content(self.words("notices.none"), "$text-muted")
        lines = []
        for notice in reversed(recent):
            sign, style = SIGNS[notice.severity]
            at = f"{notice.at.astimezone(self.session.zone):%H:%M:%S} "
            lines.append(as_content(at, "$text-muted") + as_content(f"{sign} {notice.text}", style))
        return Content("\n").join(lines)
