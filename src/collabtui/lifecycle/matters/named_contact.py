"""The contact that a department names, `张伟`, `Bob Brown <bob@x.test>`: matched with the directory."""

from dataclasses import dataclass, replace

from collabtui.domain.mail.reason_codes import ContactDoubt
from collabtui.domain.mail.reply import SELF
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.language.capture.people_names import match_people
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import add, everybody, known_at
from collabtui.mail.parse.addresses import typed_address
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class ContactMatch:
    """The person that is named as a department's contact: exactly one of the three is set."""

    known: Person | None = None
    new: PersonDraft | None = None
    """Somebody with a name and an address whom the directory does not have yet."""
    doubt: ContactDoubt | None = None
    elsewhere: str = ""
    """The department that the directory has him in, where that is another."""
    phone: str = ""
    """His telephone number as the department wrote it; empty: it named none."""

    @property
    def name(self) -> str:
        """Empty where it is not certain who it is."""
        person = self.known or self.new
        return person.name if person else ""


_UNKNOWN = ContactMatch(doubt="contact-unknown")


def match_contact(
    reader: Reader, department: str, speaker: Person | None, written: str, phone: str = ""
) -> ContactMatch:
    """The person whom `written` names: `@me` for who speaks, a name, `name <address>`, or an address. Somebody new who
    comes with a name and an address is to be added. `speaker`: None where the facilitator writes down what he heard."""
    return replace(_matched(reader, department, speaker, written), phone=phone)


def contact_person(tx: Transaction, acting: Acting, contact: ContactMatch) -> Person | None:
    """The person as the directory has him, added where he is new; None where it is not certain who it is. The number
    that the department gave is kept where the directory has none: one that it has is the person's own to change."""
    person = add(tx, acting, contact.new) if contact.new else contact.known
    if person is None or person.phone or not contact.phone:
        return person
    return tx.put(person.model_copy(update={"phone": contact.phone}))


def _matched(reader: Reader, department: str, speaker: Person | None, written: str) -> ContactMatch:
    if written == SELF:
        return ContactMatch(known=speaker) if speaker else _UNKNOWN
    name, _, address = written.rpartition("<") if "<" in written else ("", "", written if "@" in written else "")
    name, address = name.strip() or ("" if address else written), typed_address(address.strip(" >"))
    if address:
        return _at_address(reader, department, speaker, name, address)
    people = everybody(reader)
    for circle in ([person for person in people if person.department == department], people):
        match = match_people(name, circle)
        if match.found:
            return _own(reader.get(Person, match.found), department)
        if match.candidates:
            return _UNKNOWN
    return _UNKNOWN


def _at_address(reader: Reader, department: str, speaker: Person | None, name: str, address: str) -> ContactMatch:
    known = known_at(reader, address, name)
    if known:
        same = not name or match_people(name, [known]).found
        return _own(known, department) if same else _UNKNOWN
    if not name or reader.find(Person, aliases=address):
        return _UNKNOWN
    draft = PersonDraft(name=name, email=address, department=department)
    if speaker:
        draft = draft.model_copy(update={"locale": speaker.locale, "timezone": speaker.timezone})
    return ContactMatch(new=draft)


def _own(person: Person, department: str) -> ContactMatch:
    own = person.department in ("", department)
    if own:
        return ContactMatch(known=person)
    return ContactMatch(doubt="contact-elsewhere", elsewhere=person.department)
