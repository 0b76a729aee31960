"""Whom a department's answer names as its contact, and how it becomes the contact of the matter."""

from collabtui.domain.mail.about import ChangeTo, RequestTo
from collabtui.domain.mail.reply import SELF, Understanding
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.language.people_names import match_people
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import add, everybody, known_at
from collabtui.lifecycle.mail_in.answerable.answer_kind import ReadReply
from collabtui.lifecycle.matters.collaboration_request import with_contact
from collabtui.mail.parse.addresses import normal_address
from collabtui.store.interface import Reader, Transaction


def contact_in(reader: Reader, reply: ReadReply) -> Person | PersonDraft | str | None:
    """Whom the reply names, or the reason code why that is not certain; None where it names nobody."""
    about = reply.about
    if not reply.understood.contact or reply.person is None or not isinstance(about, RequestTo | ChangeTo):
        return None
    return named_contact(reader, about.department, reply.person, reply.understood.contact)


def with_known_contact(reader: Reader, reply: ReadReply) -> Understanding:
    """Whom a department names as its contact has to be somebody; else that is a doubt, and a person looks."""
    contact = contact_in(reader, reply)
    return reply.understood.model_copy(update={"doubt": contact}) if isinstance(contact, str) else reply.understood


def record_contact(tx: Transaction, acting: Acting, reply: ReadReply) -> bool:
    """Make the named person the department's contact in the matter; False where it is not certain who that is."""
    contact, about = contact_in(tx, reply), reply.about
    if contact is None or isinstance(contact, str) or not isinstance(about, RequestTo | ChangeTo):
        return False
    person = add(tx, acting, contact) if isinstance(contact, PersonDraft) else contact
    tx.put(with_contact(tx.get(Matter, about.matter), about.department, person.ref))
    return True


def record_contact_left_open(tx: Transaction, acting: Acting, reply: ReadReply) -> None:
    """Raises `Refused` (inbox.no_contact: ref, value) where a contact is named and it is still not certain who it
    is."""
    if reply.understood.contact and not record_contact(tx, acting, reply):
        raise Refused("inbox.no_contact", ref=reply.ref, value=reply.understood.contact)


def named_contact(reader: Reader, department: str, sender: Person, written: str) -> Person | PersonDraft | str:
    """Whom an answer names as the department's contact; one who is new but comes with an address is to be added. A
    reason code where it is not certain: `contact-unknown`, `contact-elsewhere` for somebody of another department."""
    if written == SELF:
        return sender
    name, _, address = written.rpartition("<") if "<" in written else ("", "", written if "@" in written else "")
    name, address = name.strip() or ("" if address else written), normal_address(address.strip(" >"))
    if address:
        return _at_address(reader, department, sender, name, address)
    people = everybody(reader)
    for circle in ([person for person in people if person.department == department], people):
        match = match_people(name, circle)
        if match.found:
            return _own(reader.get(Person, match.found), department)
        if match.candidates:
            return "contact-unknown"
    return "contact-unknown"


def _at_address(reader: Reader, department: str, sender: Person, name: str, address: str) -> Person | PersonDraft | str:
    known = known_at(reader, address, name)
    if known:
        same = not name or match_people(name, [known]).found
        return _own(known, department) if same else "contact-unknown"
    if not name or reader.find(Person, aliases=address):
        return "contact-unknown"
    where = {"department": department, "locale": sender.locale, "timezone": sender.timezone}
    return PersonDraft(name=name, email=address, **where)


def _own(person: Person, department: str) -> Person | str:
    return person if person.department in ("", department) else "contact-elsewhere"
