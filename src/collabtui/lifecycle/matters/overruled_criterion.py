"""A verdict on a criterion that its supervisor has given by mail, overruled: with a reason only, and with a mail to the
one whose word it was."""

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
    is_given = before.met is not None and before.person is not None and mail_of(before.via) is not None
    if not is_given or assessment.met == before.met or (by and by.ref == before.person):
        return None
    supervisor = reader.get(Person, before.person or "")
    if not assessment.opinion.strip() or assessment.opinion == before.opinion:
        raise Refused("criterion.no_reason", ref=matter.ref, number=number, name=supervisor.name)
    return supervisor


def queue_overruled(tx: Transaction, acting: Acting, before: Matter, number: int, supervisor: Person) -> None:
    """Queue the mail that says what stands in the place of his verdict, and why. As long as the criteria are asked
    about, his answer to it is a verdict again."""
    matter = tx.get(Matter, before.ref)
    criterion = matter.criteria[number - 1]
    asked = _asked(tx, matter)
    message = Message(
        kind="change",
        key=outbox_keys.criterion_overruled(matter.ref, number, matter.version, supervisor.ref),
        person=supervisor,
        template="criterion-overruled",
        context={
            "matter": matter,
            "number": number,
            "criterion": criterion,
            "given": before.criteria[number - 1],
            "by": acting.actor,
            "is_open": asked is not None,
        },
        items=(NumberedItem(number=number, ref=matter.ref, title=criterion.text),) if asked else (),
        matter=matter.ref,
        change=asked.ref if asked else None,
        department=matter.supervises(criterion) if asked else None,
    )
    queue(tx, acting, message)


def _asked(reader: Reader, matter: Matter) -> ChangeRequest | None:
    """The question about the criteria that is open."""
    asked = (one for one in reader.find(ChangeRequest, matter=matter.ref) if one.state == "asked")
    return next((one for one in asked if one.kind == "criteria"), None)
