"""Reason codes: each says why a mail, or a clause of it, became what it became.

Shown to people as the catalogue entries `reason.<code>` and, of a clause, `rule.<code>`. Codes are stored with
the mail: one that was ever given stays in its list.
"""

from typing import Literal, TypeGuard, get_args

# what kind of mail it is

AutomaticReason = Literal[
    "auto-submitted",
    "read-receipt",
    "report",
    "automatic-header",
    "precedence",
    "empty-return-path",
    "no-reply-sender",
    "automatic-subject",
    "automatic-opening",
]
"""Shows that no person wrote the mail."""
BulkReason = Literal["mailing-list", "bulk"]
BounceReason = Literal["delivery-report", "failed-recipients", "mail-daemon", "bounce-wording"]
KindReason = Literal[
    AutomaticReason,
    BulkReason,
    BounceReason,
    "our-mail",
    "calendar-reply",
    "calendar-counter",
    "answers-ours",
    "no-reference",
    "other-collabtui",
]

# how far its sender can be trusted

AuthenticationReason = Literal[
    "dmarc-passed",
    "dkim-passed",
    "spf-passed",
    "dmarc-failed",
    "dkim-failed",
    "spf-failed",
    "not-authenticated",
    "authserv-id-unset",
]
TrustReason = Literal[AuthenticationReason, "token", "token-of-another", "unknown-sender", "shared-address", "junk"]

# what its new text says

CutDoubt = Literal[
    "own-text-left", "below-quote", "all-quoted", "parts-differ", "truncated", "damaged", "unread-part", "file-shown"
]
"""Why the cut is not to be trusted: text of ours stands in what should be new; words below a quote that belong to
no item; nothing is new; the text part and the HTML part say different things; the end of the mail is missing, and with
it what may take back the rest; what no person writes stands in the new text; all that
it brings is something that is not read, an encrypted mail or a file; a text file is shown within the letter."""
Statement = Literal[
    "accept",
    "against",
    "agree",
    "attendance",
    "blocked",
    "cancel",
    "confirmed",
    "contact",
    "correct",
    "delegate",
    "done",
    "dropped",
    "for",
    "help",
    "list",
    "met",
    "not-begun",
    "note",
    "percent",
    "postpone",
    "promise",
    "reason",
    "reassign",
    "started",
    "talk",
    "unmet",
    "vote",
    "yes",
]
"""What a clause says."""
MentionProblem = Literal["out-of-range", "others-item", "unclear-item"]
"""Why an item that is named is none of the sender's."""
ClosedDoubt = Literal["taken-back", "was-cancelled", "was-done"]
"""The item itself was taken back; somebody has cancelled it; somebody else has said that it is done."""
SituationDoubt = Literal[
    ClosedDoubt, "already-done", "below-known", "waits-for-open", "no-file", "later-than-wanted", "names-other-owner"
]
"""Why the records make what a clause says unlikely: somebody has said so of the item already, and the number may be
another's; more of it was done; what it depends on is open; a file is due, is said to be attached, and is not; a yes
names a later day than the matter wants; a yes to minutes says that another owns one of their actions; it is closed, and
would be opened or set done without a word."""
ClauseDoubt = Literal[
    MentionProblem,
    SituationDoubt,
    "almost",
    "ambiguous-date",
    "away",
    "condition",
    "contradiction",
    "deputy",
    "foreign-language",
    "future",
    "hearsay",
    "hedged",
    "likely",
    "misses-target",
    "needs-due",
    "negated",
    "no-date",
    "no-stance",
    "no-such-day",
    "open-words",
    "past-date",
    "plan",
    "question",
    "quotation",
    "repaired",
    "rest-unsaid",
    "risk",
    "risk-answer",
    "several-open",
    "slip",
    "to-another",
    "unknown",
    "vague",
    "wish",
]
"""Why a clause does not count, or is only proposed."""
ClauseRule = Literal[Statement, ClauseDoubt]
_CLAUSE_DOUBTS = frozenset(get_args(ClauseDoubt))
ContactDoubt = Literal["contact-unknown", "contact-elsewhere"]
"""Why it is not certain whom a department names: nobody, or several, are known by that name; somebody of another
department is."""
ReplyDoubt = Literal[
    ClauseDoubt, ContactDoubt, "criterion-changed", "meeting-notes", "meeting-cancelled", "brings-material"
]
"""Why a person has to look at a reply that was read."""

# what speaks against applying it

Objection = Literal[
    "older-than-known",
    "decided-meanwhile",
    "older-in-part",
    "asked-anew",
    "asked-no-more",
    "change-decided",
    "matter-filed",
    "department-disagrees",
    "criterion-changed",
    "vote-closed",
    "meeting-cancelled",
    "meeting-over",
    "asked-for-another-time",
    "not-asked",
    "has-left",
    "speaks-no-more",
    "others-item",
    "answers-duties",
]
"""Why an answer that is certain does not take the place of what is known."""
ObsoleteReason = Literal[
    "foreign-attendee",
    "old-sequence",
    "other-occurrence",
    "no-partstat",
    "older-than-known",
    "asked-for-another-time",
]
"""Why a calendar's answer counts for nothing."""
SetAside = Literal["too-slow", "reader-died"]
"""Why a mail was set aside unread: reading it took longer than it may, or ended whoever read it."""
UnreadReason = Literal[SetAside, "unreadable", "head-cut-off", "not-carried-out"]
"""Why a mail is kept as it came, for a person to read."""
Reason = Literal[
    UnreadReason,
    KindReason,
    TrustReason,
    CutDoubt,
    ReplyDoubt,
    Objection,
    ObsoleteReason,
    "understood",
    "asks",
    "brings-table",
    "nothing-said",
    "subject-alone",
    "stranger",
    "forged",
    "too-many",
    "bounced",
    "bounce-unproved",
    "bounce-by-person",
    "calendar",
    "calendar-ahead",
    "calendar-unclear",
    "unknown-uid",
    "read-again",
]
"""Why the verdict on a mail is what it is."""


def is_doubt(code: str) -> TypeGuard[ClauseDoubt]:
    """Whether a code says why a clause does not count."""
    return code in _CLAUSE_DOUBTS
