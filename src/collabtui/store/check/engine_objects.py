"""The parts of a check that each engine knows of itself: its pages, its tables, its numbers."""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from collabtui.store.engine_connection import Connection
from collabtui.store.records.tables import Table


class EngineObjects(Protocol):
    def page_damage(self) -> list[str]:
        """Faults in what the engine keeps, in its own words."""

    def differing_tables(self) -> list[str]:
        """Tables that should be there and are not, or have other columns."""

    def differing_others(self) -> list[str]:
        """Indexes that are not there, triggers that are not ours."""

    def are_steps_altered(self) -> bool:
        """Whether the steps that made the tables are remembered otherwise than they were done."""

    def has_index(self, name: str) -> bool: ...

    def streamed(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after the other, of which only some are in memory at a time."""

    def searched(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """Of a table that has texts: the ref and the texts of each record, and the words under which the search finds
        it, as far as this engine keeps them so that they can be read."""

    def has_other_words(self, table: Table) -> bool:
        """Whether the index of its search has other words than the texts that are kept for it, as far as this engine
        keeps one beside them."""

    def counted(self) -> dict[str, int]:
        """The last number given in each series: refs by their prefix, trail batches as `batch`, leases."""

    def in_turn_from(self) -> int | None:
        """The number of the trail's line from which on batches were written one after the other; None: never."""

    def trail_rows_missing(self) -> int:
        """Of the trail, as far as this engine can tell: lines, or batches."""


class Checked(NamedTuple):
    """A database in one consistent state, as the rules look at it."""

    reader: Connection
    objects: EngineObjects
