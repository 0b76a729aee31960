"""A question to a department that is asked no more: who was asked and has not answered reads so in one line, as an
answer to the mail that asked; a mail of it that has not left is held back."""

from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.store.interface import Transaction
from collabtui.text.catalogue import Catalogue

_ASKING = ("request", "reminder", "escalation")


def tell_void(
    tx: Transaction, acting: Acting, matter: Matter, part: DepartmentRequest, leaving_in: timedelta = timedelta()
) -> list[Outgoing]:
    """To each who got a mail of it once, unless the department has answered."""
    if not part.silent or part.sent_at is None:
        return []
    asking = [one for one in tx.find(Outgoing, matter=matter.ref) if _asks(one, part)]
    for mail in (one for one in asking if not one.may_have_left and one.state == "queued"):
        tx.put(mail.model_copy(update={"state": "held"}))
    last = {one.person: one for one in sorted(asking, key=lambda one: one.queued_at) if one.may_have_left}
    people = [(tx.get(Person, ref), mail) for ref, mail in last.items()]
    return queue_all(tx, acting, [_message(matter, part, *one) for one in people if one[0].is_here], leaving_in)


def _asks(mail: Outgoing, part: DepartmentRequest) -> bool:
    is_of_it = mail.department == part.department and mail.change is None and mail.kind in _ASKING
    return is_of_it and part.sent_at is not None and mail.queued_at >= part.sent_at


def _message(matter: Matter, part: DepartmentRequest, person: Person, mail: Outgoing) -> Message:
    words = Catalogue(person.locale)
    line = str(words("asked.void", department=part.department, what=part.what.replace("\n", " ")))
    subject = mail.subject.removesuffix(f"#{mail.code}").strip()
    return Message(
        kind="notice",
        key=outbox_keys.holds_no_more(mail.key),
        person=person,
        template="withdrawn",
        context={"subject": subject, "sent_at": mail.sent_at or mail.queued_at, "lines": [line]},
        matter=matter.ref,
        in_reply_to=mail.message_id,
    )
