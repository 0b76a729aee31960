"""A mail that has not arrived goes to the address that its reader has now, whatever it was written to, and leaves from
the one that is the organiser's now."""

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.errors import Unknown
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.mail.identity import reply_token
from collabtui.mail.identity.own_sender import sender_of
from collabtui.store.interface import Reader


def at_present_address(reader: Reader, mail: Outgoing) -> Outgoing:
    """The mail as it leaves. As it is where its reader's address is the same, or nobody knows him: no fault of the data
    keeps a mail back."""
    person = reader_of(reader, mail)
    as_it_is = mail.to == (person and person.email) or outbox_keys.is_for(mail.key, mail.to)
    if person is None or as_it_is or person.merged_into is not None:
        return mail
    from collabtui.mail.compose.readdress import readdressed

    raw = readdressed(mail.raw, person.name, mail.to, person.email)
    return mail.model_copy(update={"to": person.email}).with_raw(raw)


def from_present_address(acting: Acting, mail: Outgoing) -> Outgoing:
    """The mail as it leaves: servers refuse what is sent in the name of another address than their user's."""
    own = acting.config.organiser
    if sender_of(mail.raw) in ("", own.email.lower()):
        return mail
    from collabtui.mail.compose.readdress import Sender, sent_by

    reply_to = reply_token.reply_address(own.email, mail.token, acting.config.reply.subaddress)
    return mail.with_raw(sent_by(mail.raw, Sender(own.name, own.email, reply_to)))


def reader_of(reader: Reader, mail: Outgoing) -> Person | None:
    try:
        return reader.get(Person, mail.person)
    except Unknown:
        return None


def not_arrived(reader: Reader, person: Person) -> list[Outgoing]:
    """Mails to him that came back, or were refused, at an address that is not his present one."""
    failed = reader.find(Outgoing, person=person.ref, state="failed")
    return [mail for mail in failed if mail.to != person.email and not outbox_keys.is_for(mail.key, mail.to)]
