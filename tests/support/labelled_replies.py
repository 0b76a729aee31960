"""The labelled tables: what people write, and what it means. `data/README.md` has the rules of labelling."""

import json
from datetime import date
from functools import cache
from typing import Literal, TypeVar

from pydantic import Field, model_validator

from collabtui.domain.mail.reply import ReplyContext, Request, Update
from collabtui.domain.meetings.meeting import Partstat
from collabtui.domain.model import Value
from collabtui.domain.people import Locale
from support.paths import TESTS

DATA = TESTS / "unit" / "language" / "data"

Refusal = Literal["ambiguous", "no-such-day", "past", "vague", "needs-due"]
Code = Literal[
    "negated", "almost", "question", "future", "condition", "hearsay", "quotation", "others-item", "out-of-range",
    "contradiction", "several-open", "hedged", "ambiguous-date", "no-date", "past-date", "unclear-item", "wish", "away",
    "unknown",
]  # fmt: skip


class Meaning(Value):
    """What a reply has to be understood as. The order of updates and requests says nothing."""

    updates: tuple[Update, ...]
    requests: tuple[Request, ...]
    sign_off: Literal["agreed", "corrected"] | None
    rsvp: Partstat | None
    asks_help: bool = Field(alias="help")
    asks_list: bool = Field(alias="list")
    waits: bool
    """`Understanding.doubt` has to say something."""
    codes: tuple[Code, ...]
    """Each has to be the rule of at least one clause that does not count."""


class Example(Value):
    id: str

    @property
    def number(self) -> int:
        """Its place in the order of writing, from 1."""
        return int(self.id.rpartition("-")[2])


class Reply(Example):
    situation: str
    """Its name in `situations()`."""
    text: str
    trap: bool
    """It looks like more than may be applied."""
    theme: str
    expect: Meaning

    @property
    def language(self) -> str:
        return self.id.partition("-")[0]


class DayOrRefusal(Value):
    """Exactly one of the three."""

    day: date | None = None
    refuse: Refusal | None = None
    none: bool = False

    @model_validator(mode="after")
    def _exactly_one(self) -> "DayOrRefusal":
        if [self.day is not None, self.refuse is not None, self.none].count(True) != 1:
            raise ValueError("a phrase means a day, or is refused, or is none")
        return self


class DayPhrase(Example):
    locale: Locale
    written: date
    due: date | None
    text: str
    mode: Literal["phrase", "clause"]
    """Whether the phrase is the whole text, or stands somewhere in it."""
    expect: DayOrRefusal


Row = TypeVar("Row", Reply, DayPhrase)


@cache
def situations() -> dict[str, ReplyContext]:
    stored = json.loads((DATA / "situations.json").read_text(encoding="utf-8"))
    return {name: ReplyContext.model_validate(fields) for name, fields in stored.items()}


@cache
def replies() -> tuple[Reply, ...]:
    return _rows("replies.jsonl", Reply)


@cache
def replies_held_out() -> tuple[Reply, ...]:
    """To be run, never to be read, before the engine is finished."""
    return _rows("replies_held_out.jsonl", Reply)


@cache
def replies_second() -> tuple[Reply, ...]:
    """Written when the engine was in use, from what it was seen to get wrong and what stands beside that."""
    return _rows("replies_second.jsonl", Reply)


@cache
def replies_fresh() -> tuple[Reply, ...]:
    """Written later than the engine, from how people write and without a look at what it makes of them."""
    return _rows("replies_fresh.jsonl", Reply)


@cache
def replies_office() -> tuple[Reply, ...]:
    """Written blind by an examiner who knew the product's page on mail in, and neither engine nor tables."""
    return _rows("replies_office.jsonl", Reply)


@cache
def replies_japanese() -> tuple[Reply, ...]:
    """Written as a Japanese office writes, before the grammar had a Japanese word."""
    return _rows("replies_japanese.jsonl", Reply)


@cache
def replies_japanese_second() -> tuple[Reply, ...]:
    """Written when the words were there, before they were run: most must change nothing."""
    return _rows("replies_japanese_second.jsonl", Reply)


@cache
def replies_unknown_languages() -> tuple[Reply, ...]:
    """In languages that nobody has written word data for: each has to wait."""
    return _rows("replies_unknown_languages.jsonl", Reply)


@cache
def days() -> tuple[DayPhrase, ...]:
    return _rows("days.jsonl", DayPhrase)


@cache
def days_held_out() -> tuple[DayPhrase, ...]:
    """To be run, never to be read, before the engine is finished."""
    return _rows("days_held_out.jsonl", DayPhrase)


def _rows(name: str, model: type[Row]) -> tuple[Row, ...]:
    # not splitlines(): it also breaks at U+2028 and U+0085, which may stand inside a mail
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    return tuple(model.model_validate_json(line) for line in lines if line)


REPLIES = (replies, replies_held_out, replies_second, replies_fresh, replies_office)
"""The tables of single replies, each read when it is called."""
