"""A report as it was: what was sent, or put by, can be asked for again however the records have changed since."""

from typing import ClassVar, Literal

from collabtui.domain.model import Instant, Kept, Record, Undo

FigureKind = Literal["department", "load", "promises", "answers"]
"""Reports of numbers as they are today: of no week."""
WeeklyKind = Literal["week", "leadership", "status"]
ReportKind = WeeklyKind | FigureKind


class KeptReport(Record):
    prefix: ClassVar[str] = "REP"
    kept: ClassVar[Kept] = Kept("report", asked=("week",), trailed="nothing")
    undo: ClassVar[Undo] = "never"
    kind: ReportKind
    week: str
    """ISO 8601: `2026-W10`."""
    matter: str | None = None
    """None: all were reported."""
    content: str
    """What the report says, as JSON, in the shape that `report … --json` gives."""
    at: Instant
    by: str
    sent_to: tuple[str, ...] = ()
    """Names of those it went to; empty where it was only kept."""

    @property
    def label(self) -> str:
        return self.week
