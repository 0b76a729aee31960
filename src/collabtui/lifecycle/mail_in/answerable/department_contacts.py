"""The contact that a department's answer names: matched with the directory, and made the contact of the matter."""

from dataclasses import dataclass

from collabtui.domain.mail.about import ChangeTo, RequestTo
from collabtui.domain.mail.reason_codes import ContactDoubt
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


@dataclass(frozen=True)
class ContactMatch:
    """The person that a reply names as the department's contact: exactly one of the three is set."""

    known: Person | None = None
    new: PersonDraft | None = None
    """Somebody with a name and an address whom the directory does not have yet."""
    doubt: ContactDoubt | None = None

    @property
    def name(self) -> str:
        """Empty where it is not certain who it is."""
        person = self.known or self.new
        return person.name if person else ""


_UNKNOWN = ContactMatch(doubt="contact-unknown")


def contact_in(reader: Reader, reply: ReadReply) -> ContactMatch | None:
    """The contact that the reply names; None where it names nobody."""
    about = reply.about
    if not reply.understood.contact or reply.person is None or not isinstance(about, RequestTo | ChangeTo):
        return None
    return match_contact(reader, about.department, reply.person, reply.understood.contact)


def with_known_contact(reader: Reader, reply: ReadReply) -> Understanding:
    """The understanding, with a doubt where it is not certain whom the department names: then a person looks."""
    contact = contact_in(reader, reply)
    doubt = contact.doubt if contact else None
    return reply.understood.model_copy(update={"doubt": doubt}) if doubt else reply.understood


def record_contact(tx: Transaction, acting: Acting, reply: ReadReply) -> bool:
    """Make the named person the department's contact in the matter; False where it is not certain who that is."""
    contact, about = contact_in(tx, reply), reply.about
    if contact is None or not isinstance(about, RequestTo | ChangeTo):
        return False
    person = add(tx, acting, contact.new) if contact.new else contact.known
    if person is None:
        return False
    tx.put(with_contact(tx.get(Matter, about.matter), about.department, person.ref))
    return True


def record_contact_left_open(tx: Transaction, acting: Acting, reply: ReadReply) -> None:
    """Raises `Refused` (inbox.no_contact: ref, value) where a contact is named and it is still not certain who it
    is."""
    if reply.understood.contact and not record_contact(tx, acting, reply):
        raise Refused("inbox.no_contact", ref=reply.ref, value=reply.understood.contact)


def match_contact(reader: Reader, department: str, sender: Person, written: str) -> ContactMatch:
    """The person whom `written` names: `@me` for the sender, a name, `name <address>`, or an address. Somebody new
    who comes with a name and an address is to be added."""
    if written == SELF:
        return ContactMatch(known=sender)
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
            return _UNKNOWN
    return _UNKNOWN


def _at_address(reader: Reader, department: str, sender: Person, name: str, address: str) -> ContactMatch:
    known = known_at(reader, address, name)
    if known:
        same = not name or match_people(name, [known]).found
        return _own(known, department) if same else _UNKNOWN
    if not name or reader.find(Person, aliases=address):
        return _UNKNOWN
    return ContactMatch(
        new=PersonDraft(name=name, email=address, department=department, locale=sender.locale, timezone=sender.timezone)
    )


def _own(person: Person, department: str) -> ContactMatch:
    own = person.department in ("", department)
    return ContactMatch(known=person) if own else ContactMatch(doubt="contact-elsewhere")
