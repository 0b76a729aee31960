"""Departments that accepted and named no contact in time: the facilitator is told of each once."""

from collections.abc import Iterator

from collabtui.domain.deadlines.two_working_days_to_answer import ANSWER_DAYS
from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.answer_deadline import all_due_by
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until
from collabtui.store.interface import Reader


class ContactsDue:
    """Contacts that nobody named in as many working days as a department has to answer."""

    kinds: tuple[OwedKind, ...] = ("contact-owed",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for matter in (one for one in reader.find(Matter) if not one.is_filed):
            named = {contact.department for contact in matter.contacts}
            for part in matter.asked:
                if part.state != "accepted" or not part.answered_at or part.department in named:
                    continue
                heads = speakers(reader, acting, matter, part.department).heads
                due = all_due_by(acting, part.answered_at, heads)
                if due > acting.now:
                    continue
                organiser, day = facilitator_of(reader, acting, matter.ref), due.date()
                person = in_place_of(reader, organiser, day_of(acting.now, organiser))
                if person is None:  # away, with nobody in his place: the day after
                    continue
                message = Message(
                    kind="notice",
                    key=outbox_keys.contact_owed(matter.ref, part.department, part.answered_at, person.ref),
                    person=person,
                    template="contact-owed",
                    context={"matter": matter, "department": part.department, "days": ANSWER_DAYS},
                    matter=matter.ref,
                    department=part.department,
                    automatic=True,
                )
                title = f"{part.department}: {matter.title}"
                owed = Owed("contact-owed", matter.ref, title, day, days_until(acting, day))
                yield DueMail(message, (owed,), (message.key,))  # Today asks for the mark
