"""Questions to who speaks for a department and was never asked: of a confidential matter that it got a number and a day
of, whoever may read it by now; of any other, who speaks for it now in the place of one who was asked (a new head or
contact, a merge of departments). Each is asked at the next pass in which he is at work, and only then reminded."""

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
from collabtui.lifecycle.base.asked.heads_unasked import heads_unasked
from collabtui.lifecycle.base.asked.rectified_criteria import rectified_at, unmet_criteria
from collabtui.lifecycle.base.department_people import speakers, speaks_for
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, days_until
from collabtui.lifecycle.matters.change_requests.asked_of_whom import asked_people, asked_together
from collabtui.lifecycle.matters.change_requests.change_letters import change_message
from collabtui.lifecycle.matters.collaboration_request import kick_off_of, request_message
from collabtui.lifecycle.matters.criteria_mail import criteria_message
from collabtui.lifecycle.matters.resource_mails import asked_on, givers, resource_message
from collabtui.store.interface import Reader

_ASKING = ("request", "change", "reminder", "escalation")
"""Kinds of mails that say what is asked."""


def questions_to_new_readers(
    reader: Reader, acting: Acting, matters: Mapping[str, Matter], changes: Iterable[ChangeRequest]
) -> Iterator[DueMail]:
    """Each of those once who got no words of the question, or all where nobody of the department got any; and who came
    in the place of somebody who got them. `matters` are all, by ref, and `changes` those that are asked."""
    for matter in matters.values():
        if any(part.silent for part in matter.asked):
            yield from _of_requests(reader, acting, matter)
        yield from _of_resources(reader, acting, matter)
    for change in changes:
        if change.silent and change.asked_at:
            yield from _of_change(reader, acting, matters[change.matter], change, change.asked_at)
        yield from _of_objections(reader, acting, matters[change.matter], change)
        yield from _of_rectified(reader, acting, matters[change.matter], change)


def _of_requests(reader: Reader, acting: Acting, matter: Matter) -> Iterator[DueMail]:
    mails = [mail for mail in reader.find(Outgoing, matter=matter.ref) if mail.change is None]
    kick_off = kick_off_of(reader, acting, matter)
    for part in matter.asked:
        if not part.silent or part.sent_at is None:
            continue
        prefix = outbox_keys.requests_to(matter.ref, part.department)
        reached = _asked_people(mails, prefix, part.department, part.sent_at)
        reached = _still_speaking(reader, matter, part.department, reached)
        if not reached.is_owed:
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
            one
            for one in mails
            if outbox_keys.is_of_change(one.key, change.ref)
            and (f":{department}:" in one.key or department in one.departments)
        ]
        reached = _asked_people(asking, "", department, asked_at)
        reached = _still_speaking(reader, matter, department, reached)
        if not reached.is_owed:
            continue
        found = speakers(reader, acting, matter, department)
        people = [one for one in asked_people(change, found) if one in found.present]
        for person in _to_ask(acting, matter, reached, people):
            message = change_message(reader, matter, change, person, (department,))
            yield _mail(acting, message, reached, change.ref, f"{department}: {change.what}")


def _of_objections(reader: Reader, acting: Acting, matter: Matter, change: ChangeRequest) -> Iterator[DueMail]:
    """Who heads by now a department that objected reads what was asked, and what the one before has said."""
    for person, departments in asked_together(acting, matter, change, heads_unasked(reader, acting, matter, change)):
        message = replace(change_message(reader, matter, change, person, departments), automatic=True)
        title, day = f"{departments[0]}: {change.what}", acting.today
        yield DueMail(message, (Owed("reminder", change.ref, title, day, days_until(acting, day)),), apart=True)


def _of_rectified(reader: Reader, acting: Acting, matter: Matter, change: ChangeRequest) -> Iterator[DueMail]:
    """Criteria that were found unmet, once what was to be put right is done: each is to be looked at once more."""
    for department, unmet in unmet_criteria(matter, change).items():
        done = {one.text: at for one in unmet if (at := rectified_at(reader, matter, one))}
        if not done:
            continue
        mails = reader.find(Outgoing, change=change.ref)
        asked = [one.queued_at for one in mails if one.department == department and one.kind == "change"]
        unasked = [one for one in unmet if one.text in done and max(asked, default=done[one.text]) <= done[one.text]]
        for person in speakers(reader, acting, matter, department).present if unasked else ():
            message = criteria_message(reader, matter, change, person, department, unmet=unasked)
            key = outbox_keys.sent_again(message.key, max(done[one.text] for one in unasked))
            title, day = f"{department}: {matter.title}", acting.today
            owed = Owed("reminder", change.ref, title, day, days_until(acting, day))
            yield DueMail(replace(message, key=key, automatic=True), (owed,), apart=True)


def _of_resources(reader: Reader, acting: Acting, matter: Matter) -> Iterator[DueMail]:
    """One mail to a giver, of all that he was asked for by number alone, or not at all."""
    unread: dict[tuple[str, str], list[Resource]] = {}
    people: dict[str, Person] = {}
    reached_by: dict[tuple[str, str], _AskedPeople] = {}
    for resource in reader.find(Resource, matter=matter.ref, state="asked"):
        if not resource.is_awaited or resource.asked_at is None:
            continue
        present = speakers(reader, acting, matter, resource.department).present
        asked = [one for one in givers(reader, acting, resource) if one in present]
        reached = _asked_givers(reader, resource, asked, resource.asked_at)
        reached = _AskedPeople({**asked_on(reader, resource), **reached.whole}, reached.bare)
        reached = _still_speaking(reader, matter, resource.department, reached)
        if not reached.is_owed:
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
    former: tuple[datetime, ...] = ()
    """When it reached those who speak for the department no more."""

    @property
    def is_owed(self) -> bool:
        """Whether somebody is still to read it; where it went to nobody, it was asked in another way."""
        return bool(self.bare or self.former)


def _asked_people(mails: Iterable[Outgoing], prefix: str, department: str, since: datetime) -> _AskedPeople:
    reached = _AskedPeople({}, {})
    for mail in mails:
        if mail.queued_at < since or mail.state == "held" or mail.kind == "answer":
            continue
        if department in mail.departments and mail.kind in _ASKING:
            reached.whole[mail.person] = mail.queued_at
        elif mail.department is None and mail.key.startswith(prefix):
            reached.bare[mail.person] = mail.queued_at
    return reached


def _still_speaking(reader: Reader, matter: Matter, department: str, reached: _AskedPeople) -> _AskedPeople:
    """Without those who speak for it no more, and have no deputy's part in it."""
    people = people_by_ref(reader, reached.whole)
    still = {ref for ref, one in people.items() if one.is_here and speaks_for(reader, matter, department, one)}
    former = tuple(at for ref, at in reached.whole.items() if ref not in still)
    return _AskedPeople({ref: at for ref, at in reached.whole.items() if ref in still}, reached.bare, former)


def _to_ask(acting: Acting, matter: Matter, reached: _AskedPeople, people: Iterable[Person]) -> Iterator[Person]:
    """Who may not read the matter gets a number and a day, where nobody of the department has them."""
    for person in people:
        awaits = person.ref in reached.bare or bool(reached.former) or not reached.whole
        may_hear = may_read(matter, person, acting.facilitator) or not reached.bare
        if awaits and person.ref not in reached.whole and may_hear:
            yield person


def _mail(acting: Acting, message: Message, reached: _AskedPeople, ref: str, title: str) -> DueMail:
    """Under a key of its own: that of the question may be the one of the bare mail."""
    at = reached.bare.get(message.person.ref, max((*reached.bare.values(), *reached.former)))
    message = replace(message, key=outbox_keys.sent_again(message.key, at), automatic=True)
    day = acting.today
    return DueMail(message, (Owed("reminder", ref, title, day, days_until(acting, day)),), apart=True)
