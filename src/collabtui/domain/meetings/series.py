"""A series: one invitation for a meeting that comes again, and the usual agenda that each occurrence starts from."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, ClassVar, Literal, Self
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.meeting import Meeting, Participant, Slot
from collabtui.domain.meetings.recurrence import Rule, instants
from collabtui.domain.model import Instant, Kept, Record

SeriesState = Literal["planned", "invited", "cancelled"]
USUAL = ("title", "timezone", "place", "matter", "goal", "questions", "material", "slots", "participants")
"""Fields of a meeting that a series has as well: each occurrence begins with them."""
AHEAD = 4
"""Occurrences that are planned as meetings before their time; the rest follows as these are held."""


class Series(Record):
    """A series of meetings. People have it in their calendars as one; each occurrence that is held is a meeting."""

    prefix: ClassVar[str] = "SER"
    kept: ClassVar[Kept] = Kept(
        "series", unique=(("uid",),), asked=("state", "matter"), members={"participants": "person"}
    )
    names_person: ClassVar[tuple[str, ...]] = ("participants.person",)
    title: str
    rule: Rule
    start: Instant
    """Of the first occurrence (DTSTART)."""
    minutes: int
    timezone: str
    """The zone whose clock it keeps."""
    place: str = ""
    matter: str | None = None
    goal: str = ""
    questions: tuple[str, ...] = ()
    material: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    participants: tuple[Participant, ...] = ()
    """Who usually comes, each with the answer to the series as a whole."""
    uid: str
    """iCalendar UID of the series and of all its occurrences."""
    sequence: int = 0
    """iTIP SEQUENCE of what was last sent about any part of it: an exception counts on from here, too."""
    state: SeriesState = "planned"
    invited_at: Instant | None = None
    invited_as: str = ""
    """Fingerprint of what the last invitation said."""
    called_off: tuple[Instant, ...] = ()
    """Occurrences that do not take place (EXDATE), by the start that the rule gives them."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def starts(self) -> Iterator[datetime]:
        """As the rule has them, those called off left out; in UTC."""
        return (start for start in instants(self.rule, self.start, self.zone) if start not in self.called_off)

    @property
    def label(self) -> str:
        return self.title

    def withdraw(self) -> Self | None:
        """Once people were invited they have to be told."""
        return self.model_copy(update={"state": "cancelled"}) if self.state == "planned" else None


def next_starts(series: Series, after: datetime, most: int = AHEAD) -> list[datetime]:
    """The starts that the rule has later than `after`."""
    return list(islice((start for start in series.starts() if start > after), most))


def occurrence(series: Series, start: datetime, *, ref: str, uid: str) -> Meeting:
    """The meeting that is held then, from the usual agenda. `uid` is its own: the calendars know it by the series'
    and its RECURRENCE-ID."""
    return Meeting(
        ref=ref,
        start=start,
        end=start + timedelta(minutes=series.minutes),
        uid=uid,
        series=series.ref,
        occurrence=start,
        **usual_of(series),
    )


def usual_of(shaped: Series | Meeting) -> dict[str, Any]:
    """The fields that a meeting and its series have in common, by the names of the fields."""
    return {name: getattr(shaped, name) for name in USUAL}
