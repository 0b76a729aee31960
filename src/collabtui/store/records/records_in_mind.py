"""Records that were put and are written nowhere, found by their fields as a table finds its rows."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from collabtui.domain.model import Record
from collabtui.store.records.record_reader import Given, given_fields
from collabtui.store.records.side_tables import member_values
from collabtui.store.records.tables import Table


class InMind(NamedTuple):
    """A record, with the number and the values of its row."""

    id: int
    row: list[Any]
    record: Record


class RecordsInMind:
    """Of one table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.by_ref: dict[str, InMind] = {}
        self._indexes: dict[str, dict[Hashable, set[str]]] = {}
        """By field and value, the refs; of each field that was asked for."""

    def put(self, one: InMind) -> None:
        ref = one.record.ref
        if before := self.by_ref.get(ref):
            for field, index in self._indexes.items():
                for value in self._values(field, before.row):
                    index[value].discard(ref)
        self.by_ref[ref] = one
        for field, index in self._indexes.items():
            self._enter(field, index, one)

    def found(self, equal: Mapping[str, object]) -> Iterable[InMind]:
        """As `Reader.find` finds them, in no order."""
        given = given_fields(self._table, equal)
        refs = [self._refs(one) for one in given]
        return [self.by_ref[ref] for ref in set.intersection(*refs)] if refs else self.by_ref.values()

    def _refs(self, given: Given) -> set[str]:
        shape, index = given.shape, self._index(given.shape.name)
        if shape.is_set:
            wanted = [value for value in index if value not in (0, None)]
        else:
            wanted = [*given.bound[len(given.bound) - shape.values :], *([None] if shape.or_null else [])]
        return set[str]().union(*(index.get(value, ()) for value in wanted))

    def _index(self, field: str) -> dict[Hashable, set[str]]:
        if field not in self._indexes:
            made = self._indexes[field] = {}
            for one in self.by_ref.values():
                self._enter(field, made, one)
        return self._indexes[field]

    def _enter(self, field: str, index: dict[Hashable, set[str]], one: InMind) -> None:
        for value in self._values(field, one.row):
            index.setdefault(value, set()).add(one.record.ref)

    def _values(self, field: str, row: list[Any]) -> Iterable[Hashable]:
        if field in self._table.members:
            return {value for name, value in member_values(self._table, row) if name == field}
        return (row[self._table.place(field)],)
