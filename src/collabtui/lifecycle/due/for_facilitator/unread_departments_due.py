"""Departments that a confidential matter has asked, and where nobody may read it: the facilitator is told once, with
who could be made a reader."""

from collections.abc import Iterator

from collabtui.domain.facilitator_duties import Duty
from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, late_duties
from collabtui.lifecycle.matters.confidential_matters import unread_speakers
from collabtui.store.interface import Reader


class UnreadDepartmentsDue:
    """Departments of which each speaker got a number and a day in the place of the question."""

    kinds: tuple[OwedKind, ...] = ("department-unread",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        return (_mail(reader, acting, duty) for duty in late_duties(reader, acting) if duty.kind == "department-unread")


def _mail(reader: Reader, acting: Acting, duty: Duty) -> DueMail:
    matter = reader.get(Matter, duty.ref)
    person = facilitator_of(reader, acting, matter.ref)
    people = [one for found in unread_speakers(reader, acting, matter) if found.department == duty.title
              for one in found.people]  # fmt: skip
    message = Message(
        kind="notice",
        key=outbox_keys.department_unread(matter.ref, duty.title, duty.due, person.ref),
        person=person,
        template="department-unread",
        context={"matter": matter, "name": duty.title, "people": people},
        matter=matter.ref,
        automatic=True,
    )
    day = duty.due.astimezone(acting.zone).date()
    title = f"{duty.title}: {matter.title}"
    return DueMail(message, (Owed("department-unread", matter.ref, title, day, days_until(acting, day)),))
