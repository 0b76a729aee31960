"""Mails to those who gave somebody to a matter, once that person leaves and another takes his place there."""

from collections.abc import Iterable

from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.matters.resource_mails import asked_for, givers
from collabtui.store.interface import Reader


def replaced_messages(
    reader: Reader, acting: Acting, resources: Iterable[Resource], leaver: Person, successor: Person
) -> list[Message]:
    """A mail to each giver: who decided on one person hears who stands in that place by now. What nobody was asked for
    yet is told to nobody; the successor hears of it in the mail on all that is taken over."""
    pairs = ((one, person) for one in resources if one.can_be_answered for person in _givers(reader, acting, one))
    return [_message(reader, one, person, leaver, successor) for one, person in pairs if person.ref != successor.ref]


def _givers(reader: Reader, acting: Acting, resource: Resource) -> list[Person]:
    """Who promised it, or was asked for it, and the heads of the department, whose people it is about; those who decide
    by now where none of them is here any more."""
    asked = asked_for(reader, resource)
    promised = [one for one in asked if resource.answer and one.ref == resource.answer.person]
    heads = [one for one in reader.find(Person, department=resource.department, head=True) if one.is_here]
    found = [*(promised or asked), *heads] or [one for one in givers(reader, acting, resource) if one.is_here]
    return list({one.ref: one for one in found}.values())


def _message(reader: Reader, resource: Resource, person: Person, leaver: Person, successor: Person) -> Message:
    return Message(
        kind="request",  # a refusal of the new person is an answer on the resource
        key=outbox_keys.resource_person(resource.ref, resource.version, person.ref),
        person=person,
        template="resource-person",
        context={
            "resource": resource,
            "matter": reader.get(Matter, resource.matter),
            "leaver": leaver,
            "successor": successor,
        },
        change=resource.ref,
    )
