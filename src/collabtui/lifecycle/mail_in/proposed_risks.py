"""Risks that a mail tells of: entered once the facilitator has said that they are risks."""

import re
from collections.abc import Iterable

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Proposal
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import one_line
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.matters.risk_alarm import put_risk
from collabtui.store.interface import Reader, Transaction

_MARK = re.compile(r"^[^:：]{0,20}[:：]\s*")
"""What announces it: `risk:`, `有个风险：`."""


def enter_risks(tx: Transaction, acting: Acting, incoming: Incoming, chosen: Iterable[Proposal]) -> list[Risk]:
    """In the matter of the mail that was answered; its hours count from when it was written."""
    answered = tx.get(Outgoing, incoming.answers) if incoming.answers else None
    risks = [one for one in chosen if one.ask == "risk"]
    return [
        put_risk(
            tx,
            acting,
            Risk(
                ref=tx.next_ref(Risk),
                text=_text(incoming, risk),
                matter=_matter(tx, answered) if answered else None,
                raised_at=incoming.written_at,
                by=tx.get(Person, incoming.person).name if incoming.person else incoming.sender,
            ),
        )
        for risk in risks
    ]


def _text(incoming: Incoming, risk: Proposal) -> str:
    clauses = incoming.understanding.clauses if incoming.understanding else ()
    said = " ".join(one.text for one in clauses if risk.n in one.proposals)
    return one_line(_MARK.sub("", said)) or one_line(said) or incoming.subject


def _matter(reader: Reader, answered: Outgoing) -> str | None:
    if answered.matter or not answered.meeting:
        return answered.matter
    return reader.get(Meeting, answered.meeting).matter
