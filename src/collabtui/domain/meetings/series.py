"""A series: one invitation for a meeting that comes again, and the usual agenda that each occurrence starts from."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any, ClassVar, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import SerializerFunctionWrapHandler, model_serializer

from collabtui.domain.last_word import is_outdated
from collabtui.domain.meetings.meeting import ANNOUNCED, Meeting, Participant, Partstat, Slot
from collabtui.domain.meetings.recurrence import Rule, first_on_wall, instants
from collabtui.domain.model import Instant, Kept, OtherRef, Record, Value, ZoneName

SeriesState = Literal["planned", "invited", "cancelled"]
USUAL = ("title", "timezone", "place", "matter", "goal", "questions", "material", "slots", "participants")
"""Fields of a meeting that a series has as well: each occurrence begins with them."""
AHEAD = 4
"""Occurrences that are planned as meetings before their time; the rest follows as these are held."""


class DateAnswer(Value):
    """One person's answer to one date of a series."""

    occurrence: Instant
    """The start that the rule gives it."""
    person: OtherRef
    partstat: Partstat
    comment: str = ""
    answered_at: Instant
    deputy: OtherRef | None = None
    """The person (ref) who comes in his place."""

    @model_serializer(mode="wrap")
    def _without_blank(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """An answer that names no deputy is kept as answers were before these were noted."""
        kept: dict[str, Any] = handler(self)
        return {name: value for name, value in kept.items() if value or name != "deputy"}


class Series(Record):
    """A series of meetings. People have it in their calendars as one; each occurrence that is held is a meeting."""

    prefix: ClassVar[str] = "SER"
    kept: ClassVar[Kept] = Kept(
        "series", unique=(("uid",),), asked=("state", "matter", "follows"), members={"participants": "person"}
    )
    noted: ClassVar[frozenset[str]] = ANNOUNCED | {"dates_answered"}
    names_person: ClassVar[tuple[str, ...]] = ("participants.person", "dates_answered.person", "dates_answered.deputy")
    title: str
    rule: Rule
    start: Instant
    """Of the first occurrence (DTSTART)."""
    minutes: int
    timezone: ZoneName
    """The zone whose clock it keeps."""
    place: str = ""
    matter: OtherRef | None = None
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
    dates_answered: tuple[DateAnswer, ...] = ()
    """What was answered to dates that were no meetings yet; they have it once they are planned."""
    follows: OtherRef | None = None
    """The series that this one goes on from, with a UID of its own: what was held stays with that one."""
    called_off: tuple[Instant, ...] = ()
    """Occurrences that do not take place (EXDATE), by the start that the rule gives them."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def on_wall(self) -> datetime:
        """The first date as the clock on the wall has it, also where it leaves that hour out; naive."""
        return first_on_wall(self.rule, self.start, self.zone)

    def starts(self) -> Iterator[datetime]:
        """As the rule has them, those called off left out; in UTC."""
        return (start for start in instants(self.rule, self.start, self.zone) if start not in self.called_off)

    @property
    def label(self) -> str:
        return self.title

    def withdraw(self) -> Self | None:
        """Once people were invited they have to be told."""
        return self.model_copy(update={"state": "cancelled"}) if self.state in ("planned", "cancelled") else None


def next_starts(series: Series, after: datetime, most: int = AHEAD) -> list[datetime]:
    """The starts that the rule has later than `after`."""
    return list(islice((start for start in series.starts() if start > after), most))


def start_named(series: Series, named: datetime | date) -> datetime | None:
    """The start that a RECURRENCE-ID names (RFC 5545 section 3.8.4.4), an instant or a day in the series' zone; None
    where the series does not come then."""
    day = named.astimezone(series.zone).date() if isinstance(named, datetime) else named
    after = datetime.combine(day, time(), series.zone) - timedelta(seconds=1)
    start = next((one for one in series.starts() if one > after), None)
    if start is None or start.astimezone(series.zone).date() != day:
        return None
    return start if not isinstance(named, datetime) or start == named else None


def missed_starts(series: Series, there: Collection[datetime | None], now: datetime) -> list[datetime]:
    """Dates that have come since people have the series in their calendars, and that are no meetings."""
    if series.state != "invited" or series.invited_at is None:
        return []
    come = takewhile(lambda start: start <= now, series.starts())
    return [start for start in come if start > series.invited_at and start not in there]


def with_date_answer(series: Series, answer: DateAnswer, now: datetime | None = None) -> Series:
    """Of two answers of one person to one date the one that was given later counts."""
    known = date_answer(series, answer.occurrence, answer.person)
    if known and is_outdated(answer.answered_at, known.answered_at, now):
        return series
    others = tuple(one for one in series.dates_answered if one != known)
    return series.model_copy(update={"dates_answered": (*others, answer)})


def date_answer(series: Series, start: datetime, person: str) -> DateAnswer | None:
    given = (one for one in series.dates_answered if one.occurrence == start and one.person == person)
    return next(given, None)


def occurrence(series: Series, start: datetime, *, ref: str, uid: str) -> Meeting:
    """The meeting that is held then, from the usual agenda. `uid` is its own: the calendars know it by the series'
    and its RECURRENCE-ID."""
    participants = tuple(answer_to_date(series, start, one) for one in series.participants)
    own = {"ref": ref, "uid": uid, "start": start, "end": start + timedelta(minutes=series.minutes)}
    of_series = {"series": series.ref, "occurrence": start, "participants": participants}
    return Meeting.model_validate({**usual_of(series), **own, **of_series})


def with_deputies(series: Series, meeting: Meeting) -> Meeting:
    """With those who come in the place of who declined that date, and do not come anyway: the series has them not."""
    there = {one.person for one in meeting.participants}
    declined = [one for one in series.dates_answered if one.partstat == "declined"]
    named = [one.deputy for one in declined if one.occurrence == meeting.occurrence and one.deputy]
    added = tuple(Participant(person=ref) for ref in dict.fromkeys(named) if ref not in there)
    return meeting.model_copy(update={"participants": (*meeting.participants, *added)}) if added else meeting


def answer_to_date(series: Series, start: datetime, one: Participant) -> Participant:
    """That person as the series has him answer to this date: an answer to the date goes before one to the whole
    series, whichever was given later."""
    answer = date_answer(series, start, one.person)
    return _answered(one, answer) if answer else answer_to_series(series, one)


def answer_to_series(series: Series, one: Participant) -> Participant:
    usual = next((usual for usual in series.participants if usual.person == one.person), None)
    return _answered(one, usual or Participant(person=one.person))


def _answered(one: Participant, answer: Participant | DateAnswer) -> Participant:
    fields = {"partstat": answer.partstat, "comment": answer.comment, "answered_at": answer.answered_at}
    return one.model_copy(update=fields)


def usual_of(shaped: Series | Meeting) -> Mapping[str, object]:
    """The fields that a meeting and its series have in common, by the names of the fields."""
    return {name: getattr(shaped, name) for name in USUAL}
