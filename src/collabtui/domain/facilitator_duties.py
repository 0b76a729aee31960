"""Duties of the facilitator by the clock: the mails that remind him and the first page read this one list.

A duty is there from when it can be done until it is done; it is late from its instant on. No pydantic here: the first
page asks before its first frame."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from collabtui.domain.meeting_deadlines import RECORD_WAITS, MeetingDeadlines, agenda_due, minutes_due, record_due

DutyKind = Literal[
    "minutes-owed",
    "agenda-owed",
    "retrospective-owed",
    "record-owed",
    "vote-owed",
    "milestone-owed",
    "milestone-look-back",
    "absent-signer",
    "checks-owed",
    "department-unread",
    "absent-owner",
]


CHECKS_WAIT = timedelta(days=3)
"""For so long nobody is told that a check list that was sent has no answer: a weekend lies within."""


ABSENCE_TOLD = timedelta(days=3)
"""Before an action is due whose owner is away, with nobody in his place, that is told: a weekend lies within."""


LOOK_BACK_WAITS = timedelta(days=14)
"""After a milestone was reached; then nobody remembers how."""


class OpenDuty(NamedTuple):
    """Something that was not done yet, as the store knows it."""

    kind: DutyKind
    ref: str
    """Of the meeting, also of that of a vote; of a retrospective and of a milestone, of its matter; of a check list, of
    its action."""
    title: str
    """Of a signer who is away, his name; of a department of which nobody may read its matter, that department's."""
    counts_from: str
    """ISO 8601: the instant at which the meeting begins, or has ended; the last day of looking back;
    the day before which a vote was expected to end, or a milestone to be reached, or on which one was; the instant
    until which an answer to minutes was expected; the instant at which a department was asked, or from which on nobody
    is in the place of an owner who is away."""
    since: str | None = None
    """ISO 8601: when the meeting was planned, where that is known; of an owner who is away, when somebody is in his
    place again."""
    person: str = ""
    """Ref of the signer, or the owner, who is away."""
    away_until: str = ""
    """ISO 8601: the last day on which he is."""
    name: str = ""
    """The owner's."""


class Duty(NamedTuple):
    kind: DutyKind
    ref: str
    title: str
    due: datetime
    """Late from then on; in the organiser's zone where it is the begin of a day."""
    until: datetime | None
    """When it is of no use any more; None: never."""
    person: str = ""
    """As in `OpenDuty`."""
    away_until: date | None = None
    name: str = ""

    def is_late(self, now: datetime) -> bool:
        return self.due <= now and (self.until is None or now < self.until)


def duties(undone: Iterable[OpenDuty], deadlines: MeetingDeadlines, zone: ZoneInfo) -> list[Duty]:
    """In the order given; `zone` is the organiser's."""
    return [_duty(one, deadlines, zone) for one in undone]


def _duty(one: OpenDuty, deadlines: MeetingDeadlines, zone: ZoneInfo) -> Duty:
    due, until = datetime.fromisoformat(one.counts_from), None
    if one.kind == "agenda-owed":
        planned = datetime.fromisoformat(one.since) if one.since else None
        due, until = agenda_due(due, deadlines.material_days, planned), due
    elif one.kind == "record-owed":
        due, until = record_due(due), due + RECORD_WAITS
    elif one.kind == "minutes-owed":
        due = minutes_due(due, deadlines.minutes_hours)
    elif one.kind == "milestone-look-back":
        due = datetime.combine(date.fromisoformat(one.counts_from), datetime.min.time(), zone)
        until = due + LOOK_BACK_WAITS
    elif one.kind == "checks-owed":
        due += CHECKS_WAIT
    elif one.kind == "department-unread":
        return Duty(one.kind, one.ref, one.title, due, None)
    elif one.kind == "absent-owner":
        until = datetime.fromisoformat(one.since) if one.since else None
        return Duty(one.kind, one.ref, one.title, due, until, one.person, date.fromisoformat(one.away_until), one.name)
    elif one.kind == "absent-signer":
        return Duty(one.kind, one.ref, one.title, due, None, one.person, date.fromisoformat(one.away_until))
    else:
        due = datetime.combine(date.fromisoformat(one.counts_from), datetime.min.time(), zone)
    return Duty(one.kind, one.ref, one.title, due, until)
