"""A marked part of a capture line as a value, and the things a line is read against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from collabtui.errors import CollabError
from collabtui.language.capture.name_index import Named

MarkKind = Literal["owner", "doer", "collaborator", "support", "due", "deliverable", "module", "standard", "level"]
OF_PEOPLE: tuple[MarkKind, ...] = ("owner", "doer", "collaborator", "support")
OF_TEXT: tuple[MarkKind, ...] = ("deliverable", "module", "standard")
"""Parts that reach to the next one."""
SEPARATORS = " ,，;；、"
LONGEST_TEXT = 500
"""Characters in which a day is looked for that no word marks."""


@dataclass(frozen=True, slots=True)
class CaptureMark:
    """One marked part; `start` to `end` is all of it, `value_start` to `end` what it says."""

    kind: MarkKind
    start: int
    value_start: int
    end: int
    value: str = ""
    """As written; a level as its English word."""
    day: date | None = None
    problem: CollabError | None = None
    kept: str = ""
    """The words of it that the text keeps: the time of day beside a day."""


class CaptureFrame(NamedTuple):
    """The things a line is read against."""

    locale: Literal["zh", "en"]
    today: date
    names: Sequence[str]
    """Names that are known: one of several words is recognised whole."""
    people: Sequence[Named] = ()
    """Those of them who are people: without a mark only who is known is understood."""
