"""Departments renamed, and made one: what was said to them and by them stays theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import asked_of
from collabtui.domain.matters.department_merge import with_department
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.records import RECORDS
from collabtui.errors import Refused
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.void_questions import asked_before_merge, tell_merged
from collabtui.lifecycle.base.department_people import known_department, speakers
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.people.renamed_letters import tell_renamed
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class DepartmentMoved:
    """A department under its new name, with everything that names it."""

    before: str
    after: str
    records: tuple[Record, ...]
    """Each as it will be; the department itself at the end: an undo names the record that a batch wrote last."""

    @property
    def places(self) -> tuple[Record, ...]:
        """The records that name it elsewhere: without the departments themselves, which the sentence on it names."""
        return tuple(one for one in self.records if not isinstance(one, Department))

    @property
    def asked_anew(self) -> tuple[str, ...]:
        """The matters (refs) whose request to it has to be sent anew, since it asks for what was asked of both."""
        matters = [one for one in self.records if isinstance(one, Matter)]
        parts = [(one.ref, asked_of(one.asked, self.after)) for one in matters]
        return tuple(ref for ref, part in parts if part and part.sent_at is None)


def to_be_renamed(reader: Reader, old: str, new: str) -> DepartmentMoved:
    """The rename that `rename` would make. Raises what it would raise."""
    before, after = known_department(reader, old), " ".join(new.split())
    if not after:
        raise Refused("department.no_name")
    if after in _names(reader):
        raise Refused("department.exists", name=after, old=before)
    own = _record(reader, before)
    names = tuple(one for one in (*own.former_names, before) if one != after)
    return DepartmentMoved(
        before, after, (*_naming(reader, before, after), own.model_copy(update={"name": after, "former_names": names}))
    )


@mails_ahead
def rename(acting: Acting, old: str, new: str) -> DepartmentMoved:
    """Call a department otherwise, everywhere. What was written stays as it was, and its former name is understood. Who
    has to do with it hears so in one mail.

    Raises `Unknown` (name.no_department), `Refused`: department.no_name; department.exists (name, old) where another
    department is called so."""
    with acting.transaction() as tx:
        moved = _put(tx, acting, to_be_renamed(tx, old, new))
        tell_renamed(tx, acting, moved.before, moved.after)
        return moved


def to_be_merged(reader: Reader, stays: str, goes: str) -> DepartmentMoved:
    """The merge that `merge` would make. Raises what it would raise."""
    after, before = known_department(reader, stays), known_department(reader, goes)
    if after == before:
        raise Refused("department.same", name=after)
    one, other = _record(reader, after), _record(reader, before)
    names = (*one.former_names, *other.former_names, before)
    gets = one.model_copy(update={"former_names": names, "contact": one.contact or other.contact})
    has_head = bool(reader.find(Person, department=after, head=True, limit=1))
    people = [
        record.model_copy(update={"head": False}) if isinstance(record, Person) and has_head else record
        for record in _naming(reader, before, after)
    ]
    left = {"name": other.ref.lower(), "contact": None, "merged_into": one.ref, "former_names": ()}
    gone = (other.model_copy(update=left),) if other.ref else ()
    return DepartmentMoved(before, after, (*people, *gone, gets))


@mails_ahead
def merge(acting: Acting, stays: str, goes: str) -> DepartmentMoved:
    """`goes` becomes a part of `stays`: its people, its part in matters, its answers. Where both have a head, the head
    of the one that stays goes on heading it. Whoever is or is not a contact of a matter any more hears of it, and so
    does who was asked for the one that goes and need not answer.

    Raises `Unknown` (name.no_department), `Refused` (department.same: name)."""
    with acting.transaction() as tx:
        planned = to_be_merged(tx, stays, goes)
        asked = asked_before_merge(tx, planned.before)
        moved = _put(tx, acting, planned)
        queue_assignment_mails(tx, acting)
        tell_merged(tx, acting, asked, moved.before, moved.after)
        return moved


def _put(tx: Transaction, acting: Acting, moved: DepartmentMoved) -> DepartmentMoved:
    for record in moved.records:
        if isinstance(record, Department) and not record.ref:
            record = record.model_copy(update={"ref": tx.next_ref(Department)})
        tx.put(record)
    _keep_noted_as_away(tx, acting, moved)
    return moved


def _keep_noted_as_away(tx: Transaction, acting: Acting, moved: DepartmentMoved) -> None:
    """That the facilitator was told of a silence because all are away who answer for the department: it is so under the
    new name, too, unless somebody speaks for it now who is here."""
    for ref, matter, asked in _awaited(tx, moved):
        before, after = (
            outbox_keys.silence_mark(ref, name, asked, is_away=True) for name in (moved.before, moved.after)
        )
        noted = tx.find(Reminded, ref=before, limit=1)
        found = speakers(tx, acting, matter, moved.after)
        if noted and not found.present and not tx.find(Reminded, ref=after, limit=1):
            tx.put(Reminded(ref=after, at=noted[0].at, outgoing=noted[0].outgoing))


def _awaited(reader: Reader, moved: DepartmentMoved) -> Iterator[tuple[str, Matter, datetime]]:
    for record in moved.records:
        if isinstance(record, Matter):
            parts = (one for one in record.asked if one.department == moved.after and one.silent)
            yield from ((record.ref, record, one.sent_at) for one in parts if one.sent_at)
        elif isinstance(record, ChangeRequest) and record.asked_at and moved.after in record.silent:
            yield record.ref, reader.get(Matter, record.matter), record.asked_at


def _names(reader: Reader) -> set[str]:
    entered = {one.name for one in reader.find(Department)}
    return entered | {one.department for one in reader.find(Person) if one.department}


def _record(reader: Reader, name: str) -> Department:
    """Without a ref where nobody has entered it yet."""
    return next(iter(reader.find(Department, name=name, limit=1)), Department(ref="", name=name))


def _naming(reader: Reader, goes: str, stays: str) -> Iterator[Record]:
    for model in RECORDS:
        if not model.names_department:
            continue
        for record in _mails(reader) if model is Outgoing else reader.find(model):
            after = with_department(record, goes, stays)
            after = _with_items(after, goes, stays) if isinstance(after, Outgoing) else after
            if after != record:
                yield _rekeyed(reader, after, goes, stays) if isinstance(after, Outgoing) else after


def _with_items(mail: Outgoing, goes: str, stays: str) -> Outgoing:
    """A mail that asks for several departments names each of them as an item."""
    items = tuple(
        one.model_copy(update={"title": stays}) if (one.ref, one.title) == (mail.change, goes) else one
        for one in mail.items
    )
    return mail.model_copy(update={"items": items}) if items != mail.items else mail


def _mails(reader: Reader) -> Iterator[Outgoing]:
    """The mails that can name a department: those about a matter."""
    for matter in reader.find(Matter):
        yield from reader.find(Outgoing, matter=matter.ref)


def _rekeyed(reader: Reader, mail: Outgoing, goes: str, stays: str) -> Outgoing:
    """What was said to it under its old name counts as said."""
    key = outbox_keys.of_department(mail.key, goes, stays)
    return mail if reader.find(Outgoing, key=key, limit=1) else mail.model_copy(update={"key": key})
