"""Asks those who answer for two matters which of them comes first, where both want the same of a department."""

from collections.abc import Iterable, Iterator
from datetime import date

from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.resource_days import shared_days
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.matters.resource_clashes import clashes, order_of
from collabtui.store.interface import Reader


def order_messages(reader: Reader, acting: Acting, resources: Iterable[Resource]) -> list[Message]:
    """One to each owner for each pair of resources: those who may read both matters, and not the facilitator."""
    found: dict[str, Message] = {}
    for resource in resources:
        for other in clashes(reader, resource):
            if order_of(reader, resource, other) == "open":
                found |= {message.key: message for message in _of_pair(reader, acting, resource, other)}
    return list(found.values())


def _of_pair(reader: Reader, acting: Acting, resource: Resource, other: Resource) -> Iterator[Message]:
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
