"""Risks that a mail tells of: entered once the facilitator has said that they are risks."""

from collections.abc import Iterable

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import SELF, Proposal
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import one_line
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.language.stated_risk import stated_risk, stated_risks
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.matters.risk_alarm import put_risk
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue


def enter_risks(tx: Transaction, acting: Acting, incoming: Incoming, chosen: Iterable[Proposal]) -> list[Risk]:
    """In the matter of the mail that was answered; its hours count from when it was written."""
    answered = tx.get(Outgoing, incoming.answers) if incoming.answers else None
    matter = matter_of(tx, answered) if answered else None
    by = tx.get(Person, incoming.person).name if incoming.person else incoming.sender
    stated = stated_risks(text for one in chosen if one.ask == "risk" for text in clauses_of(incoming, one))
    found = stated or _by_subject(incoming, chosen)
    return [put_risk(tx, acting, _risk(tx, acting, one, matter, incoming, by)) for one in found]


def _by_subject(incoming: Incoming, chosen: Iterable[Proposal]) -> list[str]:
    """Where no word of it is kept: what the mail is called."""
    return [incoming.subject for one in chosen if one.ask == "risk"]


def _risk(tx: Transaction, acting: Acting, remark: str, matter: str | None, incoming: Incoming, by: str) -> Risk:
    return described_risk(tx, acting, remark, incoming).model_copy(
        update={"ref": tx.next_ref(Risk), "matter": matter, "by": by}
    )


def described_risk(tx: Reader, acting: Acting, remark: str, incoming: Incoming) -> Risk:
    """The risk with its level, scope, answer, owner and day, as the mail names them; what it does not name stays open.
    It has no ref yet."""
    locale = acting.config.organiser.locale
    written = incoming.written_at.astimezone(acting.zone).date()
    parts = stated_risk(remark, everybody(tx), locale=locale, written=written)
    need = Catalogue(locale)("form.needed", what=parts.need) if parts.need else ""
    given = {
        "level": parts.level,
        "likelihood": parts.likelihood,
        "severity": parts.severity,
        "impact": parts.scope,
        "answer": "\n".join(filter(None, (parts.answer, need))),
        "standby": parts.standby,
        "owner": incoming.person if parts.owner == SELF else parts.owner,
        "review": parts.until,
    }
    text = one_line(parts.text) or incoming.subject
    risk = Risk(ref="R0", text=text, raised_at=incoming.written_at, by="")
    return risk.model_copy(update={name: value for name, value in given.items() if value})


def clauses_of(incoming: Incoming, risk: Proposal) -> list[str]:
    """The words of the mail on the risk that is proposed, as written."""
    clauses = incoming.understanding.clauses if incoming.understanding else ()
    return [one.text for one in clauses if risk.n in one.proposals]


def matter_of(reader: Reader, answered: Outgoing) -> str | None:
    """The one that the mail is about; of a mail about several items the one that all of them belong to."""
    if answered.matter:
        return answered.matter
    if answered.meeting:
        return reader.get(Meeting, answered.meeting).matter
    matters = {reader.get(Action, one.ref).matter for one in answered.items if model_of(one.ref) is Action}
    return matters.pop() if len(matters) == 1 else None
