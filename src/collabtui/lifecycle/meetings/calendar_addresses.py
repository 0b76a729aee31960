"""Copies of what is changed or called off in calendars, for each address at which its reader has the event."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.meetings.calendar_events import dates_left_out, series_part
from collabtui.lifecycle.meetings.calendar_holders import addresses_with, lacks_series
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


def whole_at_new_addresses(
    reader: Reader, acting: Acting, series: Series, meetings: Sequence[Meeting], messages: Iterable[Message]
) -> Iterator[Message]:
    """The messages about one date of the series, with the whole of it in their calendar parts where the reader's
    present address lacks it. `series` and `meetings` as they will be, under the SEQUENCE of the messages."""
    usual = {one.person for one in series.participants}
    for message in messages:
        person = message.person
        if person.ref not in usual or not lacks_series(reader, series.uid, person):
            yield message
            continue
        yield replace(
            message,
            kind="update",
            series=series.ref,
            calendar_date=None,
            left_out=dates_left_out(series, meetings, person.ref),
            calendar=series_part(reader, acting, series, meetings, person, cancelled=False),
        )
