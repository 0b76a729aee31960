"""Duties of the clock, as values: what somebody is to be told, the mail that says it, and who finds it.

A source finds what is owed from the state, the configuration and the clock alone; when the last pass ran says only
whether an hour of reminders was missed (`is_awake`).
`registry` lists all sources and is the only door to them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol, get_args
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action, may_start
from collabtui.domain.count_working_days import IsWorking, outside_holidays
from collabtui.domain.facilitator_duties import Duty, duties
from collabtui.domain.meeting_deadlines import MeetingDeadlines
from collabtui.domain.meetings.booking_conflicts import OFFICE_HOURS
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.store.interface import Reader

OwedKind = Literal[
    "reminder",
    "overdue",
    "escalation",
    "contact-owed",
    "progress",
    "agenda-owed",
    "minutes-owed",
    "dates-missed",
    "retrospective-owed",
    "unproved-mail",
    "answer-waiting",
    "risk-owed",
    "risk-review",
    "dependency-late",
    "silence",
    "progress-silence",
    "progress-escalation",
    "both-heads",
    "record-owed",
    "sign-off-owed",
    "vote",
    "vote-owed",
    "resource",
    "milestone-owed",
    "milestone-look-back",
    "absent-signer",
    "checks-owed",
    "checks-escalation",
    "department-unread",
    "grant-owed",
    "deputy-answered",
    "material-owed",
    "material-missing",
    "absent-owner",
]
"""Each has its word, `remind.<kind>`, in the catalogues."""


@dataclass(frozen=True)
class Owed:
    """One thing of which somebody is to be told now: a line of `remind --dry-run`."""

    kind: OwedKind
    ref: str
    """Of the action, matter, change or meeting that it is about."""
    title: str
    due: date
    """The day by which it was, or is, to be done: an action's as it is kept, any other in the organiser's zone."""
    days: int
    """Until then; negative when it is past."""


Section = Literal["overdue", "progress", "upcoming", "held-up"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""In the order in which a mail has them. An action that belongs to several stands in the first: what is asked of it is
never left out for a mere reminder."""


@dataclass(frozen=True)
class DailyLine:
    """One of the reader's own actions, or of whom he stands in for, as the one mail of a day names it."""

    section: Section
    action: Action
    days: int | None
    """Until it is due."""
    matter: str = ""
    """Title of the matter whose progress is asked for."""
    causes: tuple[Action, ...] = ()
    """The late ones that hold it up."""
    in_place_of: Person | None = None
    """Its owner, where the reader stands in for him."""


@dataclass(frozen=True)
class DueMail:
    """One mail to one person with all that it tells, a digest or a single thing."""

    message: Message
    """Its key says what and when: a mail whose key is in the outbox already is due no more."""
    owed: tuple[Owed, ...]
    marks: tuple[str, ...] = ()
    """Refs of the `Reminded` records that are kept with it, where several mails may tell of one thing: first those of
    `owed`, in its order."""
    lines: tuple[DailyLine, ...] = ()
    """Its actions, where they can stand in one mail with what else the person is to be told."""
    apart: bool = False
    """Whether it stands in no mail with anything else: its template has numbers of its own."""
    asks: bool = False
    """Whether it asks something of its own that its template says, and an answer without a number is an answer to."""


class Source(Protocol):
    """Finds mails of some kinds that are due."""

    @property
    def kinds(self) -> tuple[OwedKind, ...]:
        """All that it can yield."""

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        """The mails that are owed at `acting.now`; writes nothing. A mail is built when it is asked for, not
        earlier: what is due in a large office is never in memory at once. It may yield what the outbox has already."""


class TimedChange(Protocol):
    """A change of records that time or another configuration brings about. It reminds nobody; what is written of it is
    what the same change by hand has written."""

    @property
    def kind(self) -> str:
        """Its sentence is `status.change.<kind>`."""

    def find(self, reader: Reader, acting: Acting) -> Iterable[str]:
        """Refs of the records that are to change; writes nothing."""

    def apply(self, acting: Acting) -> None:
        """Make the change, in one transaction."""


def is_awake(acting: Acting, person: Person) -> bool:
    """Whether it is between the hour of reminders and the end of office hours where the person lives. At another hour
    it is where the office makes its passes at hours like this one: as long as none falls into his day, whoever lives
    far west of an office with one pass a day hears of it then. After a stop he hears of it in his next day."""
    zone, hour = ZoneInfo(person.timezone), time.fromisoformat(acting.config.reminders.at)
    local = acting.now.astimezone(zone)
    last, before = acting.last_pass_at, acting.pass_before_at
    if hour <= local.time() and (last is None or local.time() < _end(hour)):
        return True
    works = acting.working_days(person.country)
    if last is None or not _missed(last, local, hour, works):
        return False
    return before is None or _missed(before, last.astimezone(zone), hour, works)


def _end(hour: time) -> time:
    """The hour until which people are written to; where reminders come later than that, all evening."""
    return OFFICE_HOURS[1] if hour < OFFICE_HOURS[1] else time.max


def _missed(first: datetime, last: datetime, hour: time, works: IsWorking) -> bool:
    """Whether a working day lies whole between two passes, the later one at the clock of the place."""
    day = last.date() if last.time() >= _end(hour) else last.date() - timedelta(days=1)
    while first < datetime.combine(day, hour, last.tzinfo):
        if works(day):
            return True
        day -= timedelta(days=1)
    return False


def is_at_work(acting: Acting, person: Person) -> bool:
    """Whether it is no holiday of the person's own calendar, and he is not away."""
    day = day_of(acting.now, person)
    return not person.is_away(day) and outside_holidays(acting.working_days(person.country))(day)


def can_be_asked(reader: Reader, acting: Acting, action: Action, owner: Person) -> bool:
    """Whether the owner can say something of it by now: it may start, and its matter is not archived."""
    if is_filed(reader, action.matter):
        return False
    awaited = (reader.get(Action, ref) for ref in action.depends_on)
    return may_start(action, day_of(acting.now, owner), awaited)


def heard_today(reader: Reader, acting: Acting, person: Person) -> frozenset[str]:
    """Refs of the actions of which some mail has told the person on this day of his: they need no second one."""
    now = acting.now.astimezone(ZoneInfo(person.timezone))
    return frozenset(reader.listed_items(person.ref, now.replace(hour=0, minute=0, second=0, microsecond=0)))


def day_of(instant: datetime, person: Person) -> date:
    """The date of that instant where the person lives."""
    return instant.astimezone(ZoneInfo(person.timezone)).date()


def days_until(acting: Acting, due: date) -> int:
    """From the organiser's today on."""
    return (due - acting.today).days


def late_duties(reader: Reader, acting: Acting) -> list[Duty]:
    """The facilitator's duties now, whether he was told of it or not: the list that the first page shows too."""
    rules = acting.config.meeting
    deadlines = MeetingDeadlines(rules.material_days, rules.minutes_hours, rules.sign_off_days)
    return [duty for duty in duties(reader.open_duties(), deadlines, acting.zone) if duty.is_late(acting.now)]
