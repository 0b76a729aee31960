"""Who wrote a mail, as far as it can be believed, and which of ours it answers."""

from collections.abc import Iterable

from collabtui.domain.letters import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.judged import FORWARDED, Origin
from collabtui.mail import address
from collabtui.mail.read import Received
from collabtui.mail.trust import trust_of
from collabtui.store.interface import Reader


def origin_of(reader: Reader, desk: Desk, received: Received) -> Origin:
    """A token that was given to somebody else makes nobody more believable: it went along when a mail was
    forwarded."""
    person = person_at(reader, received.sender)
    answers, token_ok = _answered(reader, received)
    given_to = reader.get(Person, answers.person) if answers else person
    foreign = person is not None and given_to is not None and person.ref != given_to.ref
    expected = person if foreign else given_to
    trust, reason = trust_of(
        received,
        expected=expected.addresses if expected else (),
        token_ok=token_ok and not foreign,
        authserv_id=desk.config.reply.authserv_id,
    )
    return Origin(person, answers, trust, reason if trust == "forged" or not foreign else FORWARDED)


def sent_as(reader: Reader, message_id: str) -> Outgoing | None:
    """Our mail with that Message-ID."""
    found = reader.find(Outgoing, message_id=message_id, limit=1) if message_id else []
    return found[0] if found else None


def person_at(reader: Reader, sender: str) -> Person | None:
    if not sender:
        return None
    found = reader.find(Person, email=sender, limit=1) or reader.find(Person, aliases=sender, limit=1)
    return found[0] if found else None


def _answered(reader: Reader, received: Received) -> tuple[Outgoing | None, bool]:
    """The mail that is answered, and whether the answer brings its secret back: the one whose Message-ID is named,
    else the newest that was given one of the secrets."""
    candidates = address.tokens_in(received)
    for message_id in (received.in_reply_to, *reversed(received.references)):
        if found := sent_as(reader, message_id):
            return found, _brings_secret(found, candidates)
    for secret in ("token", "code"):
        if candidates and (newest := reader.find(Outgoing, newest_first=True, limit=1, **{secret: list(candidates)})):
            return newest[0], True
    return None, False


def _brings_secret(answers: Outgoing, candidates: Iterable[str]) -> bool:
    """A mail of ours brings its own token back as a part of its Message-ID."""
    return any(address.same(answers.token, one) or address.same(answers.code, one) for one in candidates)
