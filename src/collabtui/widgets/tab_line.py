"""A line of tabs: names, one of them chosen. A click chooses one; what a tab shows is for its owner to show."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from collabtui.widgets.line import as_content


class TabLine(Widget):
    """As many tabs as have room, the chosen one among them."""

    DEFAULT_CSS = """
    TabLine { height: 1; margin-top: 1; }
    """

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._tabs: Sequence[tuple[str, str]] = ()
        self._chosen = ""
        self._places: list[tuple[range, str]] = []

    def show(self, tabs: Sequence[tuple[str, str]], chosen: str) -> None:
        """Names of tabs with what is read."""
        self._tabs, self._chosen = tabs, chosen
        self.refresh()

    def render(self) -> Content:
        labels = [(name, as_content(f" {label} ", self._style(name))) for name, label in self._tabs]
        first = 0
        at = next((place for place, (name, _) in enumerate(labels) if name == self._chosen), 0)
        while first < at and sum(label.cell_length for _, label in labels[first : at + 1]) > self.size.width:
            first += 1
        shown, self._places = Content(""), []
        for name, label in labels[first:]:
            start = shown.cell_length
            if start + label.cell_length > self.size.width:
                break
            self._places.append((range(start, start + label.cell_length), name))
            shown += label
        return shown

    def _style(self, name: str) -> str:
        return "bold reverse" if name == self._chosen else "$foreground-muted"

    def on_click(self, event: events.Click) -> None:
        for place, name in self._places:
            if event.x in place:
                self.post_message(self.Picked(name))
