"""Identifying the sender of a mail, as far as he can be trusted, and the mail of ours that it answers."""

from collections.abc import Iterable, Iterator, Sequence

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.at_once.noted_reads import OF_EACH_MAIL, NotedQuestion, ask_ahead, found
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import FORWARDED, SHARED, SenderIdentity
from collabtui.lifecycle.mail_in.trusted_server_lookup import trusted_server_name
from collabtui.mail.identity import reply_token
from collabtui.mail.identity.sender_trust import trust_of
from collabtui.mail.parse.addresses import Mailbox, mailboxes, normal_address
from collabtui.mail.parse.message import Received
from collabtui.store.interface import Reader

MOST_UNDER_AN_ID = 8
"""Mails of one author under one Message-ID that are looked at, the first that came: reading each takes time."""


def identify_sender(reader: Reader, acting: Acting, received: Received) -> SenderIdentity:
    """A token that was given to somebody else makes nobody more believable: it went along when a mail was
    forwarded. Of several people who share an address the token tells who wrote; without one nobody can."""
    ask_ahead(reader, _of_any(received))
    people = people_at(reader, received.sender)
    answers, token_ok = _answered(reader, received)
    given_to = reader.get(Person, answers.person) if answers else None
    person = _writer(people, given_to)
    foreign = given_to is not None and bool(people) and given_to.ref not in {known.ref for known in people}
    expected = person or (people[0] if people else given_to)
    trust, reason = trust_of(
        received,
        expected=expected.addresses if expected else (),
        token_ok=token_ok and not foreign,
        authserv_id=trusted_server_name(reader, acting.config),
    )
    if trust == "forged":
        return SenderIdentity(person, answers, trust, reason, people)
    foreign = foreign or (trust == "token" and _was_sent_on(received, acting, expected))
    if person is None and people and not foreign:
        return SenderIdentity(None, answers, "known", SHARED, people)
    return SenderIdentity(person, answers, trust, FORWARDED if foreign else reason, people)


def _was_sent_on(received: Received, acting: Acting, writer: Person | None) -> bool:
    """Whether somebody else sent it again (RFC 5322 section 3.6.6): From and the secret are its writer's, and the words
    may be anybody's. The facilitator may have passed it on from another mailbox of his."""
    named = (box.address for field in ("resent-from", "resent-sender") for box in _boxes(received, field))
    own = {*(writer.addresses if writer else ()), normal_address(acting.config.organiser.email)}
    return any(address not in own for address in named)


def _boxes(received: Received, field: str) -> Iterator[Mailbox]:
    return (box for value in received.headers.all(field) for box in mailboxes(value))


def _of_any(received: Received) -> Iterator[NotedQuestion]:
    """What is asked of nearly every mail."""
    yield from OF_EACH_MAIL
    if received.sender:
        yield found(Person, email=received.sender, limit=1)
    if received.sender and received.message_id:
        yield found(Incoming, message_id=received.message_id, sender=received.sender, limit=MOST_UNDER_AN_ID)
    for message_id in filter(None, {received.message_id, received.in_reply_to}):
        yield found(Outgoing, message_id=message_id, limit=1)


def _writer(people: Sequence[Person], given_to: Person | None) -> Person | None:
    """Which of those who write from an address it was."""
    if len(people) == 1:
        return people[0]
    return next((one for one in people if given_to and one.ref == given_to.ref), None)


def sent_as(reader: Reader, message_id: str) -> Outgoing | None:
    """Our mail with that Message-ID."""
    found = reader.find(Outgoing, message_id=message_id, limit=1) if message_id else []
    return found[0] if found else None


def people_at(reader: Reader, sender: str) -> tuple[Person, ...]:
    """The people at an address: one person whose own it is, or all who write from it by the facilitator's word."""
    if not sender:
        return ()
    return tuple(reader.find(Person, email=sender, limit=1) or reader.find(Person, aliases=sender))


def _answered(reader: Reader, received: Received) -> tuple[Outgoing | None, bool]:
    """The mail that is answered, and whether the answer brings its secret back: the one whose Message-ID is named,
    else the newest that was given one of the secrets."""
    candidates = reply_token.tokens_in(received)
    for message_id in (received.in_reply_to, *reversed(received.references)):
        if found := sent_as(reader, message_id):
            return found, _brings_secret(found, candidates)
    for secret in ("token", "code"):
        if candidates and (newest := reader.find(Outgoing, newest_first=True, limit=1, **{secret: list(candidates)})):
            return newest[0], True
    return None, False


def _brings_secret(answers: Outgoing, candidates: Iterable[str]) -> bool:
    """A mail of ours brings its own token back as a part of its Message-ID."""
    return any(reply_token.same(answers.token, one) or reply_token.same(answers.code, one) for one in candidates)
