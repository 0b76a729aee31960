"""An answer in the facilitator's own words to a mail that came in."""

import hashlib

from collabtui.domain.letters import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.post import Message, queue
from collabtui.lifecycle.transcript import topic
from collabtui.mail.read import read


def answer(desk: Desk, ref: str, text: str) -> Outgoing:
    """Queue `text` to the mail's sender, at the address that is known of the person. The mail goes on waiting.

    The numbers of the mail that was answered hold in the answer to this one too. Raises `Refused`: answer.empty,
    answer.to_nobody (ref, sender) where the sender is tied to no person, answer.said when that was queued already."""
    said = text.strip()
    if not said:
        raise Refused("answer.empty", ref=ref)
    with desk.transaction() as tx:
        incoming = tx.get(Incoming, ref)
        if incoming.person is None:
            raise Refused("answer.to_nobody", ref=incoming.ref, sender=incoming.sender)
        answered = tx.get(Outgoing, incoming.answers) if incoming.answers else None
        message = Message(
            kind="answer",
            key=f"letter:{incoming.ref}:{hashlib.sha256(said.encode()).hexdigest()[:16]}:{incoming.person}",
            person=tx.get(Person, incoming.person),
            template="letter",
            context={"topic": topic(incoming.subject), "text": said},
            items=answered.items if answered else (),
            meeting=answered.meeting if answered else None,
            in_reply_to=incoming.message_id,
            references=read(incoming.raw).references,
        )
        queued = queue(tx, desk, message)
        if queued is None:
            raise Refused("answer.said", ref=incoming.ref)
        return queued
