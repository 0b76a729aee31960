"""A department gets another head: what was escalated to the one before follows."""

from collections.abc import Iterable

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import queue
from collabtui.lifecycle.due.actions_due import open_escalations
from collabtui.store.interface import Transaction


def hand_escalations_over(tx: Transaction, acting: Acting, head: Person) -> Outgoing | None:
    """Tell who heads a department now, or stands in for the head, in one mail, what is still open of all that was
    escalated there; what waited for whoever headed it before stays in the outbox. None where nothing was, or it is the
    facilitator, who knows."""
    due = open_escalations(tx, acting, head)
    for mail in tx.find(Outgoing, state="queued"):
        if mail.kind == "escalation" and mail.person != head.ref and _is_of(tx, mail, head.department):
            tx.put(mail.model_copy(update={"state": "held", "not_before": None}))
    if due is None or due.message.person.email == acting.config.organiser.email.lower():
        return None
    return queue(tx, acting, due.message)


def back_at_head(tx: Transaction, acting: Acting, people: Iterable[tuple[Person, Person]]) -> list[Outgoing]:
    """The same for those who head a department again, as an undo has it. `people`: each as it was, and as it is."""
    again = [now for was, now in people if now.head and not (was.head and was.department == now.department)]
    return [mail for head in again if (mail := hand_escalations_over(tx, acting, head))]


def _is_of(tx: Transaction, mail: Outgoing, department: str) -> bool:
    return department in (mail.department, tx.get(Person, mail.person).department)
