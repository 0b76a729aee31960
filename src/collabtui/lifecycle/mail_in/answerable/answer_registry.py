"""All kinds of question that a mail of ours can ask, and the ones that a reply can answer."""

from collections.abc import Iterable

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_about import About
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Ask, Request, Understanding
from collabtui.domain.model import Record
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.answerable.action_items import ActionItems
from collabtui.lifecycle.mail_in.answerable.answer_kind import AnswerKind, Effect, ReadReply
from collabtui.lifecycle.mail_in.answerable.change_opinions import ChangeOpinions
from collabtui.lifecycle.mail_in.answerable.check_answers import CheckAnswers
from collabtui.lifecycle.mail_in.answerable.criteria_answers import CriteriaAnswers
from collabtui.lifecycle.mail_in.answerable.invitation_answers import InvitationAnswers
from collabtui.lifecycle.mail_in.answerable.material_answers import MaterialAnswers
from collabtui.lifecycle.mail_in.answerable.meeting_notes import MeetingNotes
from collabtui.lifecycle.mail_in.answerable.minutes_sign_off import MinutesSignOff
from collabtui.lifecycle.mail_in.answerable.request_answers import RequestAnswers
from collabtui.lifecycle.mail_in.answerable.resource_answers import ResourceAnswers
from collabtui.lifecycle.mail_in.answerable.risk_answers import RiskAnswers
from collabtui.lifecycle.mail_in.answerable.several_resources import SeveralResources
from collabtui.lifecycle.mail_in.answerable.vote_answers import VoteAnswers, VotesBeside
from collabtui.store.interface import Reader, Transaction

KINDS: tuple[AnswerKind, ...] = (
    RequestAnswers(),
    ChangeOpinions(),
    CriteriaAnswers(),
    InvitationAnswers(),
    MeetingNotes(),
    MinutesSignOff(),
    VoteAnswers(),
    VotesBeside(),
    ResourceAnswers(),
    RiskAnswers(),
    SeveralResources(),
    CheckAnswers(),
    MaterialAnswers(),
    ActionItems(),
)
"""What a mail asked itself comes first: its objection is the one that is named."""


def kinds_of(about: About) -> tuple[AnswerKind, ...]:
    """The kinds of which a reply to a mail about this can be an answer."""
    return tuple(kind for kind in KINDS if kind.answers(about))


def effects_of(about: About, understood: Understanding) -> frozenset[Effect]:
    """The effects of what was said, of whatever kind."""
    return frozenset().union(*(kind.effects(understood) for kind in kinds_of(about)))


def newer_words(reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
    """Values of the answers, of every kind, on which somebody has said something else since the mail was written."""
    return tuple(word for kind in kinds_of(reply.about) for word in kind.newer(reader, reply))


def refuse_in_inbox(reader: Reader, incoming: Incoming) -> None:
    """Raises `Refused` where the mail waits for nothing but what is decided on another page."""
    for kind in KINDS:
        kind.refuse_in_inbox(reader, incoming)


def decided_elsewhere(reader: Reader, incoming: Incoming) -> frozenset[Ask]:
    """The mail's requests that are decided on another page, whence the sender hears of it."""
    return frozenset().union(*(kind.decided_elsewhere(reader, incoming) for kind in KINDS))


def grant(tx: Transaction, acting: Acting, reply: ReadReply, requests: Iterable[Request]) -> None:
    """The facilitator's yes to requests, of whatever kind. Raises `Refused`."""
    for request in requests:
        for kind in KINDS:
            kind.grant(tx, acting, reply, request)


def revert_answers(tx: Transaction, records: Iterable[Record]) -> None:
    """Mails that wait for something again, since an undo has put these records back."""
    for record in records:
        for kind in KINDS:
            kind.revert(tx, record)
