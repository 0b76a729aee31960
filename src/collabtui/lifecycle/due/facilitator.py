"""Duties of the facilitator that are not done in time: agendas and minutes that are not out. Each is told once, by
mail.

That minutes are not signed is no duty of his: silence signs them (`silent_consent`), and a correction that waits for
him came by a mail of its own.
"""

from collections.abc import Iterator

from collabtui.domain.duties import Duty
from collabtui.domain.meetings.meeting import Meeting
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, facilitator, late_duties
from collabtui.store.interface import Reader


class FacilitatorDuties:
    """Agendas of meetings that begin soon, minutes of meetings that are over."""

    kinds: tuple[OwedKind, ...] = ("agenda-owed", "minutes-owed")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for duty in late_duties(reader, acting):
            if duty.kind in self.kinds:
                yield _mail(reader, acting, duty)


def _mail(reader: Reader, acting: Acting, duty: Duty) -> DueMail:
    meeting, kind = reader.get(Meeting, duty.ref), duty.kind
    person = facilitator(reader, acting)
    day = duty.due.astimezone(acting.zone).date()
    message = Message(
        kind="notice",
        key=outbox_keys.notice(kind, meeting.ref, person.ref),
        person=person,
        template="notice",
        context={"kind": kind, "meeting": meeting, "hours": acting.config.meeting.minutes_hours},
        meeting=meeting.ref,
        automatic=True,
    )
    return DueMail(message, (Owed(kind, meeting.ref, meeting.title, day, days_until(acting, day)),))
