"""Versions of minutes, line by line, and the differences between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from collabtui.domain.matters.matter import Level
from collabtui.domain.meetings.meeting import Attendance
from collabtui.domain.model import Instant, Kept, OtherRef, Record, Undo, Value

LineKind = Literal["decision", "action", "milestone", "consensus", "view", "risk", "question", "attendance"]
ORDER: tuple[LineKind, ...] = (
    "decision", "action", "milestone", "consensus", "view", "risk", "question", "attendance",
)  # fmt: skip
"""As the minutes are read."""
SAID: tuple[str, ...] = ("text", "person", "collaborators", "due", "deliverable", "level", "who", "attendance")
"""The fields that a reader sees, in the order in which he sees them."""


class MinutesLine(Value):
    """One thing that the minutes say. What its kind has no place for is empty."""

    ref: str
    """Of the decision, action, risk, question or entry; of who took part, the person's."""
    kind: LineKind
    text: str = ""
    person: str | None = None
    """The owner, or who took part."""
    collaborators: tuple[str, ...] = ()
    due: date | None = None
    agreed: date | None = None
    """The action's original due date: as long as it is the same, another `due` is a slip and no other agreement."""
    deliverable: str = ""
    level: Level | None = None
    who: str = ""
    """Whose view it is, as written: a department or a person."""
    attendance: Attendance | None = None


class MinutesVersion(Record):
    """A version as it was sent. Never changed: the next one is a record of its own."""

    prefix: ClassVar[str] = "V"
    kept: ClassVar[Kept] = Kept("minutes_version", unique=(("meeting", "number"),), trailed="nothing")
    undo: ClassVar[Undo] = "never"
    meeting: OtherRef
    number: int
    lines: tuple[MinutesLine, ...]
    at: Instant
    by: str

    @property
    def label(self) -> str:
        return f"{self.meeting} v{self.number}"


@dataclass(frozen=True)
class FieldChange:
    name: str
    """One of `SAID`."""
    old: Any
    new: Any


@dataclass(frozen=True)
class LineChange:
    """A line that is new (no `before`), gone (no `after`), or says something else."""

    before: MinutesLine | None
    after: MinutesLine | None

    @property
    def line(self) -> MinutesLine:
        """As it is now, or as it last was."""
        line = self.after or self.before
        assert line is not None  # noqa: S101  # `changes` makes none of nothing
        return line

    @property
    def sides(self) -> tuple[MinutesLine, ...]:
        return tuple(line for line in (self.before, self.after) if line is not None)

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The changed fields of a line that was there before; () for one that is new or gone."""
        if self.before is None or self.after is None:
            return ()
        return tuple(
            FieldChange(name, old, new)
            for name in SAID
            if (old := getattr(self.before, name)) != (new := getattr(self.after, name))
        )


def paired(before: Sequence[MinutesLine], after: Sequence[MinutesLine]) -> tuple[LineChange, ...]:
    """Every line of both, also those that say the same, in the order in which minutes are read."""
    old, new = ({line.ref: line for line in lines} for lines in (before, after))
    found = [LineChange(old.get(ref), new.get(ref)) for ref in dict.fromkeys((*new, *old))]
    return tuple(sorted(found, key=lambda change: ORDER.index(change.line.kind)))


def changes(before: Sequence[MinutesLine], after: Sequence[MinutesLine]) -> tuple[LineChange, ...]:
    """The differences between two versions. The order of lines within a kind says nothing."""
    return tuple(change for change in paired(before, after) if change.before != change.after)
