"""Writing the trail: what of a record became another value."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic_core import from_json, to_json

from collabtui.domain.trail import TrailEntry
from collabtui.store.sqlite.tables import Column, Table

COLUMNS = "id, batch, at, actor, via, ref, field, old, new"
Difference = tuple[str, str | None, str | None]
"""Field, old and new; both as JSON text."""


def differences(table: Table, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Difference]:
    """Of two rows, the columns that the trail keeps and that differ."""
    for column, before, after in zip(table.columns, old, new, strict=True):
        if before != after and column.name in table.kept_in_trail:
            yield column.name, _as_json(column, before), _as_json(column, after)


def creation(table: Table, row: Sequence[Any]) -> Difference:
    """A new record is a change of the field "" to what it is called. Its first values need no copy: until a field is
    changed it has them, and its first change keeps the old one."""
    headline = row[table.place((*table.texts, "ref")[0])]
    return "", None, to_json(headline).decode()


def to_change(row: Sequence[Any]) -> TrailEntry:
    *known, old, new = row
    values = dict(zip(COLUMNS.split(", ")[:-2], known, strict=True))
    return TrailEntry.model_validate(
        {**values, "old": None if old is None else from_json(old), "new": None if new is None else from_json(new)}
    )


def _as_json(column: Column, value: Any) -> str | None:
    if value is None:
        return None
    if column.nested:
        return str(value)
    return to_json(bool(value) if column.type is bool else value).decode()
