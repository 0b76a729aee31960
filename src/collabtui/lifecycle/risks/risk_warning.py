"""A high risk in a reply of somebody who takes part: who is concerned is warned at once, in the words of the mail, and
the facilitator is asked to enter it."""

from collections.abc import Iterator

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.people import Person
from collabtui.language.stated_risk import stated_risks, without_mark
from collabtui.language.stated_risk_level import rated_alone
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.matters.acceptance import recipients
from collabtui.lifecycle.matters.risk_alarm import concerned
from collabtui.lifecycle.risks.proposed_risks import clauses_of, described_risk, matter_of
from collabtui.store.interface import Reader, Transaction


def queue_risk_warnings(tx: Transaction, acting: Acting, assessment: Assessment, incoming: Incoming) -> None:
    """Of a mail that proves who wrote it, whose sender takes part in the matter, and which calls the risk one and high
    itself. Nothing is entered by it: that takes the facilitator's yes, who reads so."""
    person = assessment.origin.person
    if person is None or not incoming.answers or not assessment.is_trusted or assessment.rate_limited:
        return
    risks = [(remark, risk) for remark, risk in _stated(tx, acting, incoming) if risk.level == "high"]
    ref = matter_of(tx, tx.get(Outgoing, incoming.answers)) if risks else None
    matter = tx.get(Matter, ref) if ref else None
    if matter is None or not _takes_part(tx, acting, matter, person):
        return
    own = facilitator_of(tx, acting, matter.ref)
    people = concerned(tx, acting, matter, None) | {own.ref: own}
    people.pop(person.ref, None)
    lines = [{"told": without_mark(remark), "risk": risk} for remark, risk in risks]
    queue_all(tx, acting, [_message(incoming, matter, person, one, lines, one == own) for one in people.values()])


def _stated(reader: Reader, acting: Acting, incoming: Incoming) -> Iterator[tuple[str, Risk]]:
    """Each risk that is called one: what is only likely to be one waits for the facilitator."""
    proposals = incoming.understanding.proposals if incoming.understanding else ()
    marked = [one for one in proposals if one.ask == "risk" and one.why == "risk"]
    for remark in stated_risks(text for one in marked for text in clauses_of(incoming, one)):
        risk = described_risk(reader, acting, remark, incoming)
        if rated_alone(risk.text) is None:  # 风险：高 says of nothing what may happen
            yield remark, risk


def _takes_part(reader: Reader, acting: Acting, matter: Matter, person: Person) -> bool:
    return person.ref in {one.ref for one in recipients(reader, acting, matter).everybody}


def _message(
    incoming: Incoming, matter: Matter, sender: Person, person: Person, lines: list[dict[str, object]], own: bool
) -> Message:
    return Message(
        kind="notice",
        key=outbox_keys.risk_warning(incoming.ref, person.ref),
        person=person,
        template="risk-warning",
        context={"lines": lines, "matter": matter, "sender": sender, "mail": incoming.ref, "own": own},
        matter=matter.ref,
        automatic=True,
    )
