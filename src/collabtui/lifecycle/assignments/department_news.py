"""News of the departments of a matter, for those who asked for it and who answer for it: a contact was named, or is
another one; a department agrees, objects, or says something that has to be looked at. One mail for each deed."""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple, TypedDict

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.department_answer import AnswerValue, asked_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import initiating_people
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.store.interface import Reader, Transaction


class DepartmentLine(TypedDict):
    department: str
    contact: str
    """Who is its contact now; empty where that has not changed."""
    phone: str
    before: str
    """Who was its contact; empty where nobody was."""
    value: AnswerValue | None
    """What it says; None where it has not answered anew."""
    text: str
    """In its words."""


class _News(NamedTuple):
    matter: Matter
    lines: list[DepartmentLine]
    known_to: frozenset[str]
    """Refs of those who said so, or were named."""


def queue_department_news(
    tx: Transaction, acting: Acting, among: Collection[str] | None, leaving_in: timedelta
) -> list[Outgoing]:
    """Queue one mail a matter to each of those who asked for it and who answer for it, of what this transaction has
    changed: not to the facilitator, nor to who said so or was named. `among`: the only ones who are written to."""
    messages = [
        _message(tx, news, person)
        for news in _changed(tx, tx.former_values())
        for person in _readers(tx, acting, news.matter)
        if person.ref not in news.known_to and (among is None or person.ref in among)
    ]
    return queue_all(tx, acting, messages, leaving_in)


def _readers(reader: Reader, acting: Acting, matter: Matter) -> list[Person]:
    named = people_by_ref(reader, filter(None, (matter.owner, matter.clerk)))
    people = {one.ref: one for one in (*initiating_people(reader, matter), *named.values())}
    own = {acting.facilitator.lower(), acting.config.organiser.email.lower()}
    return [
        one
        for one in people.values()
        if one.is_here and one.email not in own and may_read(matter, one, acting.facilitator)
    ]


def _message(tx: Transaction, news: _News, person: Person) -> Message:
    return Message(
        kind="notice",
        key=outbox_keys.department_news(tx.batch, news.matter.ref, person.ref),
        person=person,
        template="department-news",
        context={"matter": news.matter, "lines": news.lines},
        matter=news.matter.ref,
        automatic=True,
    )


def _changed(reader: Reader, former_values: Mapping[str, dict[str, object]]) -> Iterator[_News]:
    for ref, values in former_values.items():
        if model_of(ref) is not Matter or "" in values or not values.keys() & {"contacts", "asked"}:
            continue
        matter = reader.get(Matter, ref)
        before = Matter.model_validate(matter.model_dump(mode="json") | values)
        lines, known = _lines(reader, before, matter)
        if lines:
            yield _News(matter, lines, known)


def _lines(reader: Reader, before: Matter, after: Matter) -> tuple[list[DepartmentLine], frozenset[str]]:
    contacts = {one.department: one.person for one in after.contacts}
    were = {one.department: one.person for one in before.contacts}
    lines, known = [], set()
    for department in dict.fromkeys((*(one.department for one in after.asked), *contacts)):
        part, was = asked_of(after.asked, department), asked_of(before.asked, department)
        answer = part.answer if part else None
        is_new = answer is not None and answer != (was.answer if was else None)
        contact = contacts.get(department)
        is_named = contact is not None and contact != were.get(department)
        if not is_new and not is_named:
            continue
        person = reader.get(Person, contact) if contact and is_named else None
        former = reader.get(Person, were[department]) if person and department in were else None
        lines.append(
            DepartmentLine(
                department=department,
                contact=person.name if person else "",
                phone=person.phone if person else "",
                before=former.name if former else "",
                value=answer.value if answer and is_new else None,
                text=answer.text.replace("\n", " ") if answer and is_new else "",
            )
        )
        known |= {one for one in (contact if is_named else None, answer.person if answer and is_new else None) if one}
    return lines, frozenset(known)
