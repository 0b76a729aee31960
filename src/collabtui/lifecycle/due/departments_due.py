"""Departments that owe an answer: reminded once, then their head is told; and a contact that was never named.

As in `remind`, everything follows from the state and the clock; a mail's key keeps it from coming twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.working_days import ANSWER_DAYS, add_working_days
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import Speakers, speakers
from collabtui.lifecycle.base.directory import organiser
from collabtui.lifecycle.base.queue import Message, queue
from collabtui.lifecycle.due.remind import is_awake
from collabtui.lifecycle.matters.changes import change_message
from collabtui.lifecycle.matters.collaboration_request import request_message
from collabtui.store.interface import Reader

ChaseKind = Literal["reminder", "escalation", "notice"]


@dataclass(frozen=True)
class Chase:
    """One word to one person about what a department owes."""

    kind: ChaseKind
    message: Message
    ref: str
    """Of the matter or the change."""
    title: str
    department: str
    due: datetime
    """When the department was to have answered."""


def due_chases(reader: Reader, acting: Acting) -> list[Chase]:
    """What would be said now; nothing is written. What is to be said to the facilitator is not among it."""
    matters = {matter.ref: matter for matter in reader.find(Matter)}
    found = [chase for matter in matters.values() for chase in _of_matter(reader, acting, matter)]
    for change in reader.find(ChangeRequest, state="asked"):
        found += _of_change(reader, acting, matters[change.matter], change)
    if not found or not acting.is_working(
        acting.today
    ):  # asked last: which days are working days takes a process to know
        return []
    return [
        one
        for one in found
        if is_awake(acting, one.message.person) and not reader.find(Outgoing, key=one.message.key, limit=1)
    ]


def chase_departments(acting: Acting) -> list[str]:
    """Queue what is due now, each mail in a transaction of its own. Refs of the mails."""
    said = [one.message for one in due_chases(acting.store, acting)]
    said += _contacts_owed(acting)
    queued = []
    for message in said:
        with acting.transaction() as tx:
            if mail := queue(tx, acting, message):
                queued.append(mail.ref)
    return queued


def _days_over(acting: Acting, since: datetime, days: int) -> bool:
    return _owed_at(acting, since, days) <= acting.now


def _owed_at(acting: Acting, since: datetime, days: int) -> datetime:
    """When so many working days have passed since that instant, to the hour where the facilitator is."""
    local = since.astimezone(acting.zone)
    return datetime.combine(add_working_days(local.date(), days, acting.is_working), local.timetz())


def _of_matter(reader: Reader, acting: Acting, matter: Matter) -> Iterator[Chase]:
    patience = ANSWER_DAYS + acting.config.reminders.escalate_after
    for part in matter.asked:
        if not part.silent or part.sent_at is None or not _days_over(acting, part.sent_at, ANSWER_DAYS):
            continue
        due = _owed_at(acting, part.sent_at, ANSWER_DAYS)
        found = speakers(reader, acting, matter, part.department)
        reminded = _to_remind(found)
        for person in reminded:
            yield _about(matter, part, request_message(matter, part, person, "again"), "reminder", due)
        if _days_over(acting, part.sent_at, patience):
            for head in found.heads:
                if head not in reminded:
                    told = request_message(matter, part, head, "head", reminded)
                    yield _about(matter, part, told, "escalation", due)


def _about(matter: Matter, part: DepartmentRequest, message: Message, kind: ChaseKind, due: datetime) -> Chase:
    return Chase(kind, message, matter.ref, matter.title, part.department, due)


def _of_change(reader: Reader, acting: Acting, matter: Matter, change: ChangeRequest) -> Iterator[Chase]:
    if change.asked_at is None or not _days_over(acting, change.asked_at, ANSWER_DAYS):
        return
    due = _owed_at(acting, change.asked_at, ANSWER_DAYS)
    for department in change.silent:
        for person in _to_remind(speakers(reader, acting, matter, department)):
            message = change_message(matter, change, person, department, again=True)
            yield Chase("reminder", message, change.ref, change.what, department, due)


def _to_remind(found: Speakers) -> tuple[Person, ...]:
    """The contact; where there is none it is the head who is silent."""
    return (found.contact,) if found.contact else found.heads


def _contacts_owed(acting: Acting) -> list[Message]:
    """Departments that accepted and named no contact in time: the facilitator is told of each once (PRODUCT 6)."""
    owed = [
        (matter, part)
        for matter in acting.store.find(Matter)
        for part in matter.asked
        if part.state == "accepted"
        and part.answered_at
        and part.department not in {one.department for one in matter.contacts}
        and _days_over(acting, part.answered_at, ANSWER_DAYS)
    ]
    if not owed:
        return []
    with acting.transaction() as tx:
        person = organiser(tx, acting)
    return [
        Message(
            kind="notice",
            key=f"notice:contact-owed:{matter.ref}:{part.department}:{part.answered_at:%Y%m%dT%H%M%S}:{person.ref}",
            person=person,
            template="contact-owed",
            context={"matter": matter, "department": part.department, "days": ANSWER_DAYS},
            matter=matter.ref,
            department=part.department,
            automatic=True,
        )
        for matter, part in owed
    ]
