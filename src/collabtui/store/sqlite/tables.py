"""Which table keeps which model, and how a record becomes a row and a row a record.

Columns follow from the fields. A nested value is JSON text, a date ISO text, an instant UTC ISO text of one width (so
that text order is time order), a bool 0 or 1. What the fields cannot say stands in `TABLES`: what is unique, what can
be asked for, what full-text search reads, and what the trail keeps.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic_core import from_json, to_json

from collabtui.domain.action import Action
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.mail_records import Cursor, Incoming, Outgoing, Reminded
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.saved_view import SavedView
from collabtui.store.sqlite.sql import instant_text

R = TypeVar("R", bound=Record)
SqlType = Literal["TEXT", "INTEGER", "BLOB"]

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

    @property
    def nested(self) -> bool:
        return self.type is object


@dataclass(frozen=True)
class Table:
    model: type[Record]
    name: str
    unique: tuple[tuple[str, ...], ...] = ()
    """Fields, alone or together, of which no two records may have the same. The first starts the index."""
    asked: tuple[str, ...] = ()
    """Further fields that start an index."""
    members: dict[str, str] = field(default_factory=dict)
    """Fields with many values that are found by one of them; where the values are nested, by this field of theirs."""
    texts: tuple[str, ...] = ()
    """What full-text search reads; the first is what a hit shows."""
    trailed: Literal["all", "nothing"] | frozenset[str] = "all"
    """Fields whose change is written into the trail."""
    numbered: bool = True
    """The ref is the prefix and a number, in upper case; otherwise it is made from what the record says."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(_column(name, info.annotation) for name, info in self.model.model_fields.items())

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def indexed(self) -> frozenset[str]:
        """Fields that `find` needs at least one of."""
        return frozenset({"ref", *self.asked, *self.members, *(names[0] for names in self.unique)})

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
    def kept_in_trail(self) -> frozenset[str]:
        if self.trailed == "nothing":
            return frozenset()
        small = {column.name for column in self.small} - {"ref", "version"}
        return frozenset(small - WHO_AND_WHEN) if self.trailed == "all" else self.trailed

    @cached_property
    def select(self) -> str:
        """All columns, in the order of `columns`."""
        return self._select("{}")

    @cached_property
    def select_but_compare(self) -> str:
        """The id and all columns of the row with a ref; large ones only as whether they are the bound value, so that
        they need not be read."""
        return f"{self._select('{} IS ?', 'id, ')} WHERE ref = ?"

    @cached_property
    def insert(self) -> str:
        """All small columns."""
        names = ", ".join(quoted(column.name) for column in self.small)
        return f"INSERT INTO {self.name} ({names}) VALUES ({', '.join('?' * len(self.small))})"

    def _select(self, large: str, before: str = "") -> str:
        columns = [
            f"(SELECT {large.format(column.name)} FROM {self.large_table(column)} AS l WHERE l.id = {self.name}.id)"
            if column in self.large
            else quoted(column.name)
            for column in self.columns
        ]
        return f"SELECT {before}{', '.join(columns)} FROM {self.name}"

    def place(self, name: str) -> int:
        """Where in a row the field stands."""
        return self._places[name]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {column.name: place for place, column in enumerate(self.columns)}

    def to_row(self, record: Record) -> list[Any]:
        return [
            None if (value := getattr(record, column.name)) is None else column.encode(value) for column in self.columns
        ]

    def ref(self, written: str) -> str:
        """The ref as it is kept, from how a person may have written it."""
        return written.strip().upper() if self.numbered else written


def to_record(model: type[R], table: Table, row: Sequence[Any]) -> R:
    """Validates: a database edited by hand does not bring a status that no code knows. (It is also the fast way:
    `model_construct` runs in Python and leaves nested values as they are.)

    A field added by a later version of the program is NULL in older rows and takes its default.
    """
    return model.model_validate(dict(_decoded(table, row)))


def _decoded(table: Table, row: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    for column, value in zip(table.columns, row, strict=True):
        if value is None:
            if column.nullable:
                yield column.name, None
        else:
            yield column.name, from_json(value) if column.nested else value


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


TABLES: tuple[Table, ...] = (
    Table(Department, "department", unique=(("name",),), texts=("name",)),
    Table(
        Person,
        "person",
        unique=(("email",),),
        asked=("name", "department", "head", "merged_into"),
        members={"aliases": ""},
        texts=("name", "email", "title"),
    ),
    Table(Matter, "matter", asked=("title", "step", "rhythm"), texts=("title", "goal", "background")),
    Table(
        Risk,
        "risk",
        asked=("owner", "meeting", "matter", "state"),
        texts=("text", "impact", "answer", "standby"),
    ),
    Table(ChangeRequest, "change", asked=("matter", "state"), texts=("what", "reason", "impact", "decision")),
    Table(
        Meeting,
        "meeting",
        unique=(("uid",),),
        asked=("state", "start", "matter", "series", "follows"),
        members={"participants": "person"},
        texts=("title", "goal", "questions", "place"),
    ),
    Table(Series, "series", unique=(("uid",),), asked=("state", "matter"), members={"participants": "person"}),
    Table(Entry, "entry", asked=("meeting", "thing"), texts=("text",)),
    Table(Decision, "decision", asked=("meeting", "matter"), texts=("text",)),
    Table(Question, "question", asked=("meeting", "matter", "state"), texts=("text",)),
    Table(
        SignOff,
        "sign_off",
        unique=(("meeting", "minutes_version", "person"),),
        asked=("person", "state"),
    ),
    Table(MinutesVersion, "minutes_version", unique=(("meeting", "number"),), trailed="nothing"),
    Table(
        Action,
        "action",
        asked=("owner", "status", "due", "matter", "meeting"),
        members={"collaborators": "person", "depends_on": ""},
        texts=("title", "deliverable", "reason", "note"),
    ),
    Table(
        Outgoing,
        "outgoing",
        unique=(("key",), ("message_id",)),
        asked=("state", "person", "meeting", "series", "matter", "change", "token", "code", "to"),
        trailed=frozenset({"state", "last_error", "person"}),
    ),
    Table(
        Incoming,
        "incoming",
        unique=(("digest",),),
        asked=("message_id", "state", "person", "sender", "answers"),
        texts=("subject", "new_text"),
        trailed=frozenset({"state", "verdict", "person"}),
    ),
    Table(TrustedServer, "believed", unique=(("server",),)),
    Table(CustomWord, "taught", unique=(("word",),)),
    Table(SavedView, "saved_view", asked=("name",)),
    Table(Cursor, "cursor", trailed="nothing", numbered=False),
    Table(Reminded, "reminded", trailed="nothing", numbered=False),
)
_BY_MODEL = {table.model: table for table in TABLES}


def table_of(model: type[Record]) -> Table:
    return _BY_MODEL[model]
