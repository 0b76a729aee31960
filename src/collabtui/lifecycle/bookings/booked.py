"""The rule of bookings asked of all that is planned: by forms, commands and the week."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import dropwhile, islice, takewhile
from typing import cast
from zoneinfo import ZoneInfo

from collabtui.domain.count_working_days import IsWorking, every_day
from collabtui.domain.meetings.agenda import agenda_findings
from collabtui.domain.meetings.booking_conflicts import Booking, booking_findings, booking_of, free_times
from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series, occurrence
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.errors import CollabError
from collabtui.formats.agenda.agenda_names import is_no_room
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.agenda_sequence import out_of_order, partial_facilitator, uninvited_leads
from collabtui.lifecycle.bookings.draft_times import span_of, zone_named
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

LONGEST = timedelta(days=1)
"""No meeting lasts longer: how far before a time one is looked for that still runs."""
LOOKED_AHEAD = timedelta(days=366)
NAMED = 4
"""Dates of a series that are named one by one."""
OFFERED_DAYS = timedelta(days=14)
MOST_OFFERED = 24


def bookings(reader: Reader, since: datetime, until: datetime) -> list[Booking]:
    """All that is planned, invited or runs between two instants, and dates of series that are no meetings yet."""
    found = [booking_of(one) for one in reader.find(Meeting, state=["planned", "invited", "running"])]
    for series in reader.find(Series, state=["planned", "invited"]):
        found += _dates_ahead(reader, series, since - LONGEST, until)
    return [_in_a_room(one) for one in found if one.end > since and one.start < until]


def _in_a_room(booking: Booking) -> Booking:
    """Who meets on the telephone or by video takes up no room."""
    return booking._replace(place="") if is_no_room(booking.place) else booking


def _dates_ahead(reader: Reader, series: Series, since: datetime, until: datetime) -> Iterator[Booking]:
    """Dates that were planned as meetings are left out, wherever they were moved and whatever became of them."""
    starts = [*takewhile(lambda one: one < until, dropwhile(lambda one: one < since, series.starts()))]
    if not starts:
        return
    there = {one.occurrence for one in reader.find(Meeting, series=series.ref)}
    for start in starts:
        if start not in there:
            yield booking_of(occurrence(series, start, ref=series.ref, uid=series.uid))


def planned_findings(reader: Reader, acting: Acting, meeting: Meeting) -> tuple[Finding, ...]:
    """All that is to be said of a meeting as it is planned: of its agenda, and of its time."""
    agenda = agenda_findings(meeting, acting.config.meeting.max_minutes)
    beside = (*out_of_order(meeting), *uninvited_leads(reader, meeting), *partial_facilitator(reader, meeting))
    return (*agenda, *beside, *time_findings(reader, acting, meeting))


def time_findings(reader: Reader, acting: Acting, meeting: Meeting) -> tuple[Finding, ...]:
    """Findings on the time of a meeting that is to be held; of one that is over, none."""
    if meeting.state not in ("planned", "invited"):
        return ()
    people = list(directory.people_by_ref(reader, (one.person for one in meeting.participants)).values())
    return _findings(reader, acting, booking_of(meeting), people, ZoneInfo(meeting.timezone))


def _findings(
    reader: Reader, acting: Acting, wanted: Booking, people: list[Person], zone: ZoneInfo
) -> tuple[Finding, ...]:
    others = _others(bookings(reader, wanted.start, wanted.end), wanted)
    seen = [_as_seen(acting, one) for one in others]
    return booking_findings(wanted, people, seen, acting.working_days, zone)


def _as_seen(acting: Acting, booking: Booking) -> Booking:
    """That somebody or a room is taken is said to everybody; by what, to who may see it."""
    model = model_of(booking.ref)
    if acting.visible_store is None or acting.visible_store.find(model, ref=booking.ref, limit=1):
        return booking
    return booking._replace(ref="—", title=Catalogue(acting.config.organiser.locale)("confidential.label"))


def _others(found: Iterable[Booking], wanted: Booking) -> list[Booking]:
    """Without itself: the meeting, and the date of its series where that is no meeting."""
    return [one for one in found if one.ref not in (wanted.ref, wanted.series)]


def findings_ahead(reader: Reader, acting: Acting, series: Series, first: Meeting) -> Iterator[Finding]:
    """One finding on the dates of a year that are taken or at odd hours, without the first one, and one on each who is
    not at work on some. Days on which nobody works here are the matter of `series_findings`."""
    people = list(directory.people_by_ref(reader, (one.person for one in series.participants)).values())
    end = acting.now + LOOKED_AHEAD
    starts = [
        start for start in takewhile(lambda one: one <= end, series.starts()) if start > max(first.start, acting.now)
    ]
    if not starts:
        return
    planned = [one for one in bookings(reader, starts[0], starts[-1] + LONGEST) if one.series != series.ref]
    found = {start.astimezone(series.zone).date(): _of_date(acting, series, start, people, planned) for start in starts}
    hit = [day for day, findings in found.items() if any(one.key not in _ABSENT for one in findings)]
    if hit:
        key = "booking.dates" if len(hit) <= NAMED else "booking.dates.more"
        yield Finding(key=key, values={"n": len(hit), "of": len(starts), "days": tuple(hit[:NAMED])})
    for name, days in _absent_on(found).items():
        key = "booking.dates_of" if len(days) <= NAMED else "booking.dates_of.more"
        yield Finding(key=key, values={"name": name, "n": len(days), "of": len(starts), "days": tuple(days[:NAMED])})


_ABSENT = {"booking.away": "name", "booking.day_off_of": "names"}
"""Findings on people who are not at work that day, with the value that has their names."""


def _of_date(
    acting: Acting, series: Series, start: datetime, people: list[Person], planned: list[Booking]
) -> tuple[Finding, ...]:
    wanted = booking_of(occurrence(series, start, ref=series.ref, uid=series.uid))
    return booking_findings(wanted, people, planned, lambda country: _elsewhere(acting, country), series.zone)


def _elsewhere(acting: Acting, country: str) -> IsWorking:
    """Days off here are named by the rule of the series."""
    return acting.working_days(country) if country else every_day


def _absent_on(found: Mapping[date, Iterable[Finding]]) -> dict[str, list[date]]:
    """By name the dates on which somebody is away or has a day off."""
    absent: dict[str, list[date]] = {}
    for day, findings in found.items():
        for one in findings:
            names = one.values[_ABSENT[one.key]] if one.key in _ABSENT else ()
            for name in (names,) if isinstance(names, str) else cast("tuple[str, ...]", names):
                absent.setdefault(name, []).append(day)
    return absent


def draft_findings(reader: Reader, acting: Acting, draft: AgendaDraft, ref: str = "") -> tuple[Finding, ...]:
    """As `time_findings`, of what is still being typed: names that mean nobody yet are left out. `ref`: of the
    meeting that is changed."""
    zone = zone_named(draft.timezone) if draft.timezone else acting.zone
    start, end = span_of(draft, zone)
    people = asked_people(reader, acting, draft)
    wanted = Booking(ref, draft.title, start, end, draft.place, frozenset(one.ref for one in people))
    return _findings(reader, acting, wanted, people, zone)


def asked_people(reader: Reader, acting: Acting, draft: AgendaDraft) -> list[Person]:
    """The people of the draft that are known, and who leads it; writes nothing."""
    own = acting.config.organiser
    leads = draft.facilitator or NameInAgenda(name=own.name, email=own.email)
    beside = [one for one in (draft.scribe, draft.timekeeper) if one]
    names = [leads, *beside, *draft.participants]
    found = (_known(reader, name) for name in names)
    return list({one.ref: one for one in found if one is not None}.values())


def _known(reader: Reader, name: NameInAgenda) -> Person | None:
    try:
        if name.department:
            return directory.contact_of(reader, name.department)
        return (
            directory.known_at(reader, name.email, name.name)
            if name.email
            else directory.find_person(reader, name.name)
        )
    except CollabError:
        return None


def free_starts(reader: Reader, acting: Acting, draft: AgendaDraft, ref: str = "") -> list[datetime]:
    """The next times from the start of the draft on, and not before now, at which all of its people are at work and
    free, and its room is; within two weeks, in the zone of the draft."""
    zone = zone_named(draft.timezone) if draft.timezone else acting.zone
    start, end = span_of(draft, zone)
    begin = max(start, acting.now)
    people = asked_people(reader, acting, draft)
    wanted = Booking(ref, draft.title, begin, begin + (end - start), draft.place, frozenset(one.ref for one in people))
    until = begin + OFFERED_DAYS
    planned = _others(bookings(reader, begin, until + LONGEST), wanted)
    return list(islice(free_times(wanted, people, planned, acting.working_days, zone, until), MOST_OFFERED))
