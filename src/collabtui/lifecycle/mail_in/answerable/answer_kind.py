"""A kind of question that a mail of ours asks: what a reply to it means, does, says back, and how that is undone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Literal, Protocol, TypedDict

from collabtui.domain.last_word import NewerWord, Provenance, is_outdated
from collabtui.domain.mail.mail_about import About, InvitationTo, ListedItems
from collabtui.domain.mail.mail_records import Incoming, NumberedItem, Outgoing
from collabtui.domain.mail.outdated_parts import without_outdated
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import (
    Ask,
    AskedChoice,
    AskedCriterion,
    AskedPlanItem,
    AskedQuestion,
    Asking,
    Item,
    MailKind,
    OpenVote,
    Request,
    Understanding,
)
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.via import Via
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.mail_in.asking_back import about_answered
from collabtui.lifecycle.mail_in.assess_calendar import about_of_calendar
from collabtui.lifecycle.meetings.series_answers import on_day
from collabtui.store.interface import Reader, Transaction

_ADDRESS = re.compile(r"(?:https?|ftp|file)://|\bwww\.|\\\\\w+\\", re.IGNORECASE)
_LINK = re.compile(r"href\s*=\s*[\"']?(?:https?|ftp|file):", re.IGNORECASE)
Effect = Literal["changes", "asks", "unclear"]
"""What comes of an answer: it changes something by itself; it asks for something, which waits for the facilitator; it
says something of which it is not certain what."""


class ContextParts(TypedDict, total=False):
    """The part that one kind adds to the `ReplyContext`; the fields are described there."""

    items: tuple[Item, ...]
    others_items: tuple[Item, ...]
    minutes: str | None
    only_minutes: bool
    decisions: tuple[str, ...]
    invitation: bool
    criteria: tuple[AskedCriterion, ...]
    plan: tuple[AskedPlanItem, ...]
    choices: tuple[AskedChoice, ...]
    questions: tuple[AskedQuestion, ...]
    votes: tuple[OpenVote, ...]
    asking: Asking | None


@dataclass(frozen=True)
class QuestionMail:
    """A mail of ours as it is answered, before the answer is read."""

    mail: Outgoing | None
    """None where the sender answers none of ours; then he can still speak of his actions."""
    senders: Sequence[Person]
    """Who may have written: several where they share the address."""
    text: str = ""
    """The words of the answer."""

    @property
    def about(self) -> About:
        return self.mail.about if self.mail else ListedItems()

    @property
    def sender(self) -> Person | None:
        return self.senders[0] if self.senders else None


@dataclass(frozen=True)
class ReadReply:
    """A reply that was read, as the kinds of question see it: while it is assessed, applied and answered."""

    about: About
    asked: Outgoing | None
    """The mail that is answered."""
    person: Person | None
    """Who wrote it, where that is one person."""
    sender_name: str
    written: datetime
    kind: MailKind
    understood: Understanding
    """Without what is said once in a mail, and outdated."""
    provenance: Provenance
    """As what it changes keeps it: its sender's word of when it was written, or the facilitator's yes."""
    newer: tuple[NewerWord, ...] = ()
    """What of it was spoken of later, and is left alone."""
    is_trusted: bool = False
    """Whether it may change something without asking."""
    applied: bool = False
    """Whether what it says is done; else it waits."""
    is_confirmed: bool = False
    """Whether the facilitator has said yes to it: also to what is not certain."""
    remark: str = ""
    """What a calendar sends along with yes or no."""
    ref: str = ""
    """Of the mail, once it is kept."""
    subject: str = ""
    brings_file: bool = False
    """Whether a file or a link came with it."""
    text: str = ""
    """The new text of the mail."""
    texts: tuple[str, ...] = ()
    """The contents of text files that came with it."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Ref → the number that an action had in the mail that is answered."""

    heard: datetime | None = None
    """When it is read; None where that does not matter."""

    @property
    def via(self) -> str:
        return str(Via.mail(self.ref))

    def is_outdated(self, known: datetime | None) -> bool:
        """Whether somebody has spoken later than it was written."""
        return is_outdated(self.written, known, self.heard)

    @property
    def asked_at(self) -> datetime | None:
        """The instant at which the mail that is answered was queued."""
        return self.asked.queued_at if self.asked else None


@dataclass(frozen=True)
class AnswerPart:
    """The part of a mail to the sender that one kind of question fills."""

    values: Mapping[str, object]
    """By name, for the template of that mail; names are unique over all kinds."""
    template: str = ""
    """Its own piece, `mail/<locale>/<template>.txt` and `.html`; empty where the mail's own template says it."""
    says_it_waits: bool = False
    """Whether it tells that a person will look, so that the mail need not say so of the clauses that it covers."""
    items: tuple[NumberedItem, ...] = ()
    """Actions that it numbers: an answer to it may use these numbers."""
    example_of: tuple[NumberedItem, ...] = ()
    """Actions of which its example of a reply may be, where it numbers none."""
    subject_ref: str = ""
    """For the subject: what it is about."""


class AnswerKind(Protocol):
    """One kind of question. What a kind does not define does nothing; `answer_registry.KINDS` names them all."""

    def answers(self, about: About) -> bool:
        """Whether a reply to a mail about this can be an answer of this kind."""
        ...

    def keeps_words(self, reader: Reader, about: About) -> bool:
        """Whether an answer is kept as it was written; else it is counted, and nobody can take it back."""
        return True

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        """The part of the context that `language.replies.understand` needs to read such an answer."""
        return {}

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """The understanding, corrected by what only the records know: a name that is nobody's is a doubt."""
        return reply.understood

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        """The effects of what was said; empty where nothing of this kind was said."""
        return frozenset()

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        """Values of the answer on which somebody has said something else since it was written."""
        return ()

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """The reason why a certain answer is not applied without asking; None where nothing speaks against it."""
        return None

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record what was said: the sender is believed, or the facilitator has said yes."""
        return

    def note(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record what is to be seen while the mail waits: an open correction, an answer that is not clear."""
        return

    def finish(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """The facilitator's yes to what was left open when the answer was applied by itself. Raises `Refused` where it
        cannot be done."""
        return

    def grant(self, tx: Transaction, acting: Acting, reply: ReadReply, request: Request) -> None:
        """The facilitator's yes to one request; others' requests are left alone. Raises `Refused`."""
        return

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        """The answer mail's part on it. Asked before `apply`, so that `explain` says the same."""
        return None

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        """The retraction mail's part on it, when it is taken back; None where nobody was told of it."""
        return None

    def refuse_in_inbox(self, reader: Reader, incoming: Incoming) -> None:
        """Raises `Refused` where the mail waits for nothing but what is decided on another page."""
        return

    def decided_elsewhere(self, reader: Reader, incoming: Incoming) -> frozenset[Ask]:
        """The mail's requests that are decided on another page, whence the sender hears of it."""
        return frozenset()

    def revert(self, tx: Transaction, record: Record) -> None:
        """Called for each record that an undo has put back, as it is now: mails that wait for it wait again. What the
        trail knows is undone already (`lifecycle.base.undo`)."""
        return


def reply_of(assessment: Assessment, ref: str = "") -> ReadReply:
    """`ref`: of the mail, once it is kept."""
    understood, context = assessment.understanding, assessment.reply_context
    return ReadReply(
        about=assessment.about,
        asked=assessment.origin.answers,
        person=assessment.origin.person,
        sender_name=assessment.sender_name,
        written=assessment.written,
        kind=assessment.kind,
        understood=without_outdated(understood, assessment.newer),
        provenance=Provenance(assessment.written, assessment.sender_name, str(Via.mail(ref))),
        newer=assessment.newer,
        is_trusted=assessment.is_trusted,
        applied=assessment.verdict == "apply",
        remark=_remark(assessment.kind, assessment.new_text.text if assessment.new_text else ""),
        ref=ref,
        subject=assessment.received.subject,
        heard=assessment.heard,
        brings_file=assessment.received.attached or _links(assessment),
        text=assessment.new_text.text if assessment.new_text else "",
        texts=assessment.received.texts,
        numbers={item.ref: item.number for item in context.items if item.number} if context else {},
    )


def kept_reply(reader: Reader, incoming: Incoming, provenance: Provenance) -> ReadReply:
    """A mail that was kept: the facilitator vouches for its sender, and may have edited what it proposes and asks. It
    is what he says now, so nothing in it is outdated."""
    asked = reader.get(Outgoing, incoming.answers) if incoming.answers else None
    person = reader.get(Person, incoming.person) if incoming.person else None
    edited = {name: getattr(incoming, name) for name in ("updates", "requests", "sign_off", "rsvp")}
    understood = (incoming.understanding or Understanding()).model_copy(update=edited)
    return ReadReply(
        about=_about(reader, incoming, asked, understood),
        asked=asked,
        person=person,
        sender_name=person.name if person else incoming.sender,
        written=incoming.written_at,
        kind=incoming.kind,
        understood=understood,
        provenance=provenance,
        heard=provenance.at,
        is_trusted=True,
        applied=True,
        is_confirmed=True,
        remark=_remark(incoming.kind, incoming.new_text.text if incoming.new_text else ""),
        ref=incoming.ref,
        subject=incoming.subject,
    )


def _about(reader: Reader, incoming: Incoming, asked: Outgoing | None, understood: Understanding) -> About:
    """A calendar says itself which meeting or date it answers, whatever mail it names."""
    if incoming.kind == "calendar-reply" and (of_calendar := about_of_calendar(reader, incoming)):
        return of_calendar
    about = about_answered(asked, understood)
    return on_day(reader, about, understood.rsvp_day) if isinstance(about, InvitationTo) else about


def _links(assessment: Assessment) -> bool:
    """Whether its new text holds the address of a file or a page, or its HTML part links to one."""
    text = assessment.new_text.text if assessment.new_text else ""
    html = assessment.received.body.html or ""
    return bool(_ADDRESS.search(text) or _has_link(html))


@lru_cache(maxsize=1)
def _has_link(html: str) -> bool:
    """Kept, because each step of one assessment asks."""
    return _LINK.search(html) is not None


def _remark(kind: MailKind, text: str) -> str:
    return text if kind == "calendar-reply" else ""
