"""Material that a meeting's agenda names and that is not there: who brings it is asked on the last working day but one
before it is due, and the facilitator is told on the day by which it was to be there what still lacks."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meeting_deadlines import agenda_goes_out, material_asked, material_due
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.bookings.material_owners import OwedMaterial, owed_material
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue


class MaterialDue:
    """Each person once for a meeting and its day; after a move he is asked anew."""

    kinds: tuple[OwedKind, ...] = ("material-owed", "material-missing")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for meeting in reader.find(Meeting, state=["planned", "invited"]):
            if acting.now < meeting.start and (owed := owed_material(reader, meeting)):
                yield from _to_owners(reader, acting, meeting, owed)
                yield from _to_facilitator(reader, acting, meeting, owed)


def _to_owners(reader: Reader, acting: Acting, meeting: Meeting, owed: list[OwedMaterial]) -> Iterator[DueMail]:
    by_person: dict[str, tuple[Person, list[OwedMaterial]]] = {}
    for one in owed:
        for person in one.by:
            by_person.setdefault(person.ref, (person, []))[1].append(one)
    for person, own in by_person.values():
        works = acting.working_days(person.country)
        asked = material_asked(meeting.start, ZoneInfo(meeting.timezone), _days(acting), works)
        if asked <= day_of(acting.now, person) and _may_know(reader, acting, meeting, person):
            yield _mail(acting, meeting, person, "material-owed", own)


def _to_facilitator(reader: Reader, acting: Acting, meeting: Meeting, owed: list[OwedMaterial]) -> Iterator[DueMail]:
    person = facilitator_of(reader, acting, meeting.matter)
    last = agenda_goes_out(meeting.start, ZoneInfo(meeting.timezone), _days(acting), acting.is_working)
    if last <= day_of(acting.now, person):
        yield _mail(acting, meeting, person, "material-missing", owed)


def _mail(acting: Acting, meeting: Meeting, person: Person, kind: OwedKind, owed: list[OwedMaterial]) -> DueMail:
    due = _due(acting, meeting)
    message = Message(
        kind="notice",
        key=outbox_keys.material_owed(kind, meeting.ref, meeting.start, person.ref),
        person=person,
        template=kind,
        context={"meeting": meeting, "owed": owed, "due": due},
        meeting=meeting.ref,
        automatic=True,
    )
    names = [one.what if kind == "material-owed" else one.shown for one in owed]
    title = Catalogue(person.locale)("material.owed", title=meeting.title, names=names)
    return DueMail(message, (Owed(kind, meeting.ref, title, due, days_until(acting, due)),))


def _due(acting: Acting, meeting: Meeting) -> date:
    return material_due(meeting.start, ZoneInfo(meeting.timezone), _days(acting))


def _days(acting: Acting) -> int:
    return acting.config.meeting.material_days


def _may_know(reader: Reader, acting: Acting, meeting: Meeting, person: Person) -> bool:
    return meeting.matter is None or is_named(reader, reader.get(Matter, meeting.matter), person, acting.facilitator)
