"""Changes that people know of: what their calendars hold now, and will not hold so once a change is taken back."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.lifecycle.base.undo.inverse_change import Reverted
from collabtui.lifecycle.meetings.calendar_holders import calendars
from collabtui.lifecycle.meetings.invitation_fingerprint import series_update_owed, update_owed
from collabtui.store.interface import Reader


def people_with_it(reader: Reader, records: Iterable[Reverted], now: datetime) -> tuple[str, ...]:
    """Refs of those who were told of the change by an update that came after it; of dates to come."""
    people: dict[str, None] = {}
    for one in records:
        uid = _uid_of_known(reader, one, now)
        people |= {person: None for person, held in calendars(reader, uid).items() if not held.nothing} if uid else {}
    return tuple(people)


def _uid_of_known(reader: Reader, one: Reverted, now: datetime) -> str:
    """The UID of what is known as it is; empty where nothing was said of it, or it stays as people have it."""
    then = one.then
    if one.is_withdrawn or not isinstance(then, Meeting | Series) or one.now == then:
        return ""
    known = is_known(reader, one.now, now) and then.state == "invited" and not is_known(reader, then, now)
    if not known or not any(start > now for start in _starts(one)):
        return ""
    return reader.get(Series, then.series).uid if isinstance(then, Meeting) and then.series else then.uid


def is_known(reader: Reader, record: object, now: datetime) -> bool:
    """Whether people were invited to the meeting or series, and have it as it is."""
    if isinstance(record, Meeting):
        return record.state == "invited" and not update_owed(reader, record, now)
    return isinstance(record, Series) and record.state == "invited" and not series_update_owed(record)


def _starts(one: Reverted) -> Iterator[datetime]:
    if isinstance(one.then, Meeting):
        yield one.then.start
    elif isinstance(one.then, Series):
        yield from one.then.starts()
