"""Places of cards in columns: where the cursor stands, what is seen, and where a card goes that is carried."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple


class CardColumn(NamedTuple):
    """One column. `cards` are the keys of those that were read, the first ones; `total` is how many there are."""

    key: Hashable
    heading: str
    cards: Sequence[Any] = ()
    total: int = 0
    style: str = ""
    brief: str = ""
    """The heading where that has no room."""
    counted: bool = True
    """Whether the heading says how many there are."""
    late: int = 0
    """Of them, what is overdue: the heading says that, too."""


@dataclass(frozen=True)
class Carried:
    """A card that was picked up, and is not put down yet."""

    card: Any
    home: int
    """Index of the column that it comes from."""
    steps: int = 0
    """Times that it was moved down, less those up."""


@dataclass
class CardPlaces:
    """Knows nothing of a screen. Rows are counted from 0 in each column."""

    columns: Sequence[CardColumn] = ()
    at: int = 0
    """Index of the column with the cursor."""
    row: int = 0
    carried: Carried | None = None
    first: int = 0
    """Index of the first column that is seen."""
    _tops: dict[Hashable, int] = field(default_factory=dict)

    @property
    def column(self) -> CardColumn | None:
        return self.columns[self.at] if 0 <= self.at < len(self.columns) else None

    @property
    def card(self) -> Any:
        """The key of the card under the cursor; None in an empty column."""
        column = self.column
        return column.cards[self.row] if column and 0 <= self.row < len(column.cards) else None

    def show(self, columns: Sequence[CardColumn], towards: tuple[Hashable, Any] | None = None) -> None:
        """Other columns: the cursor stays on its card; where that has gone, in its column; at first it stands in the
        first column that has a card. `towards`: a column and a card to stand on instead."""
        column, card = towards or (self.column.key if self.column else None, self.card)
        keys, begins = [one.key for one in columns], not self.columns
        self.columns = columns
        if begins and column is None:
            column = next((one.key for one in columns if one.cards), None)
        at = keys.index(column) if column in keys else min(self.at, max(0, len(keys) - 1))
        places = [at, *range(len(keys))] if card is not None and keys else []
        found = next(
            ((place, columns[place].cards.index(card)) for place in places if card in columns[place].cards), None
        )
        self.at, self.row = found or (at, self.row)
        self._keep_row()
        if self.carried and (
            self.carried.home >= len(columns) or self.carried.card not in columns[self.carried.home].cards
        ):
            self.carried = None

    def point_at(self, column: Hashable, card: Any = None) -> bool:
        """Put the cursor there; False where that column is not there."""
        keys = [one.key for one in self.columns]
        if column not in keys:
            return False
        self.at = keys.index(column)
        cards = self.columns[self.at].cards
        self.row = cards.index(card) if card in cards else 0
        return True

    def step(self, ways: int) -> bool:
        """To a column beside, with what is carried; False where there is none."""
        if not 0 <= self.at + ways < len(self.columns):
            return False
        self.at += ways
        self._keep_row()
        return True

    def move(self, ways: int) -> None:
        """Down or up: the cursor, or what is carried."""
        if self.carried:
            self.carried = replace(self.carried, steps=self.carried.steps + ways)
        else:
            self.row += ways
            self._keep_row()

    def to_edge(self, which: int) -> None:
        """To the first card of the column (0), or the last that was read (-1); not while one is carried."""
        if self.carried is None and self.column:
            self.row = 0 if which == 0 else len(self.column.cards) - 1
            self._keep_row()

    def _keep_row(self) -> None:
        many = len(self.column.cards) if self.column else 0
        self.row = max(0, min(self.row, many - 1))

    def pick_up(self) -> bool:
        if self.carried is None and self.card is not None:
            self.carried = Carried(self.card, self.at)
        return self.carried is not None

    def put_back(self) -> None:
        if self.carried:
            self.at = self.carried.home
            cards = self.columns[self.at].cards
            self.row = cards.index(self.carried.card) if self.carried.card in cards else 0
            self.carried = None

    def fit(self, seen: int) -> range:
        """The indices of the columns that are seen, where there is room for so many."""
        seen = max(1, min(seen, len(self.columns)))
        self.first = max(0, min(self.first, len(self.columns) - seen))
        self.first = min(self.first, self.at) if self.at < self.first else max(self.first, self.at - seen + 1)
        return range(self.first, min(len(self.columns), self.first + seen))

    def top(self, index: int, room: int) -> int:
        """The first row of a column that is seen, where there is room for so many cards."""
        column = self.columns[index]
        top = min(self._tops.get(column.key, 0), max(0, len(column.cards) - room))
        if index == self.at and self.carried is None:
            top = min(top, self.row) if self.row < top else max(top, self.row - room + 1)
        self._tops[column.key] = top
        return top
