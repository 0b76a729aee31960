"""A high risk: the department that leads the matter, contacts and heads of all that take part, who answers for the
matter and the risk's owner hear of it at once, of one said in a meeting when that ends."""

from collections.abc import Mapping
from datetime import timedelta

from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.domain.via import Via
from collabtui.lifecycle.assignments.changed_assignments import is_assigned_anew
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.undo_window import AT_ONCE, UNDO_WINDOW
from collabtui.lifecycle.matters.acceptance import recipients
from collabtui.store.interface import Reader, Transaction


def put_risk(tx: Transaction, acting: Acting, risk: Risk, leaving_in: timedelta = AT_ONCE) -> Risk:
    """Keep it; where it is high and open, who has to know is told, each once as long as it is that however often it is
    changed. Whose it has just become reads so in the mail on his assignments (`assignments.assignment_mails`)."""
    kept = tx.put(risk)
    if kept.level == "high" and kept.state == "open" and kept.matter:
        queue_all(tx, acting, _messages(tx, acting, kept, tx.get(Matter, kept.matter)), leaving_in)
    return kept


def put_captured(tx: Transaction, acting: Acting, risk: Risk, meeting: Meeting) -> Risk:
    """While the meeting runs nobody is alarmed by a line that may still be put right, or by what all hear in the room:
    `tell_at_end` does."""
    return tx.put(risk) if meeting.state == "running" else put_risk(tx, acting, risk, UNDO_WINDOW)


def tell_at_end(tx: Transaction, acting: Acting, meeting: Meeting) -> None:
    """Mails about the high risks of a meeting that is over."""
    for risk in tx.find(Risk, meeting=meeting.ref, state="open"):
        put_risk(tx, acting, risk, UNDO_WINDOW)


def _messages(tx: Transaction, acting: Acting, risk: Risk, matter: Matter) -> list[Message]:
    owner = tx.get(Person, risk.owner) if risk.owner else None
    values = tx.former_values().get(risk.ref, {})
    people = concerned(tx, acting, matter, owner)
    if owner is not None and is_assigned_anew(tx, risk, values):
        people.pop(owner.ref, None)
    again = _raised_before(tx, risk, values)
    return [_message(risk, matter, owner, person, again) for person in people.values()]


def _raised_before(tx: Transaction, risk: Risk, values: Mapping[str, object]) -> int:
    """How often it has become high and open after it was not: those who were told then are told anew."""
    before = sum(
        (one.field, one.new) in (("level", "high"), ("state", "open"))
        for one in tx.changes(risk.ref)
        if one.batch != tx.batch and Via.parse(one.via).undone is None
    )
    return before + len(values.keys() & {"level", "state"})


def concerned(
    reader: Reader, acting: Acting, matter: Matter, owner: Person | None, *, with_contacts: bool = True
) -> dict[str, Person]:
    """People who have to know of a high risk, each once, by ref, who stands in for a head who is away in his place; the
    facilitator knows it. Of a confidential matter those who may read it, and the owner. `with_contacts`: also the
    contacts of departments that do not lead."""
    known = _all_concerned(reader, acting, matter, owner, with_contacts=with_contacts)
    return {ref: one for ref, one in known.items() if one == owner or _may_hear(reader, acting, matter, one)}


def unwarned(reader: Reader, acting: Acting, risk: Risk) -> list[Person]:
    """People who would have to know of it, and may not read its confidential matter: they hear nothing, so that whoever
    enters it has to know. None of a risk that is not high and open."""
    if risk.level != "high" or risk.state != "open" or not risk.matter:
        return []
    matter = reader.get(Matter, risk.matter)
    owner = reader.get(Person, risk.owner) if risk.owner else None
    known = _all_concerned(reader, acting, matter, owner)
    return [one for one in known.values() if one != owner and not _may_hear(reader, acting, matter, one)]


def _all_concerned(
    reader: Reader, acting: Acting, matter: Matter, owner: Person | None, *, with_contacts: bool = True
) -> dict[str, Person]:
    part = recipients(reader, acting, matter)
    led = (person.department for person in (*part.contacts, *part.heads) if person.head)
    contacts = (one.department for one in matter.contacts if with_contacts)
    known: list[Person] = []
    for department in dict.fromkeys(filter(None, (matter.lead, *contacts))):
        known += speakers(reader, acting, matter, department).everybody
    for department in dict.fromkeys(led):
        known += speakers(reader, acting, matter, department).heads
    known += [*people_by_ref(reader, filter(None, (matter.owner, matter.clerk))).values(), *([owner] if owner else [])]
    others = [person for person in known if person.email != acting.config.organiser.email.lower()]
    return {person.ref: person for person in others}


def _may_hear(reader: Reader, acting: Acting, matter: Matter, person: Person) -> bool:
    """Nobody is warned by a number alone: it would tell him that there is a risk, and nothing that he could act on."""
    return not matter.confidential or is_named(reader, matter, person, acting.facilitator)


def _message(risk: Risk, matter: Matter, owner: Person | None, person: Person, again: int) -> Message:
    return Message(
        kind="notice",
        key=outbox_keys.high_risk(risk.ref, person.ref, again),
        person=person,
        template="risk",
        context={"risk": risk, "matter": matter, "owner": owner.name if owner else "", "own": person == owner},
        matter=matter.ref,
        automatic=True,
    )
