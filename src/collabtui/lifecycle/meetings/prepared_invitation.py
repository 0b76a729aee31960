"""An invitation, update or cancellation as it was worked out: the same to be shown first and to be carried out."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.refs import VOTE, is_ref, ref_order
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.mails_ahead import MailsWritten
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered, written_before
from collabtui.lifecycle.base.undo_window import AT_ONCE
from collabtui.lifecycle.meetings.calendar_addresses import at_each_address
from collabtui.store.interface import Transaction
from collabtui.text.templates import Rendered

Preview = tuple[Person, Rendered, str]
"""To whom, what, and which kind of mail it is."""


@dataclass(frozen=True)
class Invited:
    meeting: Meeting
    queued: tuple[Outgoing, ...]
    withdrawn: tuple[str, ...] = ()
    """The refs of the votes that end with it, also those of which nobody has heard."""

    @property
    def readers(self) -> int:
        """The number of people who get a mail; who has the event in two calendars gets two."""
        return len({mail.person for mail in self.queued})

    @property
    def ended_votes(self) -> dict[str, int]:
        """By the ref of each vote that ends with it, how many people are told: none where no mail of it has left."""
        readers = {(mail.change, mail.person) for mail in self.queued if mail.change and is_ref(mail.change, VOTE)}
        counts = Counter(vote for vote, _ in readers)
        return {vote: counts[vote] for vote in sorted({*self.withdrawn, *counts}, key=ref_order)}


@dataclass(frozen=True)
class Prepared:
    """Records as they will be, and what will be said."""

    meeting: Meeting
    messages: tuple[Message, ...]
    others: tuple[Record, ...] = field(default=())


def carry_out(
    tx: Transaction,
    acting: Acting,
    prepared: Prepared,
    leaving_in: timedelta = AT_ONCE,
) -> Invited:
    for record in prepared.others:
        tx.put(record)
    meeting = tx.put(prepared.meeting)
    messages = tuple(at_each_address(tx, prepared.messages))
    withdrawn = tuple(one.ref for one in prepared.others if isinstance(one, Vote) and one.state == "withdrawn")
    return Invited(meeting, tuple(queue_all(tx, acting, messages, leaving_in)), withdrawn)


def written_mails(acting: Acting, prepared: Prepared) -> MailsWritten:
    """Before others have to wait for it: each mail names everybody who is invited."""
    return written_before(acting, acting.store, at_each_address(acting.store, prepared.messages))


def previews(acting: Acting, prepared: Prepared) -> list[Preview]:
    messages = at_each_address(acting.store, prepared.messages)
    return [(message.person, rendered(acting, message), message.kind) for message in messages]
