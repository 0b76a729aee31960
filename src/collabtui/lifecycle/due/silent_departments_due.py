"""Silent departments: who owes an answer to a request or on a change is reminded once, and once more behind each answer
that is neither a yes nor a no; of a request the head hears too (from when:
`domain.deadlines.two_working_days_to_answer`). That the facilitator hears of them is in
`silence_told_to_facilitator`."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import APPROVAL_KINDS, ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.attachments.background_files import background_files
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.answer_deadline import answer_due_by, had_a_day, works_now
from collabtui.lifecycle.base.asked.rectified_criteria import asked_once_more
from collabtui.lifecycle.base.department_people import Speakers, speakers
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.for_departments.new_readers_due import questions_to_new_readers
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, is_awake
from collabtui.lifecycle.matters.change_requests.asked_of_whom import asked_together
from collabtui.lifecycle.matters.change_requests.change_letters import change_message
from collabtui.lifecycle.matters.collaboration_request import kick_off_of, request_message
from collabtui.lifecycle.matters.criteria_mail import criteria_message
from collabtui.store.interface import Reader

_ASKING = ("request", "change")
"""Kinds of mails that ask a department; a reminder of it is another kind."""


class DepartmentsDue:
    """Silent departments, and who of them was not really asked; on working days of the reader's, from the hour of
    reminders on where he lives."""

    kinds: tuple[OwedKind, ...] = ("reminder", "escalation")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        matters = {matter.ref: matter for matter in reader.find(Matter) if not matter.is_filed}
        changes = [change for change in reader.find(ChangeRequest, state="asked") if change.matter in matters]
        asked: set[tuple[str, str | None, str]] = set()
        for mail in questions_to_new_readers(reader, acting, matters, changes):
            asked.add(_asked_of(mail))
            if _may_go(acting, mail):
                yield mail
        for mail in _silent(reader, acting, matters, changes):
            if _asked_of(mail) not in asked and _may_go(acting, mail):
                yield mail


def _asked_of(mail: DueMail) -> tuple[str, str | None, str]:
    """The question, the department and the person: who is only now asked is not reminded."""
    return mail.owed[0].ref, mail.message.department, mail.message.person.ref


def _may_go(acting: Acting, mail: DueMail) -> bool:
    return works_now(acting, mail.message.person) and is_awake(acting, mail.message.person)


def _silent(
    reader: Reader, acting: Acting, matters: Mapping[str, Matter], changes: Iterable[ChangeRequest]
) -> Iterator[DueMail]:
    for matter in matters.values():
        for part in matter.asked:
            yield from _of_request(reader, acting, matter, part)
    for change in changes:
        yield from _of_change(reader, acting, matters[change.matter], change)


def _of_request(reader: Reader, acting: Acting, matter: Matter, part: DepartmentRequest) -> Iterator[DueMail]:
    queued = part.owed_since
    if queued is None:
        return
    mails = [mail for mail in reader.find(Outgoing, matter=matter.ref) if mail.change is None]
    title = f"{part.department}: {matter.title}"
    found = speakers(reader, acting, matter, part.department)
    reminded = _to_remind(found)
    since = [asked_since(mails, part.department, person, queued) for person in reminded]
    days = [answer_due_by(acting, at, person) if at else None for at, person in zip(since, reminded, strict=True)]
    if not any(due and due <= acting.now for due in days):
        return
    kick_off, files = kick_off_of(reader, acting, matter), background_files(reader, matter.ref)
    reminders = [request_message(matter, part, person, "again", kick_off=kick_off, files=files) for person in reminded]
    for message, due in zip(reminders, days, strict=True):
        if due and due <= acting.now:
            yield _mail(acting, message, "reminder", matter.ref, title, due)
    if not reminders or not all(_is_over(reader, acting, *one) for one in zip(reminders, since, strict=True)):
        return
    last = max(due for due in days if due)
    for head in found.heads:
        if head not in reminded and head.ref not in found.spared:
            message = request_message(matter, part, head, "head", reminded, kick_off=kick_off, files=files)
            yield _mail(acting, message, "escalation", matter.ref, title, last)


def _is_over(reader: Reader, acting: Acting, reminder: Message, since: datetime | None) -> bool:
    """Whether the days to answer are over after which the head is told, and the reminder went out a working day ago."""
    person = reminder.person
    if since is None or answer_due_by(acting, since, person, acting.config.reminders.escalate_after) > acting.now:
        return False
    return any(had_a_day(acting, mail.queued_at, person) for mail in reader.find(Outgoing, key=reminder.key, limit=1))


def _of_change(reader: Reader, acting: Acting, matter: Matter, change: ChangeRequest) -> Iterator[DueMail]:
    if change.asked_at is None:
        return
    mails = reader.find(Outgoing, change=change.ref)
    late: list[tuple[Person, str]] = []
    by: dict[tuple[str, str], datetime] = {}
    for department, asked_at in _owing(change, change.asked_at):
        found = speakers(reader, acting, matter, department)
        reminded = to_remind(change, found)
        heads = heads_after(found, reminded)
        if not reminded or not all(_stayed_silent(acting, mails, department, one, asked_at) for one in reminded):
            heads = ()
        for person in (*reminded, *heads):
            since = asked_since(mails, department, person, asked_at)
            due = answer_due_by(acting, since, person) if since else None
            if due and due <= acting.now and not _is_reminded(mails, person, department, asked_at):
                late.append((person, department))
                by[person.ref, department] = due
    for person, departments in asked_together(acting, matter, change, late):
        message = change_message(reader, matter, change, person, departments, again=True)
        due = min(by[person.ref, name] for name in departments)
        yield _mail(acting, message, "reminder", change.ref, f"{message.context['department']}: {change.what}", due)
    yield from _of_criteria_once_more(reader, acting, matter, change, mails)


def _of_criteria_once_more(
    reader: Reader, acting: Acting, matter: Matter, change: ChangeRequest, mails: Iterable[Outgoing]
) -> Iterator[DueMail]:
    """What was put right, and is not judged in time."""
    for one in asked_once_more(matter, change, mails):
        for person in to_remind(change, speakers(reader, acting, matter, one.department)):
            since = asked_since(mails, one.department, person, one.at)
            due = answer_due_by(acting, since, person) if since else None
            if due and due <= acting.now:
                message = criteria_message(
                    reader, matter, change, person, one.department, again=True, unmet=one.criteria, since=one.at
                )
                yield _mail(acting, message, "reminder", change.ref, f"{one.department}: {change.what}", due)


def _owing(change: ChangeRequest, asked_at: datetime) -> list[tuple[str, datetime]]:
    """The departments that owe a yes or a no, each since it was asked, or since it said something that is neither. What
    is unclear of criteria is asked criterion by criterion."""
    unclear = () if change.kind == "criteria" else change.unclear
    silent = [(department, asked_at) for department in change.silent]
    return [*silent, *((one.department, max(one.at, asked_at)) for one in unclear)]


def _stayed_silent(
    acting: Acting, mails: Iterable[Outgoing], department: str, person: Person, asked_at: datetime
) -> bool:
    """Whether the contact was reminded a working day ago, and the days are over after which the head is told."""
    since = asked_since(mails, department, person, asked_at)
    if since is None or answer_due_by(acting, since, person, acting.config.reminders.escalate_after) > acting.now:
        return False
    return any(
        mail.kind == "reminder" and mail.person == person.ref and had_a_day(acting, mail.queued_at, person)
        for mail in mails
        if department in mail.departments and mail.queued_at >= asked_at and mail.state != "held"
    )


def _is_reminded(mails: Iterable[Outgoing], person: Person, department: str, since: datetime) -> bool:
    """Together with another department; a reminder of this one alone is known by its key."""
    return any(
        mail.kind == "reminder" and mail.person == person.ref and mail.queued_at >= since and mail.state != "held"
        for mail in mails
        if department in mail.departments[1:]
    )


def to_remind(change: ChangeRequest, found: Speakers) -> tuple[Person, ...]:
    """An approval is the head's, that of a plan of who answers for the matter, too."""
    heads = (*found.heads, *((found.owner,) if found.owner and change.kind == "plan" else ()))
    if change.kind in APPROVAL_KINDS and heads:
        return tuple(one for one in heads if one.ref not in found.spared)
    return _to_remind(found)


def heads_after(found: Speakers, reminded: tuple[Person, ...]) -> tuple[Person, ...]:
    """The heads who are reminded of a change a working day after its contact."""
    return tuple(one for one in found.heads if one in found.present and one not in reminded)


def _to_remind(found: Speakers) -> tuple[Person, ...]:
    """The contact; where there is none, or he is away, it is the head who is silent."""
    if found.contact and found.contact in found.present:
        return (found.contact,)
    return tuple(head for head in found.heads if head in found.present)


def _mail(acting: Acting, message: Message, kind: OwedKind, ref: str, title: str, due: datetime) -> DueMail:
    owed = Owed(kind, ref, title, due.date(), days_until(acting, due.date()))
    return DueMail(
        message, (owed,), asks=kind == "reminder", apart=message.template == "approval" or bool(message.items)
    )


def asked_since(mails: Iterable[Outgoing], department: str, person: Person, queued: datetime) -> datetime | None:
    """The instant when the first of the mails left that asked the person at `queued` or since, of who was asked by none
    the department; None before that. `mails` are all about the matter, or about the change. Where it was asked by no
    mail it is `queued`."""
    asking = [
        mail for mail in mails if mail.kind in _ASKING and department in mail.departments and mail.queued_at >= queued
    ]
    if not asking:
        return queued
    asking = [mail for mail in asking if mail.person == person.ref] or asking
    return min((mail.sent_at for mail in asking if mail.sent_at is not None), default=None)
