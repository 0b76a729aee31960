"""The base of every model: what is frozen, which fields a record has beside its own, and what a text or an instant may
be."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, NamedTuple, Self
from unicodedata import category
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Value(BaseModel):
    """A value without an identity of its own. Frozen: a change is a new value (`model_copy(update=…)`)."""

    # a program meets few of the two dozen records: each is made ready when the first of its kind is read
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Undo = Literal["inverse", "stays", "never"]
"""What becomes of a record when the command that changed it is undone. `inverse`: it is changed back, and what was made
is withdrawn. `stays`: so, but what a command only made along the way, because it names it, is left. `never`: a mail
cannot be unsent or unreceived, and what the program keeps for itself is nobody's change."""


class Kept(NamedTuple):
    """The way in which a store keeps the records of a type."""

    table: str
    unique: tuple[tuple[str, ...], ...] = ()
    """Fields, alone or together, of which no two records may have the same. The first starts the index."""
    asked: tuple[str, ...] = ()
    """Further fields that start an index."""
    members: Mapping[str, str] = MappingProxyType({})
    """Fields with many values that are found by one of them; where the values are nested, by this field of theirs."""
    texts: tuple[str, ...] = ()
    """What full-text search reads; the first is what a hit shows."""
    trailed: Literal["all", "nothing"] | frozenset[str] = "all"
    """Fields whose change is written into the trail."""
    added: frozenset[str] = frozenset()
    """Fields that a later step of the schema has added: empty, they do not count among what a record was made with."""
    numbered: bool = True
    """The ref is the prefix and a number, in upper case; otherwise it is made from what the record says."""
    often_read: bool = False
    """All of them are read again and again, for each mail: what was validated once is kept in mind."""

    def finds_by(self, field: str) -> bool:
        return field in (*self.asked, *self.members, *(names[0] for names in self.unique))


class Record(Value):
    """A thing the store keeps, found by its `ref`.

    `version` counts the times it was written. A record that is put back with another version than the stored one is
    refused (`Conflict`), so two facilitators never overwrite each other silently.

    A type is declared once: by its class, its line in `domain.records`, and the step of the store that makes its table.
    """

    prefix: ClassVar[str]
    """The letters before the number in a ref: `A` in `A12`."""
    kept: ClassVar[Kept]
    undo: ClassVar[Undo] = "inverse"
    in_parts: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Fields with a value for each of something, and which field of that value names it (`asked`: `department`): one is
    taken back without the others."""
    noted: ClassVar[frozenset[str]] = frozenset()
    """Fields in which the program notes what was mailed and what became of it: nobody's work."""
    names_person: ClassVar[tuple[str, ...]] = ()
    """Fields that hold the ref of a person, which is another one when two turn out to be one: `owner`, and
    `collaborators.person` where the values are nested."""

    names_department: ClassVar[tuple[str, ...]] = ()
    """Fields that hold the name of a department, in the same way: it is another one when the department is renamed."""

    ref: str
    version: int = 0

    @property
    def label(self) -> str:
        """The title that people see."""
        raise NotImplementedError

    def withdraw(self) -> Self | None:
        """The record set aside, as nothing is erased; None where that cannot be."""
        return None


OtherRef = Annotated[str, Field(min_length=1)]
"""The ref of another record. Where there is none it is None: an empty text names nothing that could be there."""


def _with_offset(value: datetime) -> datetime:
    if value.utcoffset() is None:
        raise ValueError("an instant needs an offset")
    return value


Instant = Annotated[datetime, AfterValidator(_with_offset)]
"""A point in time; always aware. What a person sees is in that person's zone."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("unknown time zone") from error
    return name


ZoneName = Annotated[str, AfterValidator(_known_zone)]
"""One whose hours can be told here."""


_TURNS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks that turn the direction of writing: with them a name can look like another one."""


def one_line(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip()
    kept = (" " if category(letter) in ("Cc", "Cs") or letter in _TURNS else letter for letter in text)
    return " ".join("".join(kept).split())


_UNREADABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_TURNS}]")


def readable(text: str) -> str:
    """A text of several lines as it goes out of the house, in a mail or a file: what is read in a terminal moves no
    cursor there, and no word looks like another one."""
    if text.isprintable():
        return text
    return _UNREADABLE.sub("", text.replace("\r\n", "\n"))


Label = Annotated[str, AfterValidator(one_line)]
"""A name or a title. It stands in subjects, headers and lists, so it is one line of what can be seen, whoever sent it
in what kind of file."""


class Finding(Value):
    """A rule's remark. It is for a person to weigh, so it neither raises nor prints.

    `key` is a key of the catalogue, `values` fill it. `stops` is true where the step cannot go on as it is.
    """

    key: str
    values: Mapping[str, str | int | date | tuple[str, ...] | tuple[date, ...]] = {}
    stops: bool = False
