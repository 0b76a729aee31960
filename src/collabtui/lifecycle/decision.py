"""Telling the sender what became of his request: he has nothing but his mailbox to learn it from."""

from collections.abc import Sequence
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.letters import Incoming, Outgoing
from collabtui.domain.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.domain.reply import Request
from collabtui.lifecycle.counter import refusal
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.judged import BELIEVED
from collabtui.lifecycle.post import Message, queue
from collabtui.store.interface import Reader, Transaction

DECISION = "decision"
"""How the keys of these mails begin."""


def tell(
    tx: Transaction, desk: Desk, incoming: Incoming, requests: Sequence[Request], *, granted: bool
) -> Outgoing | None:
    """Queue the decision on what the mail asked for. None where it asked for nothing, or where it is not certain who
    wrote it: a decision tells what only the people concerned should know."""
    if incoming.person is None or incoming.trust not in BELIEVED or not requests:
        return None
    person = tx.get(Person, incoming.person)
    calendar = None if granted else refusal(tx, desk, person, requests)
    return queue(
        tx,
        desk,
        Message(
            kind="notice",
            # the incoming mail's version: after an undo the same mail may be decided anew
            key=f"{DECISION}:{incoming.ref}:{incoming.version}:{'yes' if granted else 'no'}:{person.ref}",
            person=person,
            template="decision",
            context={"granted": granted, "requests": [_shown(tx, request) for request in requests]},
            in_reply_to=incoming.message_id,
            calendar=calendar,
            meeting=_meeting(requests),
        ),
    )


def _meeting(requests: Sequence[Request]) -> str | None:
    return next((request.ref for request in requests if request.start), None)


def _shown(reader: Reader, request: Request) -> dict[str, Any]:
    return {**request.model_dump(), "title": title_of(reader, request.ref or "")}


def title_of(reader: Reader, ref: str) -> str:
    """Of an action or a meeting; empty for what has none."""
    if ref.startswith("A"):
        return reader.get(Action, ref).title
    return reader.get(Meeting, ref).title if ref.startswith("M") else ""
