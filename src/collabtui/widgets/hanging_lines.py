"""Lines of any length, each of which goes on below what it says, and not below its mark."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from collabtui.widgets.line import GAP, folded


class HangingLines(Widget):
    DEFAULT_CSS = """
    HangingLines { height: auto; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._lines: Sequence[Content] = ()

    def show(self, lines: Sequence[Content]) -> None:
        self._lines = lines
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual gives it
        return len(self._folded(width))

    def render(self) -> Content:
        return Content("\n").join(self._folded(self.content_size.width))

    def _folded(self, width: int) -> list[Content]:
        return [piece for line in self._lines for one in line.split("\n") for piece in folded(one, width, GAP)]
