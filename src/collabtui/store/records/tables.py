"""Tables of the models, and how a record becomes a row and a row a record.

Columns follow from the fields. A nested value is JSON text, a date ISO text, an instant UTC ISO text of one width (so
that text order is time order), a bool 0 or 1. What the fields cannot say, the
record's `kept` does: what is unique, what can be asked for, what full-text search reads, and what the trail keeps.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from collabtui.domain.model import Kept, Record
from collabtui.domain.records import RECORDS
from collabtui.domain.refs import kept_ref
from collabtui.errors import UnreadableRecord
from collabtui.store.common_sql.dialect import is_same, marks, number_of_new_row
from collabtui.store.records.sql import instant_text
from collabtui.store.unreadable_row import UnreadableRow

R = TypeVar("R", bound=Record)
SqlType = Literal["TEXT", "INTEGER", "BLOB"]

_OFTEN_READ = 20_000
"""Records of types that are often read which are kept in mind: some 20 MB of people. Of a table that is
larger nothing is found there any more: the first has gone when the last has come."""
WHO_AND_WHEN = frozenset({"updated_at", "updated_by", "via"})
"""Fields that repeat what every line of the trail says itself."""


@dataclass(frozen=True)
class Column:
    name: str
    type: type
    """What the field holds; `object` for a nested value, which is kept as JSON text."""
    sql_type: SqlType
    nullable: bool
    encode: Callable[[Any], Any]
    """From a value that is not None to what SQLite keeps."""

    @cached_property
    def nested(self) -> bool:
        return self.type is object


@dataclass(frozen=True)
class Table:
    model: type[Record]

    @cached_property
    def kept(self) -> Kept:
        return self.model.kept

    @cached_property
    def name(self) -> str:
        return self.kept.table

    @cached_property
    def unique(self) -> tuple[tuple[str, ...], ...]:
        return self.kept.unique

    @cached_property
    def members(self) -> Mapping[str, str]:
        return self.kept.members

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return self.kept.texts

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(_column(name, info.annotation) for name, info in self.model.model_fields.items())

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def indexed(self) -> frozenset[str]:
        """Fields that `find` needs at least one of."""
        return frozenset({"ref", *(name for name in self.by_name if self.kept.finds_by(name))})

    @cached_property
    def small(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.sql_type != "BLOB")

    @cached_property
    def large(self) -> tuple[Column, ...]:
        """Kept in tables of their own (`large_table`): else each change of state would write the mail again."""
        return tuple(column for column in self.columns if column.sql_type == "BLOB")

    def large_table(self, column: Column) -> str:
        return f"{self.name}_{column.name}"

    @cached_property
    def encoding(self) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
        """Of each column: its name, and `Column.encode` where that makes something else of a value."""
        return tuple((column.name, None if column.encode is _itself else column.encode) for column in self.columns)

    @cached_property
    def decoding(self) -> tuple[tuple[str, bool, bool], ...]:
        """Of each column: its name, whether it is nested, whether it may be None."""
        return tuple((column.name, column.nested, column.nullable) for column in self.columns)

    @cached_property
    def kept_in_trail(self) -> frozenset[str]:
        if self.kept.trailed == "nothing":
            return frozenset()
        small = {column.name for column in self.small} - {"ref", "version"}
        return frozenset(small - WHO_AND_WHEN) if self.kept.trailed == "all" else self.kept.trailed

    @cached_property
    def trailed(self) -> tuple[Column, ...]:
        """Those that the trail keeps."""
        return tuple(column for column in self.columns if column.name in self.kept_in_trail)

    @cached_property
    def select(self) -> str:
        """All columns, in the order of `columns`."""
        return self._select("{}")

    @cached_property
    def select_identified(self) -> str:
        """The id and all columns of the row with a ref."""
        return f"{self._select('{}', 'id, ')} WHERE ref = ?"

    @cached_property
    def select_but_compare(self) -> str:
        """The id and all columns of the row with a ref; large ones only as whether they are the bound value, so that
        they need not be read."""
        return f"{self._select(is_same('{}', '?'), 'id, ')} WHERE ref = ?"

    @cached_property
    def insert(self) -> str:
        """All small columns and the seal, bound as `row_seal.unnumbered_seal` has it; gives the id, and no row where a
        unique value is taken."""
        names = ", ".join(quoted(column.name) for column in self.small)
        values = f"{marks(len(self.small))}, ? + {number_of_new_row(self.name)}"
        return f"INSERT INTO {self.name} ({names}, seal) VALUES ({values}) ON CONFLICT DO NOTHING RETURNING id"

    def _select(self, large: str, before: str = "") -> str:
        columns = [
            f"(SELECT {large.format(column.name)} FROM {self.large_table(column)} AS l WHERE l.id = {self.name}.id)"
            if column in self.large
            else quoted(column.name)
            for column in self.columns
        ]
        return f"SELECT {before}{', '.join(columns)} FROM {self.name}"

    def place(self, name: str) -> int:
        """The index of the field in a row."""
        return self._places[name]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {column.name: place for place, column in enumerate(self.columns)}

    def to_row(self, record: Record) -> list[Any]:
        values = vars(record)
        return [
            value if (value := values[name]) is None or encode is None else encode(value)
            for name, encode in self.encoding
        ]

    def ref(self, written: str) -> str:
        """The ref as it is kept, from how a person may have written it."""
        return kept_ref(written) if self.kept.numbered else written


def to_record(model: type[R], table: Table, row: Sequence[Any]) -> R:
    """Validates: a database edited by hand does not bring a status that no code knows. (It is also the fast way:
    `model_construct` runs in Python and leaves nested values as they are.) Raises `UnreadableRecord`
    (unreadable.record: ref, table, field).

    A field added by a later version of the program is NULL in older rows and takes its default.
    """
    return cast("R", _remembered(model, tuple(row))) if table.kept.often_read else _validated(model, table, row)


@lru_cache(_OFTEN_READ)
def _remembered(model: type[Record], row: tuple[Any, ...]) -> Record:
    """The same row is the same record, which nobody can change."""
    return _validated(model, table_of(model), row)


def _validated(model: type[R], table: Table, row: Sequence[Any]) -> R:
    values: dict[str, object] = {}
    name = ""
    try:
        for (name, is_nested, is_nullable), value in zip(table.decoding, row, strict=True):
            if value is not None:
                values[name] = from_json(value) if is_nested else value
            elif is_nullable:
                values[name] = None
        return model.model_validate(values)
    except ValidationError as error:
        raise _named(table, row, str(error.errors()[0]["loc"][0])) from error
    except ValueError as error:  # no document at all
        raise _named(table, row, name) from error


def _named(table: Table, row: Sequence[Any], field: str) -> UnreadableRecord:
    return UnreadableRow(table.name, str(row[table.place("ref")]), field).error()


def _json_text(value: Any) -> str:
    return to_json(value).decode()


def _itself(value: Any) -> Any:
    return value


_ENCODINGS: dict[type, tuple[SqlType, Callable[[Any], Any]]] = {
    str: ("TEXT", _itself),
    bool: ("INTEGER", int),
    int: ("INTEGER", _itself),
    datetime: ("TEXT", instant_text),
    date: ("TEXT", date.isoformat),
    bytes: ("BLOB", _itself),
    object: ("TEXT", _json_text),
}


def _column(name: str, annotation: Any) -> Column:
    plain, nullable = _plain(annotation)
    kind = plain if plain in _ENCODINGS else object
    sql_type, encode = _ENCODINGS[kind]
    return Column(name, kind, sql_type, nullable, encode)


def _plain(annotation: Any) -> tuple[Any, bool]:
    """The type behind `Annotated`, `Literal` and `| None`, and whether None is allowed."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _plain(arguments[0])
    if origin is Literal:
        return type(arguments[0]), False
    if origin in (Union, UnionType):
        others = [each for each in arguments if each is not NoneType]
        inner = _plain(others[0])[0] if len(others) == 1 else annotation
        return inner, len(others) < len(arguments)
    return annotation, False


def quoted(name: str) -> str:
    """Some fields are named as SQL's own words (`to`, `by`)."""
    return f'"{name}"'


TABLES = tuple(map(Table, RECORDS))
_BY_MODEL = {table.model: table for table in TABLES}


def table_of(model: type[Record]) -> Table:
    return _BY_MODEL[model]
