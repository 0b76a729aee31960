"""What is changed or called off in calendars, for each address at which its reader has the event."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.meetings.calendar_holders import addresses_with
from collabtui.store.interface import Reader


def at_each_address(reader: Reader, messages: Iterable[Message]) -> Iterator[Message]:
    """The messages, each followed by its copies for further addresses of its reader. A first invitation has none."""
    for message in messages:
        yield message
        if message.calendar_uid is None or message.kind == "invitation":
            continue
        for address in addresses_with(reader, message.calendar_uid, message.person):
            yield _copy(message, address)


def _copy(message: Message, address: str) -> Message:
    from collabtui.mail.compose.readdress import with_attendee

    part, person = message.calendar, message.person
    if part is not None:
        part = part.model_copy(update={"ics": with_attendee(part.ics, person.email, address)})
    there = person.model_copy(update={"email": address})
    return replace(message, key=outbox_keys.at_address(message.key, address), person=there, calendar=part)
