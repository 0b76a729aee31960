"""Minutes that wait for somebody who is away for too long, so that his silence is no consent: the facilitator is told
once, as the time of the others ends, to ask who stands in or to sign for him."""

from collections.abc import Iterator

from collabtui.domain.facilitator_duties import Duty
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import stand_ins_of
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, late_duties
from collabtui.store.interface import Reader


class AbsentSignersDue:
    kinds: tuple[OwedKind, ...] = ("absent-signer",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        return (_mail(reader, acting, duty) for duty in late_duties(reader, acting) if duty.kind == "absent-signer")


def _mail(reader: Reader, acting: Acting, duty: Duty) -> DueMail:
    meeting, absent = reader.get(Meeting, duty.ref), reader.get(Person, duty.person)
    person = facilitator_of(reader, acting, meeting.matter)
    found = stand_ins_of(reader, absent, day_of(acting.now, absent))
    message = Message(
        kind="notice",
        key=outbox_keys.absent_signer(meeting.ref, meeting.minutes_version, absent.ref, person.ref),
        person=person,
        template="absent-signer",
        context={
            "meeting": meeting,
            "absent": absent,
            "until": absent.away_until,
            "deputy": found.present or next(iter(found.deputies), None),
        },
        meeting=meeting.ref,
        automatic=True,
    )
    day = duty.due.astimezone(acting.zone).date()
    title = f"{meeting.title} {absent.name}"
    return DueMail(message, (Owed("absent-signer", meeting.ref, title, day, days_until(acting, day)),))
