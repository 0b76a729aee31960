"""What a reply says for its sender's department: to the request of a matter, or to a change of it.

Whoever got the mail speaks for the department that it was sent to.
"""

from dataclasses import dataclass
from datetime import datetime

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import SELF, Asking, Understanding
from collabtui.domain.matters.change_request import ChangeRequest, DepartmentAnswer, opinion_of, with_opinion
from collabtui.domain.matters.department_answer import DepartmentRequest, asked_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.language.people_names import match_people
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import add, everybody, known_at
from collabtui.lifecycle.matters import collaboration_request
from collabtui.mail.parse.addresses import normal_address
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class AnswerPlace:
    """What was asked, of which department."""

    matter: Matter
    department: str
    change: ChangeRequest | None

    @property
    def part(self) -> DepartmentRequest | None:
        return asked_of(self.matter.asked, self.department)


def place_of(reader: Reader, answers: Outgoing | None) -> AnswerPlace | None:
    """What the mail asked; None where it asked a department for nothing."""
    if answers is None or answers.matter is None or answers.department is None or answers.kind == "notice":
        return None
    change = reader.get(ChangeRequest, answers.change) if answers.change else None
    return AnswerPlace(reader.get(Matter, answers.matter), answers.department, change)


def asking_of(reader: Reader, answers: Outgoing | None, sender: Person | None) -> Asking | None:
    place = place_of(reader, answers)
    if place is None:
        return None
    topics = (place.matter.title, place.matter.ref, *((place.change.ref, place.change.what) if place.change else ()))
    name = sender.name if sender else ""
    kind = "change" if place.change else "request"
    return Asking(kind=kind, topics=topics, name=name, department=place.department)


def objection(reader: Reader, answers: Outgoing, said: Understanding, person: Person, written: datetime) -> str:
    """Why a certain answer is not taken without asking; empty where nothing speaks against it.

    `asked-anew`: another wording has gone out since. `change-decided`. `older-than-known`: a later mail has spoken for
    the department. `department-disagrees`: a colleague has said the opposite, and it is not the head who speaks now."""
    place = place_of(reader, answers)
    if place is None or said.stance in (None, "none"):
        return ""
    if place.change:
        if place.change.state != "asked":
            return "change-decided"
        known = opinion_of(place.change.opinions, place.department)
        return _against_known(known, said, person, written)
    part = place.part
    if part is None or part.sent_at is None or answers.queued_at < part.sent_at:
        return "asked-anew"
    return _against_known(collaboration_request.answer_of(part), said, person, written)


def _against_known(known: DepartmentAnswer | None, said: Understanding, person: Person, written: datetime) -> str:
    if known is None:
        return ""
    if known.at > written:
        return "older-than-known"
    contrary = known.stance not in ("none", said.stance) and known.person not in (None, person.ref)
    return "department-disagrees" if contrary and not person.head else ""


def named_contact(reader: Reader, place: AnswerPlace, sender: Person, written: str) -> Person | PersonDraft | str:
    """Whom an answer names as the department's contact; one who is new but comes with an address is to be added. A
    reason code where it is not certain: `contact-unknown`, `contact-elsewhere` for somebody of another department."""
    if written == SELF:
        return sender
    name, _, address = written.rpartition("<") if "<" in written else ("", "", written if "@" in written else "")
    name, address = name.strip() or ("" if address else written), normal_address(address.strip(" >"))
    if address:
        return _at_address(reader, place, sender, name, address)
    people = everybody(reader)
    for circle in ([one for one in people if one.department == place.department], people):
        match = match_people(name, circle)
        if match.found:
            return _own(reader.get(Person, match.found), place)
        if match.candidates:
            return "contact-unknown"
    return "contact-unknown"


def _at_address(
    reader: Reader, place: AnswerPlace, sender: Person, name: str, address: str
) -> Person | PersonDraft | str:
    known = known_at(reader, address, name)
    if known:
        same = not name or match_people(name, [known]).found
        return _own(known, place) if same else "contact-unknown"
    if not name or reader.find(Person, aliases=address):
        return "contact-unknown"
    where = {"department": place.department, "locale": sender.locale, "timezone": sender.timezone}
    return PersonDraft(name=name, email=address, **where)


def _own(person: Person, place: AnswerPlace) -> Person | str:
    return person if person.department in ("", place.department) else "contact-elsewhere"


def record_answer(tx: Transaction, acting: Acting, incoming: Incoming) -> None:
    """Take down what the mail says for its department. What is neither a yes nor a no stands until one comes, and
    takes none back. The contact that a yes names is the matter's."""
    said, place = incoming.understanding, _place(tx, incoming)
    if said is None or said.stance is None or place is None or incoming.person is None:
        return
    opinion = DepartmentAnswer(
        department=place.department,
        person=incoming.person,
        stance=said.stance,
        text=said.statement,
        at=incoming.written_at,
        via=f"mail:{incoming.ref}",
    )
    if place.change:
        known = opinion_of(place.change.opinions, place.department)
        if place.change.state == "asked" and not (said.stance == "none" and known and known.stance != "none"):
            opinions = with_opinion(place.change.opinions, opinion)
            tx.put(place.change.model_copy(update={"opinions": opinions}))
    elif place.part and not (said.stance == "none" and place.part.state in ("accepted", "objected")):
        collaboration_request.answered(tx, place.matter, opinion)
        if said.stance == "for" and said.contact:
            record_contact(tx, acting, incoming)


def record_contact(tx: Transaction, acting: Acting, incoming: Incoming) -> bool:
    """Name the contact whom the mail names; False where it is not certain who that is."""
    said, place = incoming.understanding, _place(tx, incoming)
    if said is None or place is None or incoming.person is None:
        return False
    contact = named_contact(tx, place, tx.get(Person, incoming.person), said.contact)
    if isinstance(contact, PersonDraft):
        contact = add(tx, acting, contact)
    if isinstance(contact, str):
        return False
    tx.put(collaboration_request.with_contact(place.matter, place.department, contact.ref))
    return True


def _place(reader: Reader, incoming: Incoming) -> AnswerPlace | None:
    return place_of(reader, reader.get(Outgoing, incoming.answers)) if incoming.answers else None
