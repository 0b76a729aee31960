"""Check lists that somebody was sent, perhaps before he left, and that have no answer after some days: the facilitator
is told once of each asking, and a working day later, of one whose reader has left, the head of that reader's
department."""

from collections.abc import Iterator

from collabtui.domain.action import Action
from collabtui.domain.deadlines.escalation_to_heads import next_escalation_step
from collabtui.domain.facilitator_duties import Duty
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of, people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, is_awake, late_duties
from collabtui.store.interface import Reader


class ChecksDue:
    kinds: tuple[OwedKind, ...] = ("checks-owed", "checks-escalation")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        late = [duty for duty in late_duties(reader, acting) if duty.kind == "checks-owed"]
        yield from (_mail(reader, acting, duty) for duty in late)
        if late and acting.is_working(acting.today):
            for duty in late:
                yield from _to_heads(reader, acting, duty)


def _mail(reader: Reader, acting: Acting, duty: Duty) -> DueMail:
    action = reader.get(Action, duty.ref)
    person = facilitator_of(reader, acting, action.matter)
    message = Message(
        kind="notice",
        key=outbox_keys.checks_owed(action.ref, duty.due, person.ref),
        person=person,
        template="checks-owed",
        context=_context(reader, action),
        matter=action.matter,
        automatic=True,
    )
    return _due("checks-owed", acting, message, action, duty)


def _to_heads(reader: Reader, acting: Acting, duty: Duty) -> Iterator[DueMail]:
    """The facilitator had a working day since he was told."""
    action = reader.get(Action, duty.ref)
    notice = outbox_keys.checks_owed(action.ref, duty.due, facilitator_of(reader, acting, action.matter).ref)
    days = [one.queued_at for one in reader.find(Outgoing, key=notice, limit=1)]
    days += [one.at for one in reader.find(Reminded, ref=notice, limit=1)]
    if not days or next_escalation_step(days[0].astimezone(acting.zone).date(), acting.is_working) > acting.today:
        return
    for head in _heads(reader, acting, action):
        if is_awake(acting, head):
            message = Message(
                kind="escalation",
                key=outbox_keys.checks_escalated(action.ref, duty.due, head.ref),
                person=head,
                template="checks-escalated",
                context=_context(reader, action),
                matter=action.matter,
                automatic=True,
            )
            yield _due("checks-escalation", acting, message, action, duty)


def _heads(reader: Reader, acting: Acting, action: Action) -> list[Person]:
    """Of the departments of those who have left, without those who were asked themselves."""
    asked = _asked(reader, action)
    departments = {one.department for one in asked if not one.is_here and one.department}
    heads = [
        head
        for name in sorted(departments)
        for head in reader.find(Person, department=name, head=True)
        if head.is_here and head.ref not in {one.ref for one in asked}
    ]
    found = (in_place_of(reader, head, day_of(acting.now, head)) for head in heads)
    return list({head.ref: head for head in found if head}.values())


def _asked(reader: Reader, action: Action) -> list[Person]:
    mails = [mail for mail in reader.find(Outgoing, change=action.ref, kind="request") if mail.state != "held"]
    return list(people_by_ref(reader, (mail.person for mail in mails)).values())


def _context(reader: Reader, action: Action) -> dict[str, object]:
    asked = _asked(reader, action)
    return {
        "action": action,
        "asked": [one for one in asked if one.is_here],
        "gone": [one for one in asked if not one.is_here],
        "lines": [(number, one) for number, one in enumerate(action.checks, 1) if one.ok is None],
    }


def _due(kind: OwedKind, acting: Acting, message: Message, action: Action, duty: Duty) -> DueMail:
    day = duty.due.astimezone(acting.zone).date()
    return DueMail(message, (Owed(kind, action.ref, action.title, day, days_until(acting, day)),))
