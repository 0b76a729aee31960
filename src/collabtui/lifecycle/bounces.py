"""A mail that could not be delivered: marked on the mail and on the person."""

from collabtui.domain.letters import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.judging import Judged
from collabtui.mail.bounce import failures, original_message_id
from collabtui.store.interface import Transaction


def mark_bounce(tx: Transaction, desk: Desk, judged: Judged, incoming: Incoming) -> Incoming:
    """Mark the mail that came back and, where the address itself is wrong, the person.

    Only a bounce that names the Message-ID of a mail of ours counts: that holds a secret, so nobody else can make
    people unreachable by forging bounces."""
    outgoing = _returned(tx, original_message_id(judged.received))
    found = failures(judged.received)
    if outgoing is None or not found:
        return incoming
    failure = found[0]
    said = failure.diagnostic or failure.status
    state = "failed" if failure.permanent else outgoing.state
    tx.put(outgoing.model_copy(update={"state": state, "last_error": said}))
    person = tx.get(Person, outgoing.person)
    if failure.permanent and person.email == outgoing.to:
        tx.put(person.model_copy(update={"bounced_at": desk.now, "bounce_reason": said}))
    marked = {"verdict": "apply", "reason": "bounced", "state": "applied"}
    return incoming.model_copy(update={**marked, "answers": outgoing.ref, "person": outgoing.person})


def _returned(tx: Transaction, message_id: str) -> Outgoing | None:
    found = tx.find(Outgoing, message_id=message_id, limit=1) if message_id else []
    return found[0] if found else None
