"""A mail that has not arrived goes to the address that its reader has now, whatever it was written to."""

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
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
    return mail.model_copy(update={"to": person.email, "raw": raw})


def reader_of(reader: Reader, mail: Outgoing) -> Person | None:
    return next(iter(reader.find(Person, ref=mail.person, limit=1)), None)


def not_arrived(reader: Reader, person: Person) -> list[Outgoing]:
    """Mails to him that came back, or were refused, at an address that is not his present one."""
    failed = reader.find(Outgoing, person=person.ref, state="failed")
    return [mail for mail in failed if mail.to != person.email and not outbox_keys.is_for(mail.key, mail.to)]
