"""The line above the keys of every page, and below every dialog: the last notice, where it covers nothing; while there
is none, all of what the cursor stands on and a list has no room for."""

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, folded

if TYPE_CHECKING:
    from collabtui.session.notices import NoticeLog, Severity

SIGNS: "dict[Severity, tuple[str, str]]" = {
    "information": ("›", "$text"), "warning": ("▲", "$text-warning"), "error": ("✗", "$text-error"),
}  # fmt: skip
"""A sign and a colour, so that it is understood where there are no colours."""
LEAD = "   "
MOST_BENEATH = 2
"""Lines of what is under the cursor: the page above gives way to them with each step."""
LOW = 20
"""Rows of a terminal below which a notice takes no second line."""


class NoticeLine(Widget):
    """One row, empty while there is nothing to read; as many as `MOST` for a long sentence. What is cut even so, or was
    replaced too soon, is read again with the key that stands beside it."""

    DEFAULT_CSS = """
    NoticeLine { height: auto; background: transparent; text-wrap: nowrap; }
    Page > NoticeLine { background: $background; }
    """
    MOST = 3

    def __init__(self, notices: "NoticeLog") -> None:
        super().__init__()
        self.notices = notices
        self._rows = 1
        self._cut_line = ""

    def show_cut_line(self, text: str) -> None:
        """Read, while there is no notice, all of what is under the cursor and drawn cut."""
        if text != self._cut_line:
            self._cut_line = text
            self.show_latest()

    def show_latest(self) -> None:
        """Somebody wrote a notice, or one is over."""
        rows = len(self._lines(self.size.width))
        self.refresh(layout=rows != self._rows)
        self._rows = rows

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        self._rows = len(self._lines(width))
        return self._rows

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    @property
    def _key(self) -> str:
        own = self.app._keymap.get("notices")  # noqa: SLF001  # Textual sets a keymap, and shows it to nobody
        return self.app.get_key_display(Binding(own.partition(",")[0] if own else "ctrl+t", ""))

    @property
    def _is_in_front(self) -> bool:
        """Of two lines over each other one speaks: a notice is not to be read twice."""
        stack = self.app.screen_stack
        speaking = [screen for screen in stack if any(isinstance(child, NoticeLine) for child in screen.children)]
        return bool(speaking) and speaking[-1] is self.screen

    def _beneath(self, most: int, room: int) -> list[Content]:
        lines = folded(as_content(self._cut_line, MUTED), room)
        if len(lines) > most:
            rest = Content(" ").join(lines[most - 1 :])
            lines = [*lines[: most - 1], rest.truncate(room, ellipsis=True)]
        return [Content(LEAD) + one for one in lines]

    def _lines(self, width: int) -> list[Content]:
        notice = self.notices.shown
        if not width or not self._is_in_front or not (notice or self._cut_line):
            return [Content("")]
        most = self.MOST if self.app.size.height >= LOW else 1
        if notice is None:
            return self._beneath(min(MOST_BENEATH, most), max(10, width - 2 * len(LEAD)))
        sign, style = SIGNS[notice.severity]
        more = f" +{self.notices.hidden}" if self.notices.hidden else ""
        rest = as_content(f"{more} {self._key} ", "$text") if more else Content("")
        room = max(10, width - 4 - rest.cell_length)
        lines = folded(as_content(notice.text, style), room)
        if len(lines) > most:
            rest = as_content(f" … {self._key} ", "$text")
            lines = folded(as_content(notice.text, style), max(10, width - 4 - rest.cell_length))[:most]
        lead = [as_content(f" {sign} ", style), *[Content(LEAD)] * (len(lines) - 1)]
        shown = [before + line for before, line in zip(lead, lines, strict=True)]
        gap = max(0, width - shown[-1].cell_length - rest.cell_length)
        return [*shown[:-1], shown[-1] + " " * gap + rest]
