"""Check lists that somebody was sent, perhaps before he left, and that have no answer after some days: the facilitator
is told once of each asking."""

from collections.abc import Iterator

from collabtui.domain.action import Action
from collabtui.domain.facilitator_duties import Duty
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, facilitator_of, late_duties
from collabtui.store.interface import Reader


class ChecksDue:
    kinds: tuple[OwedKind, ...] = ("checks-owed",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        return (_mail(reader, acting, duty) for duty in late_duties(reader, acting) if duty.kind == "checks-owed")


def _mail(reader: Reader, acting: Acting, duty: Duty) -> DueMail:
    action = reader.get(Action, duty.ref)
    mails = [mail for mail in reader.find(Outgoing, change=action.ref, kind="request") if mail.state != "held"]
    asked = people_by_ref(reader, (mail.person for mail in mails)).values()
    person = facilitator_of(reader, acting, action.matter)
    message = Message(
        kind="notice",
        key=outbox_keys.checks_owed(action.ref, duty.due, person.ref),
        person=person,
        template="checks-owed",
        context={
            "action": action,
            "asked": [one for one in asked if one.is_here],
            "gone": [one for one in asked if not one.is_here],
            "lines": [(number, one) for number, one in enumerate(action.checks, 1) if one.ok is None],
        },
        matter=action.matter,
        automatic=True,
    )
    day = duty.due.astimezone(acting.zone).date()
    return DueMail(message, (Owed("checks-owed", action.ref, action.title, day, days_until(acting, day)),))
