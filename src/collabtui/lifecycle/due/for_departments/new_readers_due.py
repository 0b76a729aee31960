"""Questions of a confidential matter to a department that got a number and a day in their place: whoever may read the
matter by now is asked, at the next pass in which he is at work."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, days_until
from collabtui.lifecycle.matters.changes import asked_people, change_message
from collabtui.lifecycle.matters.collaboration_request import kick_off_of, request_message
from collabtui.lifecycle.matters.resource_mails import givers, resource_message
from collabtui.store.interface import Reader


def questions_to_new_readers(
    reader: Reader, acting: Acting, matters: Mapping[str, Matter], changes: Iterable[ChangeRequest]
) -> Iterator[DueMail]:
    """Each of those once who got no words of the question, or all where nobody of the department got any. `matters` are
    all, by ref, and `changes` those that are asked."""
    for matter in matters.values():
        if any(part.silent for part in matter.asked):
            yield from _of_requests(reader, acting, matter)
        if matter.confidential:
            yield from _of_resources(reader, acting, matter)
    for change in changes:
        if change.silent and change.asked_at:
            yield from _of_change(reader, acting, matters[change.matter], change, change.asked_at)


def _of_requests(reader: Reader, acting: Acting, matter: Matter) -> Iterator[DueMail]:
    mails = [mail for mail in reader.find(Outgoing, matter=matter.ref) if mail.change is None]
    kick_off = kick_off_of(reader, acting, matter)
    for part in matter.asked:
        if not part.silent or part.sent_at is None:
            continue
        prefix = outbox_keys.requests_to(matter.ref, part.department)
        reached = _asked_people(mails, prefix, part.department, part.sent_at)
        if not reached.bare:
            continue
        title = f"{part.department}: {matter.title}"
        for person in _to_ask(acting, matter, reached, speakers(reader, acting, matter, part.department).present):
            message = request_message(matter, part, person, "first", kick_off=kick_off)
            yield _mail(acting, message, reached, matter.ref, title)


def _of_change(
    reader: Reader, acting: Acting, matter: Matter, change: ChangeRequest, asked_at: datetime
) -> Iterator[DueMail]:
    mails = reader.find(Outgoing, matter=matter.ref)
    for department in change.silent:
        asking = [
            one for one in mails if outbox_keys.is_of_change(one.key, change.ref) and f":{department}:" in one.key
        ]
        reached = _asked_people(asking, "", department, asked_at)
        if not reached.bare:
            continue
        found = speakers(reader, acting, matter, department)
        people = [one for one in asked_people(change, found) if one in found.present]
        for person in _to_ask(acting, matter, reached, people):
            message = change_message(reader, matter, change, person, department)
            yield _mail(acting, message, reached, change.ref, f"{department}: {change.what}")


def _of_resources(reader: Reader, acting: Acting, matter: Matter) -> Iterator[DueMail]:
    """One mail to a giver, of all that he was asked for by number alone."""
    unread: dict[tuple[str, str], list[Resource]] = {}
    people: dict[str, Person] = {}
    reached_by: dict[tuple[str, str], _AskedPeople] = {}
    for resource in reader.find(Resource, matter=matter.ref, state="asked"):
        if resource.answer is not None or resource.asked_at is None:
            continue
        present = speakers(reader, acting, matter, resource.department).present
        asked = [one for one in givers(reader, acting, resource) if one in present]
        reached = _asked_givers(reader, resource, asked, resource.asked_at)
        if not reached.bare:
            continue
        for person in _to_ask(acting, matter, reached, asked):
            giver = resource.department, person.ref
            people[person.ref], reached_by[giver] = person, reached
            unread.setdefault(giver, []).append(resource)
    for giver, several in unread.items():
        message = resource_message(reader, several, people[giver[1]])
        yield _mail(acting, message, reached_by[giver], several[0].ref, f"{giver[0]}: {several[0].what}")


def _asked_givers(reader: Reader, resource: Resource, people: Iterable[Person], since: datetime) -> "_AskedPeople":
    reached = _AskedPeople({}, {})
    for mail in (mail for person in people for mail in reader.find(Outgoing, person=person.ref)):
        if resource.ref in outbox_keys.resources_asked(mail.key) and mail.queued_at >= since and mail.state != "held":
            (reached.whole if mail.change else reached.bare)[mail.person] = mail.queued_at
    return reached


class _AskedPeople(NamedTuple):
    """Whom of a department the question has reached, by ref, with when."""

    whole: dict[str, datetime]
    bare: dict[str, datetime]
    """With a number and a day alone."""


def _asked_people(mails: Iterable[Outgoing], prefix: str, department: str, since: datetime) -> _AskedPeople:
    reached = _AskedPeople({}, {})
    for mail in mails:
        if mail.queued_at < since or mail.state == "held" or mail.kind == "answer":
            continue
        if mail.department == department:
            reached.whole[mail.person] = mail.queued_at
        elif mail.department is None and mail.key.startswith(prefix):
            reached.bare[mail.person] = mail.queued_at
    return reached


def _to_ask(acting: Acting, matter: Matter, reached: _AskedPeople, people: Iterable[Person]) -> Iterator[Person]:
    for person in people:
        awaits = person.ref in reached.bare or not reached.whole
        if awaits and person.ref not in reached.whole and may_read(matter, person, acting.facilitator):
            yield person


def _mail(acting: Acting, message: Message, reached: _AskedPeople, ref: str, title: str) -> DueMail:
    """Under a key of its own: that of the question may be the one of the bare mail."""
    at = reached.bare.get(message.person.ref, max(reached.bare.values()))
    message = replace(message, key=outbox_keys.sent_again(message.key, at), automatic=True)
    day = acting.today
    return DueMail(message, (Owed("reminder", ref, title, day, days_until(acting, day)),), apart=True)
