"""Writing the trail: what of a record became another value."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from pydantic_core import from_json, to_json

from collabtui.domain.trail import TrailEntry
from collabtui.store.records.tables import Column, Table

COLUMNS = "id, batch, at, actor, via, ref, field, old, new"
Difference = tuple[str, str | None, str | None]
"""Field, old and new; both as JSON text."""
_EMPTY = ("", "[]")


def differences(table: Table, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Difference]:
    """Of two rows, the columns that the trail keeps and that differ. A later version's column that is NULL in an older
    row and is now written as empty has not been changed by anybody."""
    for column, before, after in zip(table.columns, old, new, strict=True):
        if before == after or column.name not in table.kept_in_trail:
            continue
        if before is None and column.name in table.kept.added and after in _EMPTY:
            continue
        yield column.name, as_json(column, before), as_json(column, after)


def creation(table: Table, row: Sequence[Any]) -> Difference:
    """A new record is a change of the field "" to what it is called. Its first values need no copy: until a field is
    changed it has them, and its first change keeps the old one."""
    headline = row[table.place((*table.texts, "ref")[0])]
    return "", None, to_json(headline).decode()


def first_values(table: Table, row: Sequence[Any]) -> str:
    """A digest of what the trail keeps of a record as it is made: what it replays from."""
    return digest_of(table, [row[table.place(column.name)] for column in table.trailed])


def digest_of(table: Table, values: Iterable[Any]) -> str:
    """Of the fields that the trail keeps, in their order. A column that a later version adds is NULL in older rows, or
    empty, so what is NULL does not count, and of such a column (`Kept.added`) nothing that is empty."""
    pairs = ((column.name, value) for column, value in zip(table.trailed, values, strict=True) if value is not None)
    content = "\x1f".join(
        f"{name}={value}" for name, value in pairs if name not in table.kept.added or value not in _EMPTY
    )
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def to_change(row: Sequence[Any]) -> TrailEntry:
    *known, old, new = row
    values = dict(zip(COLUMNS.split(", ")[:-2], known, strict=True))
    return TrailEntry.model_validate(
        {**values, "old": None if old is None else from_json(old), "new": None if new is None else from_json(new)}
    )


def as_json(column: Column, value: Any) -> str | None:
    if value is None:
        return None
    if column.nested:
        return str(value)
    return to_json(bool(value) if column.type is bool else value).decode()


def as_kept(column: Column, text: str | None) -> Any:
    """A value of the trail as its column keeps it."""
    if text is None or column.nested:
        return text
    value = from_json(text)
    return int(value) if isinstance(value, bool) else value
