"""A high risk: the department that leads the matter, the heads of all that take part, who answers for the matter and
the risk's owner hear of it at once, of one said in a meeting when that ends."""

from datetime import timedelta

from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.undo_window import AT_ONCE, UNDO_WINDOW
from collabtui.lifecycle.matters.acceptance import recipients
from collabtui.store.interface import Reader, Transaction


def put_risk(tx: Transaction, acting: Acting, risk: Risk, leaving_in: timedelta = AT_ONCE) -> Risk:
    """Keep it; where it is high and open, who has to know is told, each once however often it is changed."""
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


def _messages(reader: Reader, acting: Acting, risk: Risk, matter: Matter) -> list[Message]:
    owner = reader.get(Person, risk.owner) if risk.owner else None
    return [_message(risk, matter, owner, person) for person in _people(reader, acting, matter, owner)]


def _people(reader: Reader, acting: Acting, matter: Matter, owner: Person | None) -> list[Person]:
    """Each once; the facilitator knows it."""
    lead = speakers(reader, acting, matter, matter.lead).everybody if matter.lead else ()
    part = recipients(reader, acting, matter)
    heads = [person for person in (*part.contacts, *part.heads) if person.head]
    answers = people_by_ref(reader, filter(None, (matter.owner, matter.clerk))).values()
    known = [*lead, *heads, *answers, *([owner] if owner else [])]
    found = {person.ref: person for person in known if person.email != acting.config.organiser.email.lower()}
    return list(found.values())


def _message(risk: Risk, matter: Matter, owner: Person | None, person: Person) -> Message:
    return Message(
        kind="notice",
        key=outbox_keys.high_risk(risk.ref, person.ref),
        person=person,
        template="risk",
        context={"risk": risk, "matter": matter, "owner": owner.name if owner else "", "own": person == owner},
        matter=matter.ref,
        automatic=True,
    )
