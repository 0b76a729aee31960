"""A vote ends with its meeting: what is not held decides nothing."""

from collections.abc import Iterable

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.mail_message import Message
from collabtui.lifecycle.base.queue_mail import queue_all
from collabtui.lifecycle.votes.votes_by_mail import withdrawal
from collabtui.store.interface import Reader, Transaction


def ended_votes(reader: Reader, records: Iterable[Record]) -> tuple[list[Record], list[Message]]:
    """The open votes of those of the records that are meetings called off, as they will be, with what stays unsaid in
    them; and one message to each who was asked. Parts of one command, so that its undo opens the votes again."""
    after: list[Record] = []
    messages: list[Message] = []
    for record in records:
        if isinstance(record, Meeting) and record.state == "cancelled":
            for vote in reader.find(Vote, meeting=record.ref, state="open"):
                done = withdrawal(reader, vote)
                after += [done.vote, *done.held]
                messages += done.messages
    return after, messages


def end_votes(tx: Transaction, acting: Acting, records: Iterable[Record]) -> list[Outgoing]:
    """Withdraw them, where the meetings were called off by another way than `invite.cancel`."""
    after, messages = ended_votes(tx, records)
    for record in after:
        tx.put(record)
    return queue_all(tx, acting, messages)
