"""A verdict on a criterion that its supervisor has given by mail: overruled with a reason only, or void because the
criterion is gone or another department's; each time with a mail to the one whose word it was."""

from dataclasses import replace

from collabtui.domain.mail.mail_records import NumberedItem
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.people import Person
from collabtui.domain.via import mail_of
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message, queue
from collabtui.store.interface import Reader, Transaction


def overruled(reader: Reader, matter: Matter, number: int, assessment: Criterion, by: Person | None) -> Person | None:
    """The supervisor whose verdict the assessment turns round; None where it leaves his verdict, or there is none.

    Raises `Refused` (criterion.no_reason: ref, number, name) where it gives no reason of its own."""
    before = matter.criteria[number - 1]
    if not _is_given_by_mail(before) or assessment.met == before.met or (by and by.ref == before.person):
        return None
    supervisor = reader.get(Person, before.person or "")
    if not assessment.opinion.strip() or assessment.opinion == before.opinion:
        raise Refused("criterion.no_reason", ref=matter.ref, number=number, name=supervisor.name)
    return supervisor


def queue_overruled(tx: Transaction, acting: Acting, before: Matter, number: int, supervisor: Person) -> None:
    """Queue the mail that says what stands in the place of his verdict, and why. As long as the criteria are asked
    about, his answer to it is a verdict again."""
    matter = tx.get(Matter, before.ref)
    criterion, given = matter.criteria[number - 1], before.criteria[number - 1]
    message, asked = _message(acting, matter, number, given, criterion, supervisor), _asked(tx, matter)
    if asked:
        message = replace(
            message,
            context={**message.context, "is_open": True},
            items=(NumberedItem(number=number, ref=matter.ref, title=criterion.text),),
            change=asked.ref,
            department=matter.supervises(criterion),
        )
    queue(tx, acting, message)


def queue_void(tx: Transaction, acting: Acting, before: Matter, after: Matter) -> None:
    """Queue a mail on each verdict whose criterion was removed or reworded, or is another department's by now."""
    known = {one.text: one for one in after.criteria}
    for number, given in enumerate(before.criteria, 1):
        stands = known.get(given.text)
        if not _is_given_by_mail(given) or (stands and after.supervises(stands) == before.supervises(given)):
            continue
        supervisor = tx.get(Person, given.person or "")
        if supervisor.is_here:
            message = _message(acting, after, number, given, stands or given, supervisor)
            instead = after.supervises(stands) if stands else "removed"
            queue(tx, acting, replace(message, context={**message.context, "instead": instead}))


def _is_given_by_mail(one: Criterion) -> bool:
    return one.met is not None and one.person is not None and bool(mail_of(one.via))


def _message(
    acting: Acting, matter: Matter, number: int, given: Criterion, criterion: Criterion, supervisor: Person
) -> Message:
    return Message(
        kind="change",
        key=outbox_keys.criterion_overruled(matter.ref, number, matter.version, supervisor.ref),
        person=supervisor,
        template="criterion-overruled",
        context={
            "matter": matter,
            "number": number,
            "criterion": criterion,
            "given": given,
            "by": acting.actor,
            "is_open": False,
            "instead": "",
        },
        matter=matter.ref,
    )


def _asked(reader: Reader, matter: Matter) -> ChangeRequest | None:
    """The question about the criteria that is open."""
    asked = (one for one in reader.find(ChangeRequest, matter=matter.ref) if one.state == "asked")
    return next((one for one in asked if one.kind == "criteria"), None)
