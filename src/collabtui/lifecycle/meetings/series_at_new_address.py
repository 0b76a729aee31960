"""The whole series for whoever has it at an address that is his no more: news of one date says nothing to a calendar
that does not know the series."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.mail_message import Message
from collabtui.lifecycle.meetings.calendar_events import dates_left_out, series_part
from collabtui.lifecycle.meetings.calendar_holders import lacks_series
from collabtui.store.interface import Reader


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
