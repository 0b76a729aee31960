"""The relation of somebody to a record: whether its matter is restricted, and whether he is one of its people."""

from collections.abc import Iterator

from collabtui.domain.access.permission import Relation
from collabtui.domain.action import Action
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.lifecycle.base.access.account_config import account_at
from collabtui.store.interface import Reader


def relation_of(reader: Reader, person: Person | None, facilitator: str, *records: Record) -> Relation:
    """To the record before and after a change; `facilitator` is the address of the configuration's organiser, whose are
    the matters without an account."""
    matters = [one for record in records for one in matters_of(reader, record) if one.confidential]
    named = person is not None and all(is_named(reader, one, person, facilitator) for one in matters)
    department = person.department if person else ""
    is_own = bool(department and records) and department in _departments(reader, records[0])
    return Relation(bool(matters), named, is_own and not _moves_himself(person, records))


def _moves_himself(person: Person | None, records: tuple[Record, ...]) -> bool:
    """Into a department that would be his own then, with all that a head may do there."""
    departments = {one.department for one in records if isinstance(one, Person) and person and one.ref == person.ref}
    return len(departments) > 1


def is_named(reader: Reader, matter: Matter, person: Person, facilitator: str) -> bool:
    account = account_at(reader, matter.account)
    if account and account.person:
        return account.person == person.ref or may_read(matter, person, "")
    return may_read(matter, person, facilitator)


def matters_of(reader: Reader, record: Record) -> Iterator[Matter]:
    """The matter that it is, or belongs to, by its meeting, too."""
    if isinstance(record, Matter):
        yield record
        return
    ref: str | None = getattr(record, "matter", None)
    meeting: str | None = getattr(record, "meeting", None)
    if ref:
        yield from reader.find(Matter, ref=ref, limit=1)
    elif meeting:
        for one in reader.find(Meeting, ref=meeting, limit=1):
            yield from matters_of(reader, one)


def _departments(reader: Reader, record: Record) -> frozenset[str]:
    """Whose it is: its owner's, those that are asked, and of a matter the one that leads it."""
    if isinstance(record, Matter):
        return frozenset(filter(None, (record.lead,)))
    if isinstance(record, Person):
        return frozenset({record.department})
    if isinstance(record, Action):
        owners = reader.find(Person, ref=record.owner, limit=1) if record.owner else []
        return frozenset(one.department for one in owners)
    several: tuple[str, ...] = getattr(record, "departments", ())
    one: str = getattr(record, "department", "") or ""
    owner: str | None = getattr(record, "owner", None)
    owners = reader.find(Person, ref=owner, limit=1) if owner else []
    return frozenset(filter(None, (*several, one, *(each.department for each in owners))))
