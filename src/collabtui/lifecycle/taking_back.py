"""What the sender of a mail was told of it, when the facilitator takes that back."""

from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.letters import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.decision import DECISION, title_of
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.judged import BELIEVED
from collabtui.lifecycle.positions import Place, place_of
from collabtui.lifecycle.post import Message, queue
from collabtui.store.interface import Transaction


def take_back(tx: Transaction, desk: Desk, incoming: Incoming) -> Outgoing | None:
    """A decision that has not left is held. What had left, or had been said in the answer, is corrected by a mail: it
    says how his actions stand now, and what is open again. None where he was told nothing."""
    if incoming.person is None or incoming.trust not in BELIEVED:
        return None
    decisions = [
        mail
        for mail in tx.find(Outgoing, person=incoming.person, kind="notice")
        if mail.key.startswith(f"{DECISION}:{incoming.ref}:") and mail.state != "held"
    ]
    for mail in decisions:
        if mail.state in ("queued", "failed"):
            tx.put(mail.model_copy(update={"state": "held", "not_before": None}))
    told = any(mail.state in ("sending", "sent") for mail in decisions)
    place = _taken_position(tx, incoming)
    if not told and not (incoming.answer and (incoming.updates or place)):
        return None
    person = tx.get(Person, incoming.person)
    return queue(
        tx,
        desk,
        Message(
            kind="notice",
            key=f"taken-back:{incoming.ref}:{incoming.version}:{person.ref}",
            person=person,
            template="taken-back",
            context={
                "actions": [tx.get(Action, update.ref) for update in incoming.updates],
                "requests": _open_again(tx, incoming) if told else [],
                "position": {"department": place.department, "matter": place.matter} if place else None,
            },
            in_reply_to=incoming.message_id,
        ),
    )


def _taken_position(tx: Transaction, incoming: Incoming) -> Place | None:
    """What his department was asked, where he was told that its answer is taken down."""
    said = incoming.understanding.stance if incoming.understanding else None
    if said in (None, "none") or incoming.answers is None:
        return None
    return place_of(tx, tx.get(Outgoing, incoming.answers))


def _open_again(tx: Transaction, incoming: Incoming) -> list[dict[str, Any]]:
    return [{"ref": one.ref or "", "title": title_of(tx, one.ref or ""), "text": one.text} for one in incoming.requests]
