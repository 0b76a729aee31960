"""The contact that a department's answer names: matched with the directory, and made the contact of the matter."""

from collabtui.domain.mail.mail_about import ChangeTo, RequestTo
from collabtui.domain.mail.reply import Understanding
from collabtui.domain.matters.matter import Matter
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.answerable.answer_kind import ReadReply
from collabtui.lifecycle.matters.collaboration_request import with_contact
from collabtui.lifecycle.matters.named_contact import ContactMatch, contact_person, match_contact
from collabtui.store.interface import Reader, Transaction


def contact_in(reader: Reader, reply: ReadReply) -> ContactMatch | None:
    """The contact that the reply names; None where it names nobody."""
    about = reply.about
    if not reply.understood.contact or reply.person is None or not isinstance(about, RequestTo | ChangeTo):
        return None
    named = reply.understood
    return match_contact(reader, about.department, reply.person, named.contact, named.contact_phone)


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
    person = contact_person(tx, acting, contact)
    if person is None:
        return False
    tx.put(with_contact(tx.get(Matter, about.matter), about.department, person.ref))
    return True


def record_contact_left_open(tx: Transaction, acting: Acting, reply: ReadReply) -> None:
    """Raises `Refused` (inbox.no_contact: ref, value) where a contact is named and it is still not certain who it
    is."""
    if reply.understood.contact and not record_contact(tx, acting, reply):
        raise Refused("inbox.no_contact", ref=reply.ref, value=reply.understood.contact)
