"""The mails about a whole series: each person's copy of it, and the single dates of those who come to these alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import takewhile

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series, next_starts, occurrence
from collabtui.domain.people import Person
from collabtui.formats.agenda.recurrence_text import write_recurrence
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.correspondence.sending_account import organising
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.superseded_mails import was_written_to
from collabtui.lifecycle.forms.handouts import files_of, handouts_for
from collabtui.lifecycle.meetings.calendar_events import date_cancelled_part, dates_left_out, series_part
from collabtui.lifecycle.meetings.calendar_holders import Held, calendars, was_asked_by_another
from collabtui.lifecycle.meetings.carry_over import carried, matters_of
from collabtui.lifecycle.meetings.meeting_mails import (
    NOTHING_RECURS,
    agenda_context,
    date_invitation,
    has_news_waiting,
    is_organiser,
    start_known_to,
)
from collabtui.lifecycle.meetings.series_line import predecessors
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

SHOWN = 4
"""Next dates that an invitation names."""
OPEN = ("planned", "invited")


@dataclass(frozen=True)
class SeriesMails:
    """Of a series as it will be, with all its meetings."""

    reader: Reader
    acting: Acting
    series: Series
    meetings: Sequence[Meeting]
    successor: Series | None = None
    """The series that goes on where this one ends."""
    called_off: datetime | None = None
    """The first of the dates that are called off with its end."""

    def asking(self) -> Iterator[Message]:
        """To its people, an update where they have it; and to those who have something of it that is not theirs."""
        for person in self._people([one.person for one in self.series.participants]):
            changed = self._was_written_to(person)
            context = self._agenda(person, changed=changed)
            yield self._request(person, "invitation", context, changed=self._has(person.ref).whole)
        yield from self._to_others()

    def cutting_short(self) -> Iterator[Message]:
        """To its people: that it ends; to those who came to a single date that goes: that they need not come."""
        for person in self._people([one.person for one in self.series.participants]):
            has_it, is_over = self._has(person.ref).whole, self._shown[0] <= self.acting.now
            if self._was_written_to(person) or (has_it and is_over):
                yield self._request(person, "cancellation", self._ending(person, dropped=False), changed=True)
            elif not is_over:
                yield self._request(person, "invitation", self._agenda(person, changed=False), changed=has_it)
        yield from self._to_others()

    def calling_off(self) -> Iterator[Message]:
        for person in self._people([ref for ref, held in self._held.items() if not held.nothing]):
            yield self._cancellation(person)

    def _to_others(self) -> Iterator[Message]:
        usual = {one.person for one in self.series.participants}
        for person in self._people([ref for ref in self._held if ref not in usual]):
            if self._has(person.ref).whole:
                yield self._cancellation(person)
            there = {
                one.occurrence for one in self.meetings if one.state != "cancelled" and one.participant(person.ref)
            }
            for date in sorted(self._has(person.ref).dates - there):
                yield self._date_cancelled(person, date)
        for meeting in self.meetings:
            yield from self._to_guests(meeting, usual)

    def _to_guests(self, meeting: Meeting, usual: set[str]) -> Iterator[Message]:
        """Who comes to this one alone; of dates to come."""
        if meeting.state != "invited" or meeting.start <= self.acting.now:
            return
        before = next(iter(self.reader.find(Meeting, ref=meeting.ref)), meeting)
        same = before.invited_as == meeting.invited_as
        guests = [one.person for one in meeting.participants if one.person not in usual]
        for person in self._people(guests):
            has_it = self._has(person.ref).has(meeting.occurrence)
            own = organising(self.reader, self.acting, self.series)
            moved = was_asked_by_another(self.reader, own, self.series.uid, person.ref)
            if moved or not (same and has_it):
                yield date_invitation(self.reader, self.acting, meeting, person)

    @cached_property
    def _held(self) -> dict[str, Held]:
        return calendars(self.reader, self.series.uid)

    def _has(self, person: str) -> Held:
        return self._held.get(person, Held())

    def _was_written_to(self, person: Person) -> bool:
        """Whether he has the series by what has left; what waits to has said nothing yet."""
        return self._has(person.ref).whole and was_written_to(self.reader, self.series.uid, person.ref)

    def _people(self, refs: Sequence[str]) -> list[Person]:
        return list(people_by_ref(self.reader, refs).values())

    @cached_property
    def _shown(self) -> list[datetime]:
        """The next dates; of a series that is over, its last one."""
        now = self.acting.now
        over = takewhile(lambda start: start <= now, self.series.starts())
        return next_starts(self.series, now, SHOWN) or list(over)[-1:] or [self.series.start]

    @property
    def _through(self) -> str:
        """The meeting that the mails belong to."""
        refs = {one.occurrence: one.ref for one in self.meetings}
        known = refs.get(self._shown[0]) or next(iter(refs.values()), "")
        return known or self.reader.find(Meeting, series=self.successor.ref if self.successor else "")[0].ref

    def _agenda(self, person: Person, *, changed: bool) -> dict[str, object]:
        shown = self._as_moved(self._shown[0])
        context = agenda_context(self.reader, self.acting, shown.model_copy(update={"carried": self._carried}))
        context |= {
            "handouts": handouts_for(self.reader, self.acting, shown, matters_of(self.reader, shown), person),
            "changed": changed,
            "was_at": _start_known_to(self.reader, self.series, _of_date(self.meetings, self._shown[0]), person),
            "own_copy": is_organiser(self.reader, self.acting, self.series, person),
            "recurs": _recurs(self.acting, person, self.series.rule),
            "recurred": _recurred(self.reader, self.acting, self.series, person),
            "next_ones": sorted(map(self._start_of, self._shown[1:])),
        }
        if self.successor is not None:
            context |= {
                "recurs": _recurs(self.acting, person, self._endless),
                "last_one": self._last,
                "goes_on": self._goes_on(person),
            }
        return context

    @property
    def _carried(self) -> tuple[str, ...]:
        """What is carried over to the next date, which the mails show."""
        first = _of_date(self.meetings, self._shown[0])
        return carried(self.reader, first, self.acting.now) if first else ()

    def _goes_on(self, person: Person) -> bool:
        """Whether an invitation to what follows goes to that person."""
        after = self.successor
        return after is not None and after.state != "cancelled" and _comes(after, person)

    def _ending(self, person: Person, *, dropped: bool) -> dict[str, object]:
        shown = self._as_moved(self.called_off or self._shown[0])
        last = None if self.series.state == "cancelled" or dropped else self._last
        return {
            "meeting": shown,
            "dropped": dropped,
            "recurs": _recurs(self.acting, person, self._endless if last else self.series.rule),
            "last_one": last,
            "goes_on": self._goes_on(person),
        }

    @property
    def _last(self) -> datetime | None:
        return max(map(self._start_of, self.series.starts()), default=None)

    def _start_of(self, date: datetime) -> datetime:
        """The start of the date, which its rule has there, to which it was moved by itself."""
        return next((one.start for one in self.meetings if one.occurrence == date), date)

    def _as_moved(self, date: datetime) -> Meeting:
        usual = occurrence(self.series, date, ref=self._through, uid=self.series.uid)
        by = self._start_of(date) - date
        return usual.model_copy(update={"start": usual.start + by, "end": usual.end + by})

    @property
    def _endless(self) -> Rule:
        """For a mail that names the last date: by the rule it may be another day, the one from which it was moved."""
        return _endless(self.series.rule)

    def _request(self, person: Person, template: str, context: dict[str, object], *, changed: bool) -> Message:
        series = self.series
        return Message(
            kind="update" if changed else "invitation",
            key=outbox_keys.invitation(series.ref, series.sequence, person.ref),
            person=person,
            template=template,
            context=context,
            meeting=self._through,
            series=series.ref,
            calendar_uid=series.uid,
            left_out=dates_left_out(series, self.meetings, person.ref),
            calendar=series_part(self.reader, self.acting, series, self.meetings, person, cancelled=False),
            files=files_of(context),
            token_key=outbox_keys.calendar(series.ref, person.ref),
        )

    def _cancellation(self, person: Person) -> Message:
        series = self.series
        return Message(
            kind="cancellation",
            key=outbox_keys.cancellation(series.ref, series.sequence, person.ref),
            person=person,
            template="cancellation",
            context=self._ending(person, dropped=series.state != "cancelled"),
            meeting=self._through,
            series=series.ref,
            calendar_uid=series.uid,
            calendar=series_part(self.reader, self.acting, series, self.meetings, person, cancelled=True),
            token_key=outbox_keys.calendar(series.ref, person.ref),
        )

    def _date_cancelled(self, person: Person, date: datetime) -> Message:
        series = self.series
        shown = occurrence(series, date, ref=self._through, uid=series.uid)
        return Message(
            kind="cancellation",
            key=outbox_keys.cancellation(f"{series.ref}@{date:%Y%m%dT%H%M}", series.sequence, person.ref),
            person=person,
            template="cancellation",
            context={"meeting": shown, "dropped": True, **NOTHING_RECURS},
            meeting=self._through,
            calendar_uid=series.uid,
            calendar_date=date,
            calendar=date_cancelled_part(self.reader, self.acting, series, date, person),
            token_key=outbox_keys.calendar(series.ref, person.ref),
        )


def _comes(series: Series, person: Person) -> bool:
    return any(one.person == person.ref for one in series.participants)


def _start_known_to(reader: Reader, series: Series, first: Meeting | None, person: Person) -> datetime | None:
    """When the next date was by what he has of the series, or of one that it goes on from."""
    uids = [one.uid for one in (*predecessors(reader, series), series)]
    if first is None or not any(was_written_to(reader, uid, person.ref) for uid in uids):
        return None
    return start_known_to(reader, first, person, uids)


def _recurred(reader: Reader, acting: Acting, series: Series, person: Person) -> str:
    """In words how it recurred by what he has of it; empty where that is the same."""
    rule = _rule_known_to(reader, series, person)
    if rule is None:
        return ""
    was, becomes = (_recurs(acting, person, _endless(one)) for one in (rule, series.rule))
    return was if was != becomes else ""


def _rule_known_to(reader: Reader, series: Series, person: Person) -> Rule | None:
    """The rule by the invitation that he has of the series, or of the one that it goes on from; None where it is not
    another one, or while a further invitation waits, which may never leave."""
    before = predecessors(reader, series)
    uids = [one.uid for one in (*before, series)]
    if not any(was_written_to(reader, uid, person.ref) for uid in uids) or has_news_waiting(reader, uids, person):
        return None
    changes = list(reader.changes(series.ref))
    news = list(takewhile(lambda entry: entry.field != "invited_as", changes))
    rules = [entry.old for entry in news if entry.field == "rule" and entry.old]
    if rules:
        return Rule.model_validate(rules[-1])
    return before[-1].rule if before and len(news) == len(changes) else None


def _endless(rule: Rule) -> Rule:
    return rule.model_copy(update={"until": None, "count": None})


def _recurs(acting: Acting, person: Person, rule: Rule) -> str:
    words = Catalogue(person.locale, today=lambda: acting.today)
    return write_recurrence(rule, person.locale, words.day)


def _of_date(meetings: Sequence[Meeting], date: datetime) -> Meeting | None:
    return next((one for one in meetings if one.occurrence == date), None)
