"""Remarks on those who get a mail: who is away, and who may not read what it is about."""

from collections.abc import Iterable, Iterator

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.lifecycle.base.access.unread_by import unread_by
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.absence_finding import absence_on


def recipient_findings(acting: Acting, mails: Iterable[Outgoing]) -> Iterator[Finding]:
    """One of each kind for each reader, in the order of the mails; an own mail is not remarked on."""
    people: dict[str, str | None] = {}
    for mail in mails:
        people[mail.person] = people.get(mail.person) or _matter(acting, mail)
    own = {acting.facilitator.lower(), acting.config.organiser.email.lower()}
    for ref, matter in people.items():
        person = acting.store.get(Person, ref)
        if person.email in own:
            continue
        if away := absence_on(acting.store, person, acting.today):
            yield away
        yield from unread_by(acting.store, acting.facilitator, matter, [ref])


def answer_findings(acting: Acting, incoming: str, answer: Outgoing) -> Iterator[Finding]:
    """Of an answer in own words: it is about what the mail that it answers was an answer to."""
    answered = acting.store.get(Incoming, incoming).answers
    about = acting.store.get(Outgoing, answered) if answered else None
    return recipient_findings(acting, [answer, *([about] if about and about.person == answer.person else [])])


def _matter(acting: Acting, mail: Outgoing) -> str | None:
    return mail.matter or (acting.store.get(Meeting, mail.meeting).matter if mail.meeting else None)
