"""What every model has in common."""

from datetime import date, datetime
from typing import Annotated, ClassVar
from unicodedata import category

from pydantic import AfterValidator, BaseModel, ConfigDict


class Value(BaseModel):
    """A value without an identity of its own. Frozen: a change is a new value (`model_copy(update=…)`)."""

    # a program meets few of the two dozen records: each is made ready when the first of its kind is read
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Record(Value):
    """A thing the store keeps, found by its `ref`.

    `version` counts the times it was written. A record that is put back with another version than the stored one is
    refused (`Conflict`), so two facilitators never overwrite each other silently.
    """

    prefix: ClassVar[str]
    """The letters before the number in a ref: `A` in `A12`."""

    ref: str
    version: int = 0


def _with_offset(value: datetime) -> datetime:
    if value.utcoffset() is None:
        raise ValueError("an instant needs an offset")
    return value


Instant = Annotated[datetime, AfterValidator(_with_offset)]
"""A point in time; always aware. What a person sees is in that person's zone."""


_TURNS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks that turn the direction of writing: with them a name can look like another one."""


def one_line(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip()
    kept = (" " if category(letter) in ("Cc", "Cs") or letter in _TURNS else letter for letter in text)
    return " ".join("".join(kept).split())


Label = Annotated[str, AfterValidator(one_line)]
"""A name or a title. It stands in subjects, headers and lists, so it is one line of what can be seen, whoever sent it
in what kind of file."""


class Finding(Value):
    """What a rule found. It is for a person to weigh, so it neither raises nor prints.

    `key` is a key of the catalogue, `values` fill it. `stops` is true where the step cannot go on as it is.
    """

    key: str
    values: dict[str, str | int | date | tuple[str, ...]] = {}
    stops: bool = False
