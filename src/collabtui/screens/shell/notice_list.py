"""The last notices, to be read again: the newest first, each of them whole."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.line import as_content, folded
from collabtui.widgets.notice_line import SIGNS

INDENT = 11
"""Columns of the time and the sign, before what was said."""


class NoticeList(Dialog[None]):
    """Opening it is reading them."""

    DEFAULT_CSS = """
    #notices { height: auto; scrollbar-gutter: stable; }
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
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self.query_one("#notices-text", Static).update(
            self._text(max(20, self.query_one("#notices").scrollable_content_region.width))
        )

    def _text(self, width: int) -> Content:
        recent = list(self.services.notices.recent)
        if not recent:
            return as_content(self.words("notices.none"), "$text-muted")
        lines = []
        for notice in reversed(recent):
            sign, style = SIGNS[notice.severity]
            at = f"{notice.at.astimezone(self.session.zone):%H:%M:%S} "
            lead = as_content(at, "$text-muted") + as_content(f"{sign} ", style)
            first, *others = folded(as_content(notice.text, style), width - INDENT)
            lines += [lead + first, *(Content(" " * INDENT) + one for one in others)]
        return Content("\n").join(lines)
