"""Departments that a confidential matter asks, and where nobody who speaks for them may read it: they get numbers and
days, and were never really asked. Plain rows, for the first page asks before its first frame."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple, NotRequired, TypedDict

from collabtui.domain.matters.department_speakers import department_speakers, nobody_reads, with_stand_ins
from collabtui.store.engine_connection import Connection

_MATTERS = """SELECT m.ref, m.asked, m.contacts, m.readers, m.owner, m.clerk,
    (SELECT a.person FROM account AS a WHERE a.ref = m.account)
    FROM matter AS m WHERE m.confidential AND m.step <> 'archive' AND m.withdrawn IS NULL ORDER BY m.id"""
_HEADS = "SELECT ref FROM person WHERE department = ? AND head AND merged_into IS NULL AND left_at IS NULL"
_CONTACT = "SELECT contact FROM department WHERE name = ? AND contact IS NOT NULL"
_HERE = "SELECT 1 FROM person WHERE ref = ? AND merged_into IS NULL AND left_at IS NULL"
_STAND_INS = """SELECT deputy, away_deputy FROM person WHERE ref = ?"""
_CHANGES = "SELECT departments, opinions, asked_at FROM change WHERE matter = ? AND state = 'asked' ORDER BY id"
_WROTE = "SELECT 1 FROM outgoing WHERE matter = ? AND person = ? AND state <> 'held' LIMIT 1"


class _KeptAnswer(TypedDict):
    """One asked department, or one opinion on a change, as it is kept."""

    department: str
    answer: NotRequired[str | None]
    sent_at: NotRequired[str | None]


class _KeptPerson(TypedDict):
    person: str


class _KeptContact(_KeptPerson):
    department: str


class UnreadDepartment(NamedTuple):
    matter: str
    department: str
    asked_at: str | None
    """ISO 8601: when it was asked; None where it is still to be."""


def unread_departments(connection: Connection, matter: str = "") -> Iterator[UnreadDepartment]:
    """Of this matter, or of all: each department once that has not answered."""
    for ref, asked, contacts, readers, owner, clerk, account in connection.rows(_MATTERS):
        if matter in ("", ref):
            may_read: list[_KeptPerson] = json.loads(readers or "[]")
            of_department: list[_KeptContact] = json.loads(contacts or "[]")
            named = {one["person"] for one in may_read} | {account}
            of_matter = {one["department"]: one["person"] for one in of_department}
            for department, asked_at in _awaited(connection, ref, asked).items():
                speakers = _speakers(connection, department, of_matter.get(department), owner, clerk)
                known = with_stand_ins(speakers, lambda one: _stand_ins(connection, one))
                here = [one for one in known if _is_here(connection, one)]
                if nobody_reads(here, named) and _is_asked(connection, ref, speakers, asked_at):
                    yield UnreadDepartment(ref, department, asked_at)


def _awaited(connection: Connection, ref: str, asked: str | None) -> dict[str, str | None]:
    known: list[_KeptAnswer] = json.loads(asked or "[]")
    found = {one["department"]: one.get("sent_at") for one in known if not one.get("answer")}
    for departments, opinions, asked_at in connection.rows(_CHANGES, (ref,)):
        opinions_given: list[_KeptAnswer] = json.loads(opinions or "[]")
        given = {one["department"] for one in opinions_given}
        found |= {name: asked_at for name in json.loads(departments or "[]") if name not in given}
    return found


def _speakers(
    connection: Connection, department: str, contact: str | None, owner: str | None, clerk: str | None
) -> tuple[str, ...]:
    heads = (ref for (ref,) in connection.rows(_HEADS, (department,)))
    contacts = [*filter(None, (contact,)), *(ref for (ref,) in connection.rows(_CONTACT, (department,)))]
    present = clerk if clerk and _is_here(connection, clerk) else None
    return department_speakers(contacts, heads, owner, present).refs


def _is_here(connection: Connection, person: str) -> bool:
    return connection.row(_HERE, (person,)) is not None


def _stand_ins(connection: Connection, person: str) -> tuple[str | None, ...]:
    return next(((deputy, away) for deputy, away in connection.rows(_STAND_INS, (person,))), ())


def _is_asked(connection: Connection, matter: str, speakers: Iterable[str], asked_at: str | None) -> bool:
    """Where only the facilitator speaks for it no mail was written, and none is needed."""
    return asked_at is None or any(connection.row(_WROTE, (matter, one)) for one in speakers)
