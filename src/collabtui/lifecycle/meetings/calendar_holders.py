"""People's copies of an event in their calendars, by the mails that went to them."""

from dataclasses import dataclass
from datetime import datetime

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Person
from collabtui.domain.refs import number_of
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.outbox_keys import sequence_of
from collabtui.mail.identity.own_sender import sender_of
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class Held:
    """One person's copy of an event."""

    whole: bool = False
    """The meeting, or the series with all dates but those left out."""
    left_out: frozenset[datetime] = frozenset()
    dates: frozenset[datetime] = frozenset()
    """Single dates of a series that he was asked to without the rest."""

    @property
    def nothing(self) -> bool:
        return not self.whole and not self.dates

    def has(self, date: datetime | None) -> bool:
        """`date` None: all of it."""
        return self.whole and date not in self.left_out if date is None or self.whole else date in self.dates


def calendars(reader: Reader, uid: str) -> dict[str, Held]:
    """By the ref of the person. A request for the whole replaces all that was said before (RFC 5546 section 3.2.2)."""
    held: dict[str, Held] = {}
    for mail in _mails(reader, uid):
        held[mail.person] = _after(held.get(mail.person, Held()), mail)
    return held


def addresses_with(reader: Reader, uid: str, person: Person) -> tuple[str, ...]:
    """His further addresses at which the event, or some of it, arrived: who was in the book twice, or has changed his
    address, has another calendar there."""
    held: dict[str, Held] = {}
    for mail in _mails(reader, uid):
        if mail.person == person.ref and mail.state in ("sending", "sent"):
            held[mail.to] = _after(held.get(mail.to, Held()), mail)
    return tuple(one for one in person.aliases if not held.get(one, Held()).nothing)


def lacks_series(reader: Reader, uid: str, person: Person) -> bool:
    """Whether he has the series in the calendar of an address before, and not in that of his present one. What waits
    leaves to the present one."""
    held: dict[str, Held] = {}
    for mail in _mails(reader, uid):
        if mail.person == person.ref:
            has_left = mail.state in ("sending", "sent") or outbox_keys.is_for(mail.key, mail.to)
            there = mail.to if has_left else person.email
            held[there] = _after(held.get(there, Held()), mail)
    return not held.get(person.email, Held()).whole and any(one.whole for one in held.values())


def names_another(reader: Reader, acting: Acting, uid: str) -> bool:
    """Whether the newest word that calendars have of the whole event came from another address than the organiser's
    present one. What waits leaves from that."""
    newest = _whole(reader, uid, 1)
    if newest and newest[0].never_tried:
        newest = [mail for mail in _whole(reader, uid, None) if not mail.never_tried]
    return bool(newest) and _is_from_another(acting, newest[0])


def was_asked_by_another(reader: Reader, acting: Acting, uid: str, person: str) -> bool:
    """The same of the newest mail about it that one person has, of all of it or of a date."""
    newest = reader.find(Outgoing, newest_first=True, limit=1, calendar_uid=uid, person=person)
    return any(_is_from_another(acting, mail) for mail in newest)


def _whole(reader: Reader, uid: str, limit: int | None) -> list[Outgoing]:
    return reader.find(Outgoing, newest_first=True, limit=limit, calendar_uid=uid, calendar_date=None)


def _is_from_another(acting: Acting, mail: Outgoing) -> bool:
    return mail.may_have_left and sender_of(mail.raw) not in ("", acting.config.organiser.email.lower())


def is_withheld(reader: Reader, acting: Acting, event: Meeting | Series) -> bool:
    """Whether somebody who is expected got a number alone in the place of its newest invitation, since its matter is
    confidential, and may read it by now."""
    if event.matter is None:
        return False
    matter = reader.get(Matter, event.matter)
    keys = {one.person: outbox_keys.invitation(event.ref, event.sequence, one.person) for one in event.participants}
    reduced = (ref for ref, key in keys.items() if any(reader.find(Outgoing, key=key, kind="notice", limit=1)))
    return any(is_named(reader, matter, reader.get(Person, ref), acting.facilitator) for ref in reduced)


def highest_sequence(reader: Reader, uid: str) -> int:
    """The highest SEQUENCE that was sent with this UID, whichever record its date belongs to by now; -1 before any."""
    return max((sequence_of(mail.key) for mail in _mails(reader, uid)), default=-1)


def _mails(reader: Reader, uid: str) -> list[Outgoing]:
    """Those that went out, or wait to."""
    found = reader.find(Outgoing, calendar_uid=uid)
    return sorted((mail for mail in found if not mail.never_tried), key=lambda mail: number_of(mail.ref))


def _after(held: Held, mail: Outgoing) -> Held:
    asked, date = mail.kind != "cancellation", mail.calendar_date
    if date is None:
        return Held(asked, frozenset(mail.left_out)) if asked else Held()
    if held.whole:
        return Held(True, held.left_out - {date} if asked else held.left_out | {date})
    return Held(False, dates=held.dates | {date} if asked else held.dates - {date})
