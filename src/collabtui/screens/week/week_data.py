"""The data of the week page: what is on each day, the first of what may be many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from collabtui.domain.count_working_days import LONGEST_REST, IsWorking, every_day
from collabtui.domain.deadlines.reminder_two_days_before import reminder_opens
from collabtui.domain.facilitator_duties import Duty, duties
from collabtui.domain.meeting_deadlines import MeetingDeadlines
from collabtui.store.queries.actions import actions_by_id
from collabtui.store.queries.columns.week import away_between, due_counts, due_on, meetings_between, owned_due_counts
from collabtui.store.records.open_duties import open_duties

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.meeting_rows import PersonMeetingRow
    from collabtui.store.queries.rows.week_rows import AwayRow, WeekMeetingRow

CardKind = Literal["away", "meeting", "duty", "action", "reminder"]
FIRST = 60
"""Actions of a day that are read at first."""


class WeekCard(NamedTuple):
    """The key of a card."""

    kind: CardKind
    key: str | int
    """The ref, of an action its row id; of reminders the day."""


@dataclass(frozen=True)
class Calendar:
    """The configuration as far as a calendar shows it."""

    days_off: frozenset[date] = frozenset()
    days_before: tuple[int, ...] = ()
    at: str = "09:00"
    """The hour of reminders."""
    may_hear: IsWorking = every_day
    """Whether anybody is reminded on a day: works on it, where nobody lives in another country."""


def calendar_of(acting: "Acting", days: Sequence[date]) -> Calendar:
    """The calendar of these days, as configured."""
    reminders = acting.config.reminders
    days_off = frozenset(day for day in days if not acting.is_working(day))
    return Calendar(days_off, reminders.days_before, reminders.at, acting.is_working)


@dataclass(frozen=True)
class WeekData:
    days: Sequence[date]
    cards: Mapping[date, Sequence[WeekCard]]
    totals: Mapping[date, int]
    """How many cards there are, also of those that were not read."""
    meetings: "Mapping[str, WeekMeetingRow]" = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    away: "Mapping[str, AwayRow]" = field(default_factory=dict)
    reminders: Mapping[date, Mapping[date, int]] = field(default_factory=dict)
    """On each day, how many actions are reminded of, by the day they are due."""


MOST_TITLES = 8
"""Of what is due on a day of a month: no day has more lines."""


class MonthDay(NamedTuple):
    """A day of a month, counted."""

    meetings: "Sequence[WeekMeetingRow]" = ()
    due: int = 0
    duties: int = 0
    away: int = 0
    titles: Sequence[str] = ()
    """Of the first of what is due."""


def read_week(
    reader: "Connection",
    days: Sequence[date],
    now: datetime,
    zone: ZoneInfo,
    deadlines: MeetingDeadlines,
    calendar: Calendar,
    limits: Mapping[date, int],
) -> WeekData:
    """`limits`: how many actions of a day are read, where it is not `FIRST`."""
    meetings = {row["ref"]: row for row in _meetings(reader, days, zone)}
    owed = {f"{one.kind}/{one.ref}": (one, _day_of(one, now, zone)) for one in _duties(reader, deadlines, zone)}
    away = {row["ref"]: row for row in away_between(reader, days[0], days[-1])}
    first = now.date() + timedelta(days=now.time() >= time.fromisoformat(calendar.at))
    ahead = [day for day in days if day >= first]
    reminders = _reminder_counts(reader, ahead, calendar)
    counts = due_counts(reader, days[0], days[-1])
    cards: dict[date, list[WeekCard]] = {}
    totals = {}
    for day in days:
        own = [WeekCard("meeting", ref) for ref, row in meetings.items() if _day_shown(row, zone) == day]
        own += [WeekCard("duty", key) for key, (_, on) in owed.items() if on == day]
        own += [WeekCard("away", ref) for ref, row in away.items() if _first_shown(row, days) == day]
        own += [WeekCard("reminder", day.isoformat())] if day in reminders else []
        due = due_on(reader, day, limits.get(day, FIRST)) if day in counts else []
        cards[day] = own + [WeekCard("action", identity) for identity in due]
        totals[day] = len(own) + counts.get(day, 0)
    return WeekData(days, cards, totals, meetings, {key: one for key, (one, _) in owed.items()}, away, reminders)


def _first_shown(row: "AwayRow", days: Sequence[date]) -> date:
    """The one of these days that has its card: a card a day would say the same as often as somebody is away."""
    return max(days[0], date.fromisoformat(row["first"]))


def _reminder_counts(
    reader: "Connection", days: Sequence[date], calendar: Calendar
) -> Mapping[date, Mapping[date, int]]:
    """The number of actions that owners are reminded of on each of these days, by the day they are due: what would
    come on a day off comes before it."""
    if not days or not calendar.days_before:
        return {}
    first = min(days) + timedelta(days=min(calendar.days_before))
    last = max(days) + timedelta(days=max(calendar.days_before) + LONGEST_REST)
    sums: dict[date, dict[date, int]] = {}
    for due, count in owned_due_counts(reader, first, last).items():
        for day in {reminder_opens(due, before, calendar.may_hear) for before in calendar.days_before}.intersection(
            days
        ):
            sums.setdefault(day, {})[due] = count
    return sums


def read_month(
    reader: "Connection", days: Sequence[date], now: datetime, zone: ZoneInfo, deadlines: MeetingDeadlines
) -> dict[date, MonthDay]:
    """Each of the days, counted; of what is due the first have their titles."""
    counts, away = due_counts(reader, days[0], days[-1]), away_between(reader, days[0], days[-1])
    owed = [_day_of(one, now, zone) for one in _duties(reader, deadlines, zone)]
    by_day: dict[date, list[WeekMeetingRow]] = {}
    for row in _meetings(reader, days, zone):
        by_day.setdefault(_day_shown(row, zone), []).append(row)
    return {
        day: MonthDay(
            by_day.get(day, ()),
            counts.get(day, 0),
            owed.count(day),
            sum(row["first"] <= day.isoformat() <= row["last"] for row in away),
            _titles(reader, day, now.date()) if day in counts else (),
        )
        for day in days
    }


def _titles(reader: "Connection", day: date, today: date) -> list[str]:
    return [row["title"] for row in actions_by_id(reader, due_on(reader, day, MOST_TITLES), today=today)]


def start_of(row: "WeekMeetingRow | PersonMeetingRow", zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(row["start"]).astimezone(zone)


def end_of(row: "WeekMeetingRow", zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(row["end"]).astimezone(zone)


def times_shown(row: "WeekMeetingRow", zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants between which it stands: those of a meeting that has begun are the real ones, whenever it was
    planned for; one that runs is thought to take as long as planned."""
    start, end = start_of(row, zone), end_of(row, zone)
    began = datetime.fromisoformat(row["started_at"]).astimezone(zone) if row["started_at"] else start
    ended = datetime.fromisoformat(row["ended_at"]).astimezone(zone) if row["ended_at"] else began + (end - start)
    return began, ended


def _day_shown(row: "WeekMeetingRow", zone: ZoneInfo) -> date:
    return times_shown(row, zone)[0].date()


def _meetings(reader: "Connection", days: Sequence[date], zone: ZoneInfo) -> "list[WeekMeetingRow]":
    since = datetime.combine(days[0], time(), zone)
    return meetings_between(reader, since, datetime.combine(days[-1] + timedelta(days=1), time(), zone))


def _duties(reader: "Connection", deadlines: MeetingDeadlines, zone: ZoneInfo) -> list[Duty]:
    """Without the record of a meeting: it stands there itself."""
    return [one for one in duties(open_duties(reader), deadlines, zone) if one.kind != "record-owed"]


def _day_of(duty: Duty, now: datetime, zone: ZoneInfo) -> date:
    """The day by which it is to be done; of what is late, today."""
    day = duty.due.astimezone(zone).date()
    return now.date() if duty.is_late(now) and day < now.date() else day
