"""Rows of the outbox and the inbox, of the trail, and of what a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

from collabtui.store.queries.rows.matter_rows import ItemOpinionRow

if TYPE_CHECKING:
    from collabtui.domain.action_status import Status
    from collabtui.domain.mail.mail_records import IncomingState, OutgoingKind, OutgoingState
    from collabtui.domain.mail.reason_codes import ClauseDoubt, CutDoubt, Reason
    from collabtui.domain.mail.reply import Answer, Ask, MailKind, Trust, Verdict
    from collabtui.domain.matters.department_answer import Stance
    from collabtui.domain.meetings.meeting import Partstat
    from collabtui.store.queries.rows.people_rows import NamedPerson


class OutgoingRow(TypedDict):
    """One mail as `outbox list --json` gives it."""

    id: int
    kind: OutgoingKind
    to: str
    subject: str
    state: OutgoingState
    attempts: int
    last_error: str | None
    not_before: str | None
    message_id: str


class OutboxMailRow(OutgoingRow):
    """A mail of the outbox with its text."""

    queued_at: str
    sent_at: str | None
    automatic: bool
    person: NamedPerson | None
    text: str
    edited: bool


class OutboxLineRow(TypedDict):
    """A mail of the outbox as the screens list it."""

    ref: str
    kind: OutgoingKind
    to: str
    subject: str
    state: OutgoingState
    last_error: str | None
    not_before: str | None
    queued_at: str
    sent_at: str | None
    person: NamedPerson | None
    edited: bool


class UpdateRow(TypedDict):
    """A reply's change of an action; None: not that."""

    ref: str
    status: Status | None
    percent: int | None
    note: str | None


class RequestRow(TypedDict):
    """A reply's request to the facilitator."""

    ref: str | None
    ask: Ask
    due: str | None
    reason: str | None
    to: str | None
    text: str | None


class ProposalRow(TypedDict):
    """A meaning that was read in a reply, but not for certain."""

    n: int
    ref: str | None
    status: Status | None
    percent: int | None
    ask: Ask | Answer | None
    due: str | None
    to: str | None
    """Who it should go to, or who stands in, as written."""
    text: str | None
    """A correction, or how somebody comes to a meeting, as written."""
    why: ClauseDoubt


class NewerWordRow(TypedDict):
    """A value that a mail states and that changes nothing, since somebody has set it later."""

    ref: str
    value: str
    """A field of an action, or `sign-off`, `attendance`, `answer`."""
    at: str
    """When the newer word was said."""
    by: str
    via: str


class TimedRequestRow(RequestRow):
    """With the other time that a calendar proposes for a meeting."""

    start: str | None
    end: str | None


class _MailRow(TypedDict):
    id: int
    message_id: str | None
    sender: str | None
    trust: Trust
    kind: MailKind
    verdict: Verdict
    reason: Reason
    """Why the verdict is what it is."""
    updates: list[UpdateRow]
    proposals: list[ProposalRow]
    sign_off: Literal["agreed", "corrected"] | None
    rsvp: Partstat | None
    answer: str | None
    newer: list[NewerWordRow]
    """What of it changes nothing, since somebody has spoken of it later than it was written."""


class _EnvelopeRow(TypedDict):
    subject: str
    received_at: str
    state: IncomingState
    person: NamedPerson | None


class IncomingRow(_MailRow):
    """One mail as `inbox list --json` gives it."""

    requests: list[RequestRow]


class InboxLineRow(IncomingRow, _EnvelopeRow):
    """A mail as people see it in the list."""


class InboxPageRow(InboxLineRow):
    """A mail on the page of the inbox."""

    said: str | None
    """The first line that is new in it."""


class SpanRow(TypedDict):
    """Characters start…end (end excluded) of `NewTextRow.shown`."""

    start: int
    end: int


class ReplyLineRow(TypedDict):
    text: str
    span: SpanRow
    item: str | None


class NewTextRow(TypedDict):
    """The sender's own words (`domain.mail.reply.NewText`)."""

    shown: str
    lines: list[ReplyLineRow]
    doubt: CutDoubt | Literal[""]
    cited: NotRequired[list[SpanRow]]


class ClauseRow(TypedDict):
    """One thing that was said, and how it was read."""

    span: SpanRow
    text: str
    refs: list[str]
    rule: str
    counts: bool
    proposals: NotRequired[list[int]]
    phrase: NotRequired[str]
    weighed: NotRequired[list[SpanRow]]


class UnderstoodUpdateRow(UpdateRow):
    accept: NotRequired[bool]


class UnderstoodProposalRow(ProposalRow):
    """With whom it should go to, and a correction, as written."""

    to: str | None
    phone: NotRequired[str]
    reason: NotRequired[str | None]
    """Why a later day is asked for; not in mails of earlier versions."""


class CriterionResultRow(TypedDict):
    """The verdict of a mail on one criterion, or of one resource whether it is given."""

    of: NotRequired[Literal["criterion", "resource"]]
    """Not in mails of earlier versions, which have criteria alone."""
    number: int
    text: str
    met: bool
    measured: str
    opinion: str
    rectify: str
    rectify_by: str | None
    since: NotRequired[str | None]
    """Of a resource: the day from which it is given."""


class DepartmentStanceRow(TypedDict):
    """A yes or a no for one of several departments, by its name."""

    department: str
    stance: Stance
    statement: str
    items: NotRequired[list[ItemOpinionRow]]
    rest_agreed: NotRequired[bool]


class QuestionAnswerRow(TypedDict):
    """An answer to one question of a questionnaire."""

    number: int
    value: str


class UnderstandingRow(TypedDict):
    """The meaning of the new text (`domain.mail.reply.Understanding`). Records of earlier versions lack what came
    later."""

    clauses: list[ClauseRow]
    updates: list[UnderstoodUpdateRow]
    requests: list[TimedRequestRow]
    sign_off: Literal["agreed", "corrected"] | None
    rsvp: Partstat | None
    rsvp_for: NotRequired[str]
    rsvp_remark: NotRequired[str]
    asks_help: bool
    asks_list: bool
    doubt: str
    stance: NotRequired[Stance | None]
    statement: NotRequired[str]
    of_departments: NotRequired[list[DepartmentStanceRow]]
    items: NotRequired[list[ItemOpinionRow]]
    """What is said of single items of a plan."""
    rest_agreed: NotRequired[bool]
    contact: NotRequired[str]
    contact_phone: NotRequired[str]
    promised: NotRequired[str | None]
    needs_date: NotRequired[bool]
    proposals: NotRequired[list[UnderstoodProposalRow]]
    confirmed: NotRequired[list[int]]
    dropped: NotRequired[list[int]]
    criteria: NotRequired[list[CriterionResultRow]]
    criteria_proposed: NotRequired[list[CriterionResultRow]]
    vote: NotRequired[str]
    notes: NotRequired[list[str]]
    vote_proposed: NotRequired[str]
    answers: NotRequired[list[QuestionAnswerRow]]
    """To a questionnaire."""
    answers_proposed: NotRequired[list[QuestionAnswerRow]]
    vote_on: NotRequired[str]
    rsvp_day: NotRequired[str | None]
    deputy: NotRequired[str]
    voter: NotRequired[str]
    voter_name: NotRequired[str]


class OwnAnswerRow(TypedDict):
    """An answer of a kind that has a grammar of its own."""

    kind: Literal["criterion", "resource", "vote", "notes"]
    what: str
    """What it is about."""
    value: str
    """`met`, `unmet`; `counts`, `abstain`."""
    detail: str
    certain: bool


class PositionRow(TypedDict):
    """A mail's answer for its sender's department."""

    stance: Stance
    contact: str | None
    text: str | None


class InboxMailRow(_MailRow, _EnvelopeRow):
    """A mail as `inbox show --json` gives it."""

    requests: list[TimedRequestRow]
    written_at: str
    answers: str | None
    settled: list[int]
    """Numbers of proposals that their sender has decided."""
    """Ref of the outgoing mail that it answers."""
    new_text: NewTextRow | None
    understanding: UnderstandingRow | None
    position: PositionRow | None
    own_answers: list[OwnAnswerRow]


class TrailRow(TypedDict):
    """One field of one record that got another value."""

    at: str
    actor: str
    via: str
    ref: str
    field: str
    """Empty: the record was made."""
    old: Any
    """As `new`, a JSON value of the field's own shape."""
    new: Any
    batch: int


class MailAboutRow(TypedDict):
    """A mail that asked or reminded somebody of an action."""

    at: str
    kind: str
    """`reminder`, `overdue`, `escalation` or `nudge`; `late`: to the owner of what waits for it."""
    outgoing: str
    state: OutgoingState


class SearchHitRow(TypedDict):
    kind: str
    """One of `search.KINDS`."""
    ref: str
    title: str
    texts: list[str]
    """Further words, where the one that was looked for may stand as well."""
    meeting: str | None
    about: str | None
    matter: str | None
    at: str | None
