"""What a kind of thing that belongs to a matter is made of; `matter_kinds` lists them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from textual.binding import Binding
from textual.content import Content

if TYPE_CHECKING:
    from collabtui.domain.matters.steps import MatterFacts
    from collabtui.screens.frame.page import Page
    from collabtui.session.services import Services
    from collabtui.store.sqlite.connection import Connection

Row = dict[str, Any]


@dataclass(frozen=True)
class MatterData:
    """One matter with what belongs to it."""

    row: Row
    """As `store.queries.matters.matter` returns it."""
    of: Mapping[str, Sequence[Row]]
    """What belongs to it, by the name of the kind."""
    progress: Mapping[str, tuple[int, int]]
    """By department, how many actions there are in all, and how many are done."""
    standing: "MatterFacts"
    """What the rules on its steps read."""

    @property
    def ref(self) -> str:
        return str(self.row["ref"])

    def one(self, kind: str, ref: str) -> Row:
        return next(row for row in self.of[kind] if row["ref"] == ref)


class SectionLine(NamedTuple):
    key: str
    """The ref of what it shows, or `contact/研发部` where that has none; empty where the cursor passes over it."""
    shown: Content


Deed: TypeAlias = Callable[["Page", MatterData, str], Awaitable[None]]
"""What a key does to the line with that key."""
Adding: TypeAlias = Callable[["Page", MatterData], Awaitable[None]]
"""What a key does in a matter, wherever the cursor stands."""


def _how_many(sheet: MatterData, name: str) -> int:
    return len(sheet.of[name])


@dataclass(frozen=True)
class Kind:
    name: str
    """Its heading is `matters.<name>` in the catalogue, with `n`."""
    read: "Callable[[Connection, Row, date], Sequence[Row]]"
    """What of it belongs to a matter; the row is the matter's, the date today's."""
    lines: "Callable[[MatterData, Services], Iterable[SectionLine]]"
    """No heading is shown where there are none."""
    deeds: Mapping[str, Deed] = field(default_factory=dict)
    """By name: `open` is Enter, `edit` is `e`, `done` is `d`; others have a key in `keys` whose action is
    `deed('<name>')`, which is offered on these lines only."""
    adding: Mapping[str, Adding] = field(default_factory=dict)
    """By name; each has a key in `keys` whose action is `add('<name>')`."""
    keys: tuple[Binding, ...] = ()
    count: Callable[[MatterData, str], int] = _how_many
    """What the heading says, given the name."""
