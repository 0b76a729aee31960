"""Telling the sender what became of his request: he has nothing but his mailbox to learn it from."""

import hashlib
from collections.abc import Sequence
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Request
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.domain.refs import ACTION, MEETING, is_ref
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import TRUSTED_LEVELS
from collabtui.lifecycle.base.queue import Message, queue
from collabtui.lifecycle.mail_in.answer_mail import topic
from collabtui.lifecycle.matters.record_answers import AnswerPlace, place_of
from collabtui.lifecycle.meetings.counter_proposals import refusal
from collabtui.mail.parse.message import read
from collabtui.store.interface import Reader, Transaction

DECISION = "decision"
"""How the keys of these mails begin."""


def queue_outcome(
    tx: Transaction, acting: Acting, incoming: Incoming, requests: Sequence[Request], *, granted: bool
) -> Outgoing | None:
    """Queue the decision on what the mail asked for. None where it asked for nothing, or where it is not certain who
    wrote it: a decision tells what only the people concerned should know."""
    if incoming.person is None or incoming.trust not in TRUSTED_LEVELS or not requests:
        return None
    person = tx.get(Person, incoming.person)
    calendar = None if granted else refusal(tx, acting, person, requests)
    return queue(
        tx,
        acting,
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
    if is_ref(ref, ACTION):
        return reader.get(Action, ref).title
    return reader.get(Meeting, ref).title if is_ref(ref, MEETING) else ""


def queue_retraction(tx: Transaction, acting: Acting, incoming: Incoming) -> Outgoing | None:
    """A decision that has not left is held. What had left, or had been said in the answer, is corrected by a mail: it
    says how his actions stand now, and what is open again. None where he was told nothing."""
    if incoming.person is None or incoming.trust not in TRUSTED_LEVELS:
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
        acting,
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


def _taken_position(tx: Transaction, incoming: Incoming) -> AnswerPlace | None:
    """What his department was asked, where he was told that its answer is taken down."""
    said = incoming.understanding.stance if incoming.understanding else None
    if said in (None, "none") or incoming.answers is None:
        return None
    return place_of(tx, tx.get(Outgoing, incoming.answers))


def _open_again(tx: Transaction, incoming: Incoming) -> list[dict[str, Any]]:
    return [{"ref": one.ref or "", "title": title_of(tx, one.ref or ""), "text": one.text} for one in incoming.requests]


def answer(acting: Acting, ref: str, text: str) -> Outgoing:
    """Queue `text` to the mail's sender, at the address that is known of the person. The mail goes on waiting.

    The numbers of the mail that was answered hold in the answer to this one too. Raises `Refused`: answer.empty,
    answer.to_nobody (ref, sender) where the sender is tied to no person, answer.said when that was queued already."""
    said = text.strip()
    if not said:
        raise Refused("answer.empty", ref=ref)
    with acting.transaction() as tx:
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
        queued = queue(tx, acting, message)
        if queued is None:
            raise Refused("answer.said", ref=incoming.ref)
        return queued
