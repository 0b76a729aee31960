"""The line that the cursor of a page's list stands on: copied with a key, and where it is cut read whole above the line
of keys."""

from typing import Any

from textual import events, on
from textual.screen import Screen

from collabtui.widgets.listing import CursorMoved, Listing
from collabtui.widgets.notice_line import NoticeLine


class LineAtCursor(Screen[None]):
    """Of whichever list has the focus."""

    @on(events.DescendantFocus)
    @on(CursorMoved)
    def show_cut_line(self) -> None:
        """All of it, where the list has no room for it and nothing beside the list says so."""
        pointed, text = self.focused, ""
        if isinstance(pointed, Listing) and not self.has_detail_of(pointed):
            text = pointed.cut_line()
        for line in (child for child in self.children if isinstance(child, NoticeLine)):
            line.show_cut_line(text)

    def has_detail_of(self, _listing: Listing) -> bool:
        """Whether a pane beside it says all of what is under its cursor."""
        return False

    def action_copy_line(self) -> None:
        """Into the terminal's clipboard, also over ssh (OSC 52)."""
        if isinstance(self.focused, Listing) and (text := self.focused.whole_line()):
            self.app.copy_to_clipboard(text)
            self.tell("screen.copied", seconds=3, n=1)

    def tell(self, key: str, /, *, seconds: float = 4, **values: Any) -> None:
        """A notice, by its key in the catalogue."""
        raise NotImplementedError
