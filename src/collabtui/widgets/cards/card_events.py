"""Events of columns of cards, as `card_columns.CardColumns` posts them."""

from typing import Any

from textual.message import Message
from textual.widget import Widget

from collabtui.widgets.listing import CursorMoved


class CardEvent(Message):
    """An event of the card under the cursor; `key` None: there is none in that column."""

    def __init__(self, columns: Widget, column: Any, key: Any) -> None:
        super().__init__()
        self.columns, self.column, self.key = columns, column, key

    @property
    def control(self) -> Widget:
        return self.columns


class CardChosen(CardEvent):
    """Enter, or a double click."""


class CardMoved(CardEvent, CursorMoved):
    """The cursor stands elsewhere, or something is carried elsewhere."""


class CardDropped(CardEvent):
    """Put down in `column`; it was carried `steps` rows down from the column `home`."""

    def __init__(self, columns: Widget, column: Any, key: Any, home: Any, steps: int) -> None:
        super().__init__(columns, column, key)
        self.home, self.steps = home, steps


class CardBeyond(CardEvent):
    """The cursor, or what it carries, wants to go past the first column (-1) or the last (1)."""

    def __init__(self, columns: Widget, column: Any, key: Any, way: int) -> None:
        super().__init__(columns, column, key)
        self.way = way


class CardsNearEnd(CardEvent):
    """The cursor comes near the last card that was read of a column that has more."""
