"""The mails to those who give something to a matter: one asks a giver for all that is wanted of him; and those that ask
which of two matters comes first."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from collabtui.domain.action import Action
from collabtui.domain.deadlines.two_working_days_to_answer import ANSWER_DAYS
from collabtui.domain.mail.mail_records import NumberedItem, Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.resource_days import shared_days
from collabtui.domain.model import one_line
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.matters.resource_clashes import absence_within, clashes, order_of
from collabtui.store.interface import Reader


def resource_messages(reader: Reader, acting: Acting, resources: Iterable[Resource]) -> list[Message]:
    """One to each giver, with all that is asked of him. The head decides on what a department gives; where there is
    none, its contact. Raises `Refused` as `resources.ask_for_resources` does."""
    by_giver: dict[tuple[str, str], list[Resource]] = {}
    people: dict[str, Person] = {}
    own = acting.facilitator
    for one in resources:
        matter = reader.get(Matter, one.matter)
        asked = givers(reader, acting, one)
        if not asked:
            raise Refused("resource.nobody", ref=one.ref, department=one.department)
        if strangers := [person.name for person in asked if not is_named(reader, matter, person, own)]:
            raise Refused("resource.no_reader", ref=one.ref, matter=matter.ref, names=strangers)
        people |= {person.ref: person for person in asked}
        for person in asked:
            by_giver.setdefault((one.department, person.ref), []).append(one)
    return [resource_message(reader, several, people[ref]) for (_, ref), several in by_giver.items()]


def givers(reader: Reader, acting: Acting, resource: Resource) -> tuple[Person, ...]:
    """Those who decide whether it is given: the department's heads, where there is none its contact."""
    found = speakers(reader, acting, reader.get(Matter, resource.matter), resource.department)
    return tuple(found.heads or found.everybody)


def resource_message(reader: Reader, resources: Sequence[Resource], person: Person, *, again: bool = False) -> Message:
    """Asks one person for all of these, of one matter and department: by their numbers where there are several."""
    first, number = resources[0], len(resources)
    refs, asking = [one.ref for one in resources], [(one.ref, one.version) for one in resources]
    is_alone = number == 1
    return Message(
        kind="reminder" if again else "request",
        key=outbox_keys.resource_again(refs, person.ref) if again else outbox_keys.resource(asking, person.ref),
        person=person,
        template="resource" if is_alone else "resources",
        context={
            "matter": reader.get(Matter, first.matter),
            "again": again,
            "days": ANSWER_DAYS,
            **(_line(reader, first) if is_alone else {"first": first, "lines": _lines(reader, resources)}),
        },
        items=() if is_alone else resource_items(resources),
        change=first.ref,
        automatic=again,
    )


def resource_items(resources: Iterable[Resource]) -> tuple[NumberedItem, ...]:
    return tuple(NumberedItem(number=n, ref=one.ref, title=one.what) for n, one in enumerate(resources, 1))


def over_message(reader: Reader, resource: Resource, person: Person) -> Message:
    """It is not needed any more."""
    return Message(
        kind="notice",
        key=outbox_keys.resource_over(resource.ref, resource.version, person.ref),
        person=person,
        template="resource-over",
        context={"resource": resource, "matter": reader.get(Matter, resource.matter)},
        matter=resource.matter,
    )


def taken_message(reader: Reader, mail: str, person: Person, taken: Sequence[Resource]) -> Message:
    """The mail to a giver that says what was recorded of the terms in his `mail`."""
    lines = [
        {"resource": one, "value": one.answer.value, "text": one_line(one.answer.text)} for one in taken if one.answer
    ]
    matter = reader.get(Matter, taken[0].matter)
    return Message(
        kind="notice",
        key=outbox_keys.resource_taken(mail, person.ref),
        person=person,
        template="resource-taken",
        context={"matter": matter, "lines": lines},
        matter=matter.ref,
    )


def asked_for(reader: Reader, resource: Resource) -> list[Person]:
    """Those whom a mail that asks for it has gone to, or will."""
    return [one for one in people_by_ref(reader, asked_on(reader, resource)).values() if one.is_here]


def asked_on(reader: Reader, resource: Resource) -> dict[str, datetime]:
    """The instant at which the first mail was queued that asked a person (ref) for it, also one who has left."""
    asking = [one for one in _mails_of(reader, resource) if one.kind == "request" and one.state != "held"]
    first: dict[str, datetime] = {}
    for mail in sorted(asking, key=lambda one: one.queued_at):
        first.setdefault(mail.person, mail.queued_at)
    return first


def reminded_of(reader: Reader, resource: Resource) -> set[str]:
    """The people (refs) whom a mail reminded of it, alone or with others."""
    return {mail.person for mail in _mails_of(reader, resource) if mail.kind == "reminder" and mail.person}


def _mails_of(reader: Reader, resource: Resource) -> list[Outgoing]:
    beside = [one.ref for one in reader.find(Resource, matter=resource.matter)]
    mails = reader.find(Outgoing, change=beside)
    return [one for one in mails if resource.ref in (one.change, *(item.ref for item in one.items))]


def _lines(reader: Reader, resources: Sequence[Resource]) -> list[dict[str, object]]:
    return [{"number": number, **_line(reader, one)} for number, one in enumerate(resources, 1)]


def _line(reader: Reader, resource: Resource) -> dict[str, object]:
    """As a template reads it."""
    given = people_by_ref(reader, filter(None, (resource.person,))).values()
    names = [one.name for one in given]
    others = clashes(reader, resource)
    order = {one.ref: order_of(reader, resource, one) for one in others}
    return {
        "resource": resource,
        "given": names,
        "absence": absence_within(reader, resource),
        "clashes": others,
        "order": order,
        "task": _task(reader, resource),
    }


def _task(reader: Reader, resource: Resource) -> dict[str, object] | None:
    """The action that it is needed for, and its owner; None where it is for the matter as a whole."""
    if resource.action is None:
        return None
    action = reader.get(Action, resource.action)
    return {"action": action, "owner": reader.get(Person, action.owner).name if action.owner else ""}


def order_messages(reader: Reader, acting: Acting, resources: Iterable[Resource]) -> list[Message]:
    """Mails to those who answer for two matters that want the same, and may read both: which of them comes first."""
    found: dict[str, Message] = {}
    for resource in resources:
        for other in clashes(reader, resource):
            if order_of(reader, resource, other) == "open":
                found |= {message.key: message for message in _order_of_pair(reader, acting, resource, other)}
    return list(found.values())


def _order_of_pair(reader: Reader, acting: Acting, resource: Resource, other: Resource) -> Iterator[Message]:
    matter, other_matter = reader.get(Matter, resource.matter), reader.get(Matter, other.matter)
    owner, other_owner = (reader.get(Person, one.owner) if one.owner else None for one in (matter, other_matter))
    first, last = map(date.fromisoformat, shared_days(resource.booked, other.booked))
    for person in {one.ref: one for one in (owner, other_owner) if one and one.is_here}.values():
        own = acting.facilitator
        may_read = all(is_named(reader, one, person, own) for one in (matter, other_matter))
        if not may_read or person.email == acting.config.organiser.email.lower():
            continue
        yield Message(
            kind="notice",
            key=outbox_keys.priority(resource.ref, other.ref, resource.version, person.ref),
            person=person,
            template="priority",
            context={
                "resource": resource,
                "matter": matter,
                "owner": owner.name if owner else "",
                "other": other,
                "other_matter": other_matter,
                "other_owner": other_owner.name if other_owner else "",
                "first": first,
                "last": last,
            },
            matter=matter.ref,
        )
