"""Messages of a field of several lines to its form. The field itself brings half a megabyte that most do without."""

from textual.message import Message
from textual.widget import Widget

from collabtui.errors import CollabError


class Edited(Message):
    def __init__(self, area: Widget) -> None:
        super().__init__()
        self.area = area

    @property
    def control(self) -> Widget:
        return self.area


class NotEdited(Message):
    """The own editor could not be used."""

    def __init__(self, error: CollabError) -> None:
        super().__init__()
        self.error = error
