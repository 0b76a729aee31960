"""A meeting as its agenda file: what an editor opens, and `meeting edit` reads back."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import AgendaDraft, MovedDate, NameInAgenda, SlotDraft
from collabtui.domain.meetings.meeting import Meeting, Role
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import remaining
from collabtui.domain.people import Locale
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_writing import write_agenda
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.meetings.invite_series import meetings_of
from collabtui.store.interface import Reader


def agenda_text(reader: Reader, ref: str, locale: Locale) -> str:
    """Raises `Unknown` when there is no such meeting."""
    return write_agenda(draft_of(reader, reader.get(Meeting, ref)), locale=locale)


def agenda_with_series(reader: Reader, ref: str, locale: Locale) -> str:
    """The same with what its series says, so that it reads in again as that series from this date on: how often, which
    date this is, and which days are left out."""
    meeting = reader.get(Meeting, ref)
    draft = draft_of(reader, meeting)
    if meeting.series is None or meeting.occurrence is None:
        return write_agenda(draft, locale=locale)
    series, date = reader.get(Series, meeting.series), meeting.occurrence
    others = (one for one in meetings_of(reader, series) if one.ref != ref and (one.occurrence or date) >= date)
    own_fields = {
        "series": rule_as_written(series, date),
        "occurrence": date.astimezone(series.zone).replace(tzinfo=None),
        "called_off": tuple(one.astimezone(series.zone).date() for one in series.called_off if one >= date),
        "moved": moved_dates(series, others),
    }
    return write_agenda(draft.model_copy(update=own_fields), locale=locale)


def moved_dates(series: Series, meetings: Iterable[Meeting]) -> tuple[MovedDate, ...]:
    """Those of the meetings that are not held when the rule has them, or for as long; as the clock of the series
    shows it."""

    def local(moment: datetime) -> datetime:
        return moment.astimezone(series.zone).replace(tzinfo=None)

    usual = timedelta(minutes=series.minutes)
    return tuple(
        MovedDate(day=local(one.occurrence).date(), start=local(one.start), end=local(one.end))
        for one in meetings
        if one.occurrence and one.state != "cancelled" and (one.start, one.end - one.start) != (one.occurrence, usual)
    )


def refuse_moves(reader: Reader, series: Series, draft: AgendaDraft) -> None:
    """Refuse a draft that has a date at another time than it is held: that is changed by itself. Raises `Refused`
    (series.move_first: day)."""
    elsewhere = set(draft.moved) - set(moved_dates(series, meetings_of(reader, series)))
    if elsewhere:
        raise Refused("series.move_first", day=min(one.day for one in elsewhere))


def rule_as_written(series: Series, date: datetime) -> Rule:
    """The rule as an agenda says it that begins on `date`, one of its days: a weekday that the day says already is not
    said again."""
    rule = remaining(series, date).model_copy(update={"clock": None})
    alone = rule.every == "week" and rule.weekdays == (date.astimezone(series.zone).weekday(),)
    return rule.model_copy(update={"weekdays": ()}) if alone else rule


def draft_of(reader: Reader, meeting: Meeting) -> AgendaDraft:
    """The agenda that would make this meeting: names with their addresses, so that they mean the same people again."""
    zone = ZoneInfo(meeting.timezone)
    people = people_by_ref(reader, (one.person for one in meeting.participants))

    def named(role: Role) -> list[NameInAgenda]:
        in_role = (people[one.person] for one in meeting.participants if one.role == role)
        return [NameInAgenda(name=person.name, email=person.email) for person in in_role]

    return AgendaDraft(
        title=meeting.title,
        start=meeting.start.astimezone(zone).replace(tzinfo=None),
        end=meeting.end.astimezone(zone).replace(tzinfo=None),
        timezone=meeting.timezone,
        place=meeting.place,
        matter=reader.get(Matter, meeting.matter).title if meeting.matter else "",
        facilitator=next(iter(named("facilitator")), None),
        scribe=next(iter(named("scribe")), None),
        timekeeper=next(iter(named("timekeeper")), None),
        participants=tuple(named("participant")),
        goal=meeting.goal,
        questions=meeting.questions,
        slots=tuple(
            SlotDraft(
                title=slot.title, minutes=slot.minutes, lead=slot.lead, material=slot.material, outcome=slot.outcome
            )
            for slot in meeting.slots
        ),
        material=meeting.material,
    )
