"""Departments that owe an answer: reminded once, then their head is told; and a contact that was never named.

As in `remind`, everything follows from the state and the clock; a mail's key keeps it from coming twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import Change
from collabtui.domain.matters.department_answer import Asked
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.working_days import ANSWER_DAYS, add_working_days
from collabtui.lifecycle.base.acting import Desk
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


def due_chases(reader: Reader, desk: Desk) -> list[Chase]:
    """What would be said now; nothing is written. What is to be said to the facilitator is not among it."""
    matters = {matter.ref: matter for matter in reader.find(Matter)}
    found = [chase for matter in matters.values() for chase in _of_matter(reader, desk, matter)]
    for change in reader.find(Change, state="asked"):
        found += _of_change(reader, desk, matters[change.matter], change)
    if not found or not desk.is_working(desk.today):  # asked last: which days are working days takes a process to know
        return []
    return [
        one
        for one in found
        if is_awake(desk, one.message.person) and not reader.find(Outgoing, key=one.message.key, limit=1)
    ]


def chase_departments(desk: Desk) -> list[str]:
    """Queue what is due now, each mail in a transaction of its own. Refs of the mails."""
    said = [one.message for one in due_chases(desk.store, desk)]
    said += _contacts_owed(desk)
    queued = []
    for message in said:
        with desk.transaction() as tx:
            if mail := queue(tx, desk, message):
                queued.append(mail.ref)
    return queued


def _days_over(desk: Desk, since: datetime, days: int) -> bool:
    return _owed_at(desk, since, days) <= desk.now


def _owed_at(desk: Desk, since: datetime, days: int) -> datetime:
    """When so many working days have passed since that instant, to the hour where the facilitator is."""
    local = since.astimezone(desk.zone)
    return datetime.combine(add_working_days(local.date(), days, desk.is_working), local.timetz())


def _of_matter(reader: Reader, desk: Desk, matter: Matter) -> Iterator[Chase]:
    patience = ANSWER_DAYS + desk.config.reminders.escalate_after
    for part in matter.asked:
        if not part.silent or part.sent_at is None or not _days_over(desk, part.sent_at, ANSWER_DAYS):
            continue
        due = _owed_at(desk, part.sent_at, ANSWER_DAYS)
        found = speakers(reader, desk, matter, part.department)
        reminded = _to_remind(found)
        for person in reminded:
            yield _about(matter, part, request_message(matter, part, person, "again"), "reminder", due)
        if _days_over(desk, part.sent_at, patience):
            for head in found.heads:
                if head not in reminded:
                    told = request_message(matter, part, head, "head", reminded)
                    yield _about(matter, part, told, "escalation", due)


def _about(matter: Matter, part: Asked, message: Message, kind: ChaseKind, due: datetime) -> Chase:
    return Chase(kind, message, matter.ref, matter.title, part.department, due)


def _of_change(reader: Reader, desk: Desk, matter: Matter, change: Change) -> Iterator[Chase]:
    if change.asked_at is None or not _days_over(desk, change.asked_at, ANSWER_DAYS):
        return
    due = _owed_at(desk, change.asked_at, ANSWER_DAYS)
    for department in change.silent:
        for person in _to_remind(speakers(reader, desk, matter, department)):
            message = change_message(matter, change, person, department, again=True)
            yield Chase("reminder", message, change.ref, change.what, department, due)


def _to_remind(found: Speakers) -> tuple[Person, ...]:
    """The contact; where there is none it is the head who is silent."""
    return (found.contact,) if found.contact else found.heads


def _contacts_owed(desk: Desk) -> list[Message]:
    """Departments that accepted and named no contact in time: the facilitator is told of each once (PRODUCT 6)."""
    owed = [
        (matter, part)
        for matter in desk.store.find(Matter)
        for part in matter.asked
        if part.state == "accepted"
        and part.answered_at
        and part.department not in {one.department for one in matter.contacts}
        and _days_over(desk, part.answered_at, ANSWER_DAYS)
    ]
    if not owed:
        return []
    with desk.transaction() as tx:
        person = organiser(tx, desk)
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
