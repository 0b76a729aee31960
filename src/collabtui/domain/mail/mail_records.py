"""Mail as the store keeps it: what goes out, what came in, how far the inbox was read."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import ClassVar, Literal, Self

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_about import (
    About,
    ChangeTo,
    CompletionOf,
    CriteriaOf,
    InvitationTo,
    ListedItems,
    MinutesOf,
    QuestionOn,
    RequestTo,
    ResourcesOf,
)
from collabtui.domain.mail.reason_codes import Reason
from collabtui.domain.mail.reply import MailKind, NewText, Proposal, Request, Trust, Understanding, Update, Verdict
from collabtui.domain.meetings.meeting import Partstat
from collabtui.domain.model import Instant, Kept, OtherRef, Record, Undo, Value
from collabtui.domain.refs import RESOURCE, RISK, VOTE, is_ref

PRODUCT_HEADER = "X-Collabtui"
"""The field of our own mails that holds their kind; a copy that comes back is known by it at once."""

OutgoingKind = Literal[
    "invitation",
    "update",
    "cancellation",
    "minutes",
    "reminder",
    "overdue",
    "escalation",
    "answer",
    "notice",
    "request",
    "change",
    "completion",
]
ASKING: frozenset[OutgoingKind] = frozenset({"invitation", "update"})
"""Kinds of mails that ask somebody to come."""
TO_CALENDARS: frozenset[OutgoingKind] = ASKING | {"cancellation"}
"""Kinds of mails that say whether somebody shall come."""
OutgoingState = Literal["queued", "sending", "sent", "failed", "held"]
IncomingState = Literal["new", "applied", "waiting", "rejected", "undone", "ignored"]


class NumberedItem(Value):
    """An item that stood beside a number in a mail we sent; the title as it was then."""

    number: int
    ref: OtherRef
    title: str
    due: date | None = None
    """Its date then; None in mails of earlier versions, too."""
    listed: bool = True
    """False where the mail does not show it, and the number of an earlier mail holds."""


class AskedBack(Value):
    """Readings that a mail of ours asks its reader to confirm."""

    mail: str
    """Ref of the mail that was read."""
    about: About
    """What that one was an answer to, and what a confirmation is an answer to."""
    proposals: tuple[Proposal, ...]


class OwnWords(Value):
    """Words that somebody has written in place of those that were rendered, in one mail."""

    subject: str
    text: str
    at: Instant


class Outgoing(Record):
    """One mail to one person, rendered when queued: what was previewed is what is sent, also after a crash."""

    prefix: ClassVar[str] = "O"
    kept: ClassVar[Kept] = Kept(
        "outgoing",
        unique=(("key",), ("message_id",)),
        asked=("state", "person", "meeting", "series", "matter", "change", "token", "code", "to", "calendar_uid"),
        trailed=frozenset({"state", "last_error", "person", "to", "department", "key", "own_words"}),
    )
    undo: ClassVar[Undo] = "never"
    names_person: ClassVar[tuple[str, ...]] = ("person",)
    names_department: ClassVar[tuple[str, ...]] = ("department",)
    kind: OutgoingKind
    key: str
    """What it says and to whom, `minutes:M1:2:P3`: unique, so that nothing is ever sent twice."""
    person: OtherRef
    to: str
    """The address it goes to."""
    subject: str
    message_id: str
    """With angle brackets; made from `key`, so it is the same after a crash."""
    token: str
    """The secret only this recipient was given (`mail.identity.reply_token`)."""
    code: str
    """Short form of it, in the subject and the footer."""
    meeting: OtherRef | None = None
    series: OtherRef | None = None
    """The series, where the mail is about all of it; `meeting` is then the occurrence it was sent from."""
    minutes_version: int | None = None
    matter: OtherRef | None = None
    """The matter, where it asks a department for something or for its opinion."""
    department: str | None = None
    """The department that the recipient speaks for there."""
    progress_of: tuple[str, ...] = ()
    """The matters of whose actions it asks how they stand."""
    change: OtherRef | None = None
    """The change on which it asks for an opinion, or the record that another question is about."""
    calendar_uid: str | None = None
    """The UID of the event that it asks for, changes or calls off."""
    calendar_date: Instant | None = None
    """The one date of it that is meant (RECURRENCE-ID); None: all of it."""
    left_out: tuple[Instant, ...] = ()
    """The dates of a series that it leaves out for its reader (EXDATE)."""
    items: tuple[NumberedItem, ...] = ()
    asked_back: AskedBack | None = None
    text: str
    """The text part as sent: what a reply quotes is compared with it."""
    raw: bytes
    """The whole mail, RFC 5322, CRLF."""
    digest: str = ""
    """SHA-256 of `raw`, hexadecimal: `doctor --check` finds out by it what was altered in the mail itself. Empty in
    mails of earlier versions."""
    own_words: OwnWords | None = None
    """They take the place of `subject` and `text`, and of those in `raw`, when it leaves."""
    state: OutgoingState = "queued"
    attempts: int = 0
    last_error: str = ""
    not_before: Instant | None = None
    queued_at: Instant
    sent_at: Instant | None = None
    lease: int | None = None
    """The number of the worker's lease under which it is being sent: nobody else sends it until that is over."""
    automatic: bool = False
    """No person caused it: it carries Auto-Submitted (RFC 3834)."""
    account: OtherRef | None = None
    """The account (ref) that it leaves from; None: that of the configuration."""

    @property
    def label(self) -> str:
        return self.subject

    def with_raw(self, raw: bytes) -> Self:
        return self.model_copy(update={"raw": raw, "digest": raw_digest(raw)})

    @property
    def never_tried(self) -> bool:
        """It was held before it left, by an undo or by hand: it has said nothing yet, and its key is free for what is
        said instead."""
        return self.state == "held" and not self.attempts

    @property
    def departments(self) -> tuple[str, ...]:
        """All that it asks on a change: where its reader speaks for several each is an item of the mail."""
        return asked_departments(self.department, self.change, self.items)

    @property
    def is_put_off(self) -> bool:
        """A reminder that was held because its reader is away: it has said nothing, and is made anew."""
        return self.never_tried and self.not_before is not None

    @property
    def may_have_left(self) -> bool:
        """A server was asked to take it, or is being asked."""
        return bool(self.attempts) or self.state not in ("queued", "held")

    @property
    def has_left_edited(self) -> bool:
        """Whether its own words have taken their place, so that what was rendered is no more."""
        own = self.own_words
        return own is not None and (own.subject, own.text) == (self.subject, self.text)

    @property
    def about(self) -> About:
        """The subject that an answer to it can be an answer to."""
        return about_of(self)


def raw_digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def asked_departments(department: str | None, change: str | None, items: Iterable[NumberedItem]) -> tuple[str, ...]:
    """The departments that a mail asks, by its columns."""
    named = (one.title for one in items if change and one.ref == change)
    return tuple(dict.fromkeys((department, *named))) if department else ()


def about_of(mail: Outgoing) -> About:
    """The subject of a mail, worked out from its columns. A notice asks nothing, whatever it names; what the
    department says to that of a decision is said to the change, what a voter says to that of a result to the vote,
    and what somebody says to that of a risk which has no answer to the risk."""
    if mail.kind == "notice" and mail.matter and mail.department and mail.change:
        return ChangeTo(change=mail.change, matter=mail.matter, department=mail.department)
    if mail.kind == "notice" and mail.change and (is_ref(mail.change, VOTE) or is_ref(mail.change, RISK)):
        return QuestionOn(subject=mail.change)
    if mail.kind == "notice":
        return ListedItems(meeting=mail.meeting)
    if mail.meeting and mail.kind in ("minutes", "reminder") and mail.minutes_version is not None:
        return MinutesOf(meeting=mail.meeting, version=mail.minutes_version)
    if mail.meeting and mail.kind in ASKING:
        return InvitationTo(meeting=mail.meeting, series=mail.series)
    if mail.matter and mail.department and mail.change and any(one.ref == mail.matter for one in mail.items):
        return CriteriaOf(change=mail.change, matter=mail.matter, department=mail.department)
    if mail.matter and mail.department and mail.change:
        beside = tuple(name for name in mail.departments if name != mail.department)
        return ChangeTo(change=mail.change, matter=mail.matter, department=mail.department, beside=beside)
    if mail.matter and mail.department:
        return RequestTo(matter=mail.matter, department=mail.department)
    if mail.change and mail.items and all(is_ref(one.ref, RESOURCE) for one in mail.items):
        return ResourcesOf(resources=tuple(one.ref for one in mail.items))
    if mail.change:
        return QuestionOn(subject=mail.change)
    if mail.matter and mail.kind == "completion":
        return CompletionOf(matter=mail.matter)
    return ListedItems(meeting=mail.meeting)


class Incoming(Record):
    """One mail that came in, kept as it was, with what was made of it."""

    prefix: ClassVar[str] = "I"
    kept: ClassVar[Kept] = Kept(
        "incoming",
        unique=(("digest",),),
        asked=("message_id", "state", "person", "sender", "answers"),
        texts=("subject", "new_text"),
        trailed=frozenset({"state", "verdict", "person"}),
    )
    undo: ClassVar[Undo] = "never"
    names_person: ClassVar[tuple[str, ...]] = ("person",)
    message_id: str
    digest: str
    """SHA-256 of the raw mail, hex: two mails may bear one Message-ID, and some bear none."""
    raw: bytes
    received_at: Instant
    written_at: Instant
    """Its Date header, or when it came in where it has none; not later than `arrived_at` and `received_at`. Days are
    counted from it, and an older word never overrides a newer one."""
    arrived_at: Instant | None = None
    """When our mail server took it in, as the mailbox says (INTERNALDATE); None where it came by a pipe."""
    sender: str
    """The address in From, lower case; empty when there is none."""
    subject: str
    person: OtherRef | None = None
    answers: OtherRef | None = None
    """Ref of the outgoing mail it answers."""
    trust: Trust
    kind: MailKind
    verdict: Verdict
    reason: Reason
    """Why the verdict is what it is."""
    new_text: NewText | None = None
    understanding: Understanding | None = None
    updates: tuple[Update, ...] = ()
    """Applied already when the verdict is `apply`, proposed when it is `review`."""
    requests: tuple[Request, ...] = ()
    """They always wait for the facilitator."""
    newer: tuple[NewerWord, ...] = ()
    """What of all that was spoken of later than it was written: it changes nothing, unless the facilitator wants it."""
    sign_off: Literal["agreed", "corrected"] | None = None
    rsvp: Partstat | None = None
    settled: tuple[int, ...] = ()
    """Numbers of its proposals that its sender has confirmed or dropped since."""
    answer: str | None = None
    """The text of the answer that was, or would be, sent."""
    state: IncomingState = "new"
    """`waiting` as long as something of it waits for the facilitator."""
    junk: bool = False
    """It lay in the junk folder: nothing in it was done without asking."""
    read_in: int = 0
    """The batch of the trail that read it last: what it met was the state before that."""

    @property
    def label(self) -> str:
        return self.subject


class ProvedMail(Value):
    """A mail that proved who wrote it, as far as counting needs it."""

    ref: str
    digest: str
    written_at: Instant
    received_at: Instant


class WaitingMail(Value):
    """A mail that waits for the facilitator, as far as a list of them names it."""

    ref: str
    sender: str
    subject: str
    received_at: Instant
    answers: str | None = None
    """Ref of the outgoing mail it answers."""


class UidMark(Value):
    """The mail that a UID named: where it names another one, the UIDs of the folder have begun anew."""

    uid: int
    message_id: str


class Cursor(Record):
    """Progress of reading one folder: each mail up to `last_uid` was taken in, or is kept as `Unfetched`. Its ref
    is `login@host:port/folder`."""

    prefix: ClassVar[str] = "CURSOR"
    kept: ClassVar[Kept] = Kept("cursor", trailed="nothing", numbered=False)
    undo: ClassVar[Undo] = "never"
    uidvalidity: int
    last_uid: int
    marks: tuple[UidMark, ...] = ()
    """Some of the mails read last."""
    read_at: Instant | None = None
    """When the folder was last read to its end: what is new in it came in after that."""
    at_once: int | None = None
    """Mails a FETCH, after the line broke on one; None as long as it holds."""
    reading: bool = False
    """A pass over the folder has begun and not ended: where nobody reads now, its process was killed on some mail."""

    @property
    def label(self) -> str:
        return self.ref


class Unfetched(Record):
    """A mail that the server lists and did not hand out whole, or that could not be read in its time. Its ref is
    `<folder>/<uidvalidity>/<uid>`."""

    prefix: ClassVar[str] = "UNFETCHED"
    kept: ClassVar[Kept] = Kept("unfetched", asked=("state",), trailed="nothing", numbered=False)
    undo: ClassVar[Undo] = "never"
    folder: OtherRef
    """The ref of its cursor."""
    uidvalidity: int
    uid: int
    state: Literal["waiting", "fetched", "gone"] = "waiting"
    """`gone`: the server lists it no more, or its UID means nothing any more."""
    reason: str
    """The server's words, or what was wrong with its answer; `too-slow` or `reader-died` (`mail_in.reading_budget`)
    where it came and was not read to its end."""
    tries: int = 1
    first_tried: Instant
    next_try: Instant
    came_after: Instant | None = None
    """The mail came in after that; None where nobody knows."""
    came_short: str = ""
    """SHA-256, hex, of what came of it where that was less than announced: the same again is all there is."""

    @property
    def label(self) -> str:
        return self.ref


class Reminded(Record):
    """That one item was reminded of: its ref is `A1/2026-03-10/reminder`, so it never happens twice. `pass`: when the
    clock was last asked what is owed; `pass-before`: when before that."""

    prefix: ClassVar[str] = "N"
    kept: ClassVar[Kept] = Kept("reminded", trailed="nothing", numbered=False)
    undo: ClassVar[Undo] = "never"
    at: Instant
    outgoing: str
    """Ref of the mail that said it; empty where none did."""

    @property
    def label(self) -> str:
        return self.ref
