"""A line of tabs: names, one of them chosen. A click chooses one; what a tab shows is for its owner to show."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content


class TabLine(Widget):
    """As many tabs as have room, the chosen one among them; arrows say that there are more."""

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
        width = self.size.width
        if sum(label.cell_length for _, label in labels) > width:
            return self._some(labels, width)
        self._places = []
        return self._joined(labels, Content(""))

    def _some(self, labels: Sequence[tuple[str, Content]], width: int) -> Content:
        """Those around the chosen one; an arrow at an end where there are more."""
        sizes, room = [label.cell_length for _, label in labels], width - 2
        at = next((place for place, (name, _) in enumerate(labels) if name == self._chosen), 0)
        first = 0
        while first < at and sum(sizes[first : at + 1]) > room:
            first += 1
        last = first + 1
        while last < len(labels) and sum(sizes[first : last + 1]) <= room:
            last += 1
        self._places = []
        shown = self._joined(labels[first:last], as_content("‹" if first else " ", MUTED))
        return shown + as_content("›", MUTED) if last < len(labels) else shown

    def _joined(self, labels: Sequence[tuple[str, Content]], shown: Content) -> Content:
        for name, label in labels:
            self._places.append((range(shown.cell_length, shown.cell_length + label.cell_length), name))
            shown += label
        return shown

    def _style(self, name: str) -> str:
        return "bold reverse" if name == self._chosen else MUTED

    def on_click(self, event: events.Click) -> None:
        for place, name in self._places:
            if event.x in place:
                self.post_message(self.Picked(name))
