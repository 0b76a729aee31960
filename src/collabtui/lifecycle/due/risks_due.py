"""Risks that nobody has answered in time, and those whose day of review has come: the owner, who stands by and the
facilitator are told, each once; of a review again when its next day has come."""

from collections.abc import Iterator
from datetime import date

from collabtui.domain.deadlines.risk_answer_deadline import RISK_ANSWER, risk_answer_due
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.people import Person
from collabtui.lifecycle.assignments.changed_assignments import stands_by
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until
from collabtui.store.interface import Reader


class RisksDue:
    """Open, and what is to be done against it was not said in the hours that a risk has; or the day of its review has
    come."""

    kinds: tuple[OwedKind, ...] = ("risk-owed", "risk-review")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for risk in reader.find(Risk, state="open"):
            if is_filed(reader, risk.matter):
                continue
            if not risk.answer and risk_answer_due(risk.raised_at) <= acting.now:
                for person in _owing(reader, acting, risk):
                    yield _mail(reader, acting, risk, person)
            if risk.review and risk.review <= acting.today:
                for person in _owing(reader, acting, risk):
                    yield _review_mail(reader, acting, risk, risk.review, person)


def _owing(reader: Reader, acting: Acting, risk: Risk) -> list[Person]:
    parts = filter(None, (risk.owner, stands_by(reader, risk)))
    known = [facilitator_of(reader, acting, risk.matter), *(reader.get(Person, one) for one in parts)]
    return list({person.ref: person for person in known}.values())


def _mail(reader: Reader, acting: Acting, risk: Risk, person: Person) -> DueMail:
    due = risk_answer_due(risk.raised_at).astimezone(acting.zone).date()
    owner = reader.get(Person, risk.owner).name if risk.owner else ""
    hours = int(RISK_ANSWER.total_seconds() // 3600)
    title = reader.get(Matter, risk.matter).title if risk.matter else ""
    own = person.ref == risk.owner
    facilitates = person.ref == facilitator_of(reader, acting, risk.matter).ref
    message = Message(
        kind="request" if own else "notice",
        key=outbox_keys.risk_owed(risk.ref, person.ref),
        person=person,
        template="risk-owed",
        context={
            "risk": risk,
            "title": title,
            "owner": owner,
            "hours": hours,
            "own": own,
            "stands_by": not (own or facilitates),
        },
        matter=risk.matter,
        change=risk.ref if own else None,
        automatic=True,
    )
    return DueMail(message, (Owed("risk-owed", risk.ref, risk.text, due, days_until(acting, due)),), asks=own)


def _review_mail(reader: Reader, acting: Acting, risk: Risk, day: date, person: Person) -> DueMail:
    title = reader.get(Matter, risk.matter).title if risk.matter else ""
    own = person.ref == risk.owner
    message = Message(
        kind="notice",
        key=outbox_keys.risk_review(risk.ref, day, person.ref),
        person=person,
        template="risk-review",
        context={"risk": risk, "title": title, "own": own},
        matter=risk.matter,
        automatic=True,
    )
    return DueMail(message, (Owed("risk-review", risk.ref, risk.text, day, days_until(acting, day)),))
