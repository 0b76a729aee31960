"""The assessment of a mail before anything is done: who wrote it, what it answers, what becomes of it and why."""

from dataclasses import dataclass, field
from datetime import datetime

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_about import About, ListedItems
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reason_codes import Reason, TrustReason
from collabtui.domain.mail.reply import (
    TRUSTED_LEVELS,
    MailKind,
    NewText,
    ReplyContext,
    Trust,
    Understanding,
    Verdict,
)
from collabtui.domain.people import Person
from collabtui.mail.parse.message import Received
from collabtui.store.unreadable_row import UnreadableRow

FORWARDED: TrustReason = "token-of-another"
SHARED: TrustReason = "shared-address"


@dataclass(frozen=True)
class SenderIdentity:
    """The sender of a mail, and the mail of ours that he answers."""

    person: Person | None
    answers: Outgoing | None
    trust: Trust
    trust_reason: TrustReason
    people: tuple[Person, ...] = ()
    """All who write from that address: several where they share it."""

    @property
    def senders(self) -> tuple[Person, ...]:
        """The people who may have written it."""
        return (self.person,) if self.person else self.people

    @property
    def is_trusted(self) -> bool:
        return self.trust in TRUSTED_LEVELS and self.trust_reason != FORWARDED


@dataclass(frozen=True)
class Assessment:
    """A mail as far as it can be known without doing anything."""

    received: Received
    written: datetime
    origin: SenderIdentity
    kind: MailKind
    verdict: Verdict
    reason: Reason
    understanding: Understanding = field(default_factory=Understanding)
    reply_context: ReplyContext | None = None
    new_text: NewText | None = None
    about: About = field(default_factory=ListedItems)
    """What is answered: what our mail is about, or the meeting that a calendar names."""
    newer: tuple[NewerWord, ...] = ()
    """What of it was spoken of later than it was written, so that it changes nothing."""
    heard: datetime | None = None
    """When it is read."""
    rate_limited: bool = False
    """Whether this person writes as many mails as a machine would: he gets no answer to this one."""
    unreadable: UnreadableRow | None = None
    """The record for which nothing more of it could be known."""

    @property
    def sender_name(self) -> str:
        return self.origin.person.name if self.origin.person else self.received.sender

    @property
    def is_trusted(self) -> bool:
        """Whether it may change something without asking."""
        return self.origin.is_trusted and not (self.new_text and self.new_text.doubt)
