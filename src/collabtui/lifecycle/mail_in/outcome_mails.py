"""Telling the sender what became of his request: he has nothing but his mailbox to learn it from."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import TRUSTED_LEVELS, Request
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message, queue
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.mail_in.answer_mail import templates_of, values_of
from collabtui.lifecycle.mail_in.answerable.answer_kind import AnswerPart, kept_reply
from collabtui.lifecycle.mail_in.answerable.answer_registry import kinds_of
from collabtui.lifecycle.mail_in.answerable.counter_proposals import refusal
from collabtui.lifecycle.mail_in.shown_requests import shown_request
from collabtui.mail.parse.message import read
from collabtui.store.interface import Transaction


class OpenRequest(TypedDict):
    """A request that waits again, for the mail that says so."""

    ref: str
    title: str
    text: str | None
    old_due: date | None
    """The action's date as it is, where another one was asked for."""


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
            key=outbox_keys.decision(incoming.ref, incoming.version, person.ref, granted=granted),
            person=person,
            template="decision",
            context={"granted": granted, "requests": [shown_request(tx, request) for request in requests]},
            in_reply_to=incoming.message_id,
            calendar=calendar,
            meeting=_meeting(requests),
        ),
    )


def _meeting(requests: Sequence[Request]) -> str | None:
    return next((request.ref for request in requests if request.start), None)


def queue_retraction(
    tx: Transaction, acting: Acting, incoming: Incoming, answered: Incoming | None = None
) -> Outgoing | None:
    """A decision that has not left is held. What had left, or had been said in the answer, is corrected by a mail: it
    says how things stand now, and what is open again. None where he was told nothing. `answered` is the mail as its
    answer told it, without what a decision has added to it since."""
    if incoming.person is None or incoming.trust not in TRUSTED_LEVELS:
        return None
    was_notified = _held_back(tx, incoming)
    parts = _retractions(tx, acting, incoming if was_notified else answered or incoming)
    if not was_notified and not (incoming.answer and parts):
        return None
    requests = _open_again(tx, incoming) if was_notified else []
    person = tx.get(Person, incoming.person)
    context = {
        "actions": [],
        "position": None,
        **values_of(parts),
        "requests": requests,
        "parts": templates_of(parts),
        "ref": next(filter(None, (*(part.subject_ref for part in parts), *(one["ref"] for one in requests))), ""),
    }
    return queue(
        tx,
        acting,
        Message(
            kind="notice",
            key=outbox_keys.retraction(incoming.ref, incoming.version, person.ref),
            person=person,
            template="taken-back",
            context=context,
            in_reply_to=incoming.message_id,
        ),
    )


def _held_back(tx: Transaction, incoming: Incoming) -> bool:
    """Holds the decisions on this mail that have not left; whether the sender was told of any."""
    decisions = [
        mail
        for mail in tx.find(Outgoing, person=incoming.person, kind="notice")
        if outbox_keys.is_decision_of(mail.key, incoming.ref) and mail.state != "held"
    ]
    for mail in decisions:
        if mail.state in ("queued", "failed"):
            tx.put(mail.model_copy(update={"state": "held", "not_before": None}))
    return any(mail.state in ("sending", "sent") for mail in decisions)


def _retractions(tx: Transaction, acting: Acting, incoming: Incoming) -> list[AnswerPart]:
    reply = kept_reply(tx, incoming, acting.provenance)
    return [part for kind in kinds_of(reply.about) if (part := kind.retraction(tx, reply))]


def _open_again(tx: Transaction, incoming: Incoming) -> list[OpenRequest]:
    return [
        {
            "ref": one["ref"] or "",
            "title": one["title"],
            "text": one["text"],
            "old_due": one["old_due"] if one["ask"] == "postpone" else None,
        }
        for one in (shown_request(tx, request) for request in incoming.requests)
    ]


@mails_ahead
def answer(acting: Acting, ref: str, text: str) -> Outgoing:
    """Queue `text` to the mail's sender, at the address that is known of the person. The mail goes on waiting.

    The numbers of the mail that was answered hold in the answer to this one too. Raises `Refused`: answer.empty,
    answer.to_nobody (ref, sender) where the sender belongs to no person, answer.said when that was queued already."""
    letter = text.strip()
    if not letter:
        raise Refused("answer.empty", ref=ref)
    with acting.transaction() as tx:
        incoming = tx.get(Incoming, ref)
        if incoming.person is None:
            raise Refused("answer.to_nobody", ref=incoming.ref, sender=incoming.sender)
        answered = tx.get(Outgoing, incoming.answers) if incoming.answers else None
        message = Message(
            kind="answer",
            key=outbox_keys.personal_reply(incoming.ref, letter, incoming.person),
            person=tx.get(Person, incoming.person),
            template="letter",
            context={"topic": topic(incoming.subject), "text": letter},
            items=answered.items if answered else (),
            meeting=answered.meeting if answered else None,
            in_reply_to=incoming.message_id,
            references=read(incoming.raw).references,
        )
        queued = queue(tx, acting, message)
        if queued is None:
            raise Refused("answer.said", ref=incoming.ref)
        return queued
