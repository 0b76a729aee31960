"""Risks that a mail tells of: entered once the facilitator has said that they are risks."""

import re
from collections.abc import Iterable

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Proposal
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import one_line
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.language.stated_risk_level import stated_rating, without_level
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.matters.risk_alarm import put_risk
from collabtui.store.interface import Reader, Transaction

_MARK = re.compile(r"^[^:：]{0,20}[:：]\s*")
"""What announces it: `risk:`, `有个风险：`."""


def enter_risks(tx: Transaction, acting: Acting, incoming: Incoming, chosen: Iterable[Proposal]) -> list[Risk]:
    """In the matter of the mail that was answered; its hours count from when it was written."""
    answered = tx.get(Outgoing, incoming.answers) if incoming.answers else None
    matter = _matter(tx, answered) if answered else None
    by = tx.get(Person, incoming.person).name if incoming.person else incoming.sender
    sentences = [_sentence(incoming, one) for one in chosen if one.ask == "risk"]
    return [put_risk(tx, acting, _risk(tx, one, matter, incoming, by)) for one in sentences]


def _risk(tx: Transaction, sentence: str, matter: str | None, incoming: Incoming, by: str) -> Risk:
    text = one_line(_MARK.sub("", sentence)) or one_line(sentence) or incoming.subject
    risk = Risk(ref=tx.next_ref(Risk), text=without_level(text), matter=matter, raised_at=incoming.written_at, by=by)
    # 高风险：… has its level in the words that announce it
    rating = stated_rating(sentence)
    given = {"level": rating.level, "likelihood": rating.likelihood, "severity": rating.impact}
    return risk.model_copy(update={name: value for name, value in given.items() if value})


def _sentence(incoming: Incoming, risk: Proposal) -> str:
    clauses = incoming.understanding.clauses if incoming.understanding else ()
    return " ".join(one.text for one in clauses if risk.n in one.proposals)


def without_mark(clause: str) -> str:
    """The text of a risk in a clause, without the words that announce it."""
    return _MARK.sub("", clause) or clause


def _matter(reader: Reader, answered: Outgoing) -> str | None:
    """The one that the mail is about; of a mail about several items the one that all of them belong to."""
    if answered.matter:
        return answered.matter
    if answered.meeting:
        return reader.get(Meeting, answered.meeting).matter
    matters = {reader.get(Action, one.ref).matter for one in answered.items if model_of(one.ref) is Action}
    return matters.pop() if len(matters) == 1 else None
