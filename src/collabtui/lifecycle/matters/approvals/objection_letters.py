"""Letters on items of a plan that a department objects to, to who owns the item and who does it: whether it can be
otherwise is for them to say."""

from collections.abc import Iterable
from typing import TypedDict

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.store.interface import Reader, Transaction


class ObjectedLine(TypedDict):
    number: int
    """In this mail."""
    action: Action
    department: str
    by: str
    """Name of who said it; empty where the facilitator took it down."""
    text: str


def tell_of_objections(
    tx: Transaction, acting: Acting, change: ChangeRequest, answer: DepartmentAnswer, before: DepartmentAnswer | None
) -> list[Outgoing]:
    """Queues those on what the department had not objected to already, and that was not cancelled since; none to who
    says it, or to the facilitator."""
    known = {(one.ref, one.text) for one in before.objected} if before else set()
    news = [one for one in answer.objected if (one.ref, one.text) not in known]
    by = tx.get(Person, answer.person).name if answer.person else ""
    lines = [
        ObjectedLine(number=0, action=tx.get(Action, one.ref), department=answer.department, by=by, text=one.text)
        for one in news
        if tx.get(Action, one.ref).status != "cancelled"
    ]
    return queue_all(tx, acting, _letters(tx, acting, change, answer, lines))


def _letters(
    reader: Reader, acting: Acting, change: ChangeRequest, answer: DepartmentAnswer, lines: Iterable[ObjectedLine]
) -> Iterable[Message]:
    matter = reader.get(Matter, change.matter)
    own = acting.config.organiser.email.lower()
    found: dict[str, list[ObjectedLine]] = {}
    for line in lines:
        for ref in line["action"].answering:
            found.setdefault(ref, []).append(line)
    for ref, theirs in found.items():
        person = reader.get(Person, ref)
        if not person.is_here or person.email == own or person.ref == answer.person:
            continue
        numbered = [ObjectedLine(**{**line, "number": number}) for number, line in enumerate(theirs, 1)]
        yield Message(
            kind="notice",
            key=outbox_keys.item_objected(change.ref, answer.department, answer.via, person.ref),
            person=person,
            template="item-objected",
            context={"matter": matter, "change": change, "lines": numbered},
            items=numbered_items(line["action"] for line in numbered),
            matter=matter.ref,
        )
