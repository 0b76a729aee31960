"""Risks that nobody has answered in time, and those whose day of review has come: the owner, who stands by and the
facilitator are told, each once; of a review again when its next day has come, of a high risk as long as nothing is done
against it, unless its owner has said something that the facilitator is to look at. While its owner is away the answer
is asked of who stands in for him."""

from collections.abc import Iterator
from datetime import date

from collabtui.domain.deadlines.risk_answer_deadline import RISK_ANSWER, asked_again_on, risk_answer_due
from collabtui.domain.mail.mail_records import Incoming, Outgoing, Reminded
from collabtui.domain.mail.reply import TRUSTED_LEVELS
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.people import Person
from collabtui.lifecycle.assignments.changed_assignments import stands_by
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until
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
                    yield _mail(reader, acting, risk, person, None)
                if absent := _absent_owner(reader, acting, risk):
                    yield _mail(reader, acting, risk, *absent)
            if risk.review and risk.review <= acting.today:
                for person in _owing(reader, acting, risk):
                    yield _review_mail(reader, acting, risk, risk.review, person)


def _owing(reader: Reader, acting: Acting, risk: Risk) -> list[Person]:
    parts = filter(None, (risk.owner, stands_by(reader, risk)))
    known = [facilitator_of(reader, acting, risk.matter), *(reader.get(Person, one) for one in parts)]
    return list({person.ref: person for person in known}.values())


def _absent_owner(reader: Reader, acting: Acting, risk: Risk) -> tuple[Person, Person] | None:
    """The one who stands in for the owner while he is away, and the owner; None where he hears of it anyway."""
    owner = reader.get(Person, risk.owner) if risk.owner else None
    if owner is None or not owner.is_away(day := day_of(acting.now, owner)):
        return None
    deputy = in_place_of(reader, owner, day)
    known = {one.ref for one in _owing(reader, acting, risk)}
    return (deputy, owner) if deputy and deputy.ref not in known else None


def _again(reader: Reader, acting: Acting, risk: Risk, person: Person) -> date | None:
    """The day on which the person is told once more; None where that is not so, or not yet."""
    key = outbox_keys.risk_owed(risk.ref, person.ref)
    if risk.level != "high" or not (asked := _asked_on(reader, key, person)) or _is_answered(reader, risk):
        return None
    return asked_again_on(asked, day_of(acting.now, person), acting.working_days(person.country))


def _asked_on(reader: Reader, key: str, person: Person) -> date | None:
    """The day on which it was told first, in a mail of its own or in the one of that day."""
    own = [mail.queued_at for mail in reader.find(Outgoing, key=key, limit=1) if not mail.is_put_off]
    within = [one.at for one in reader.find(Reminded, ref=key, limit=1)]
    return next((day_of(at, person) for at in (*own, *within)), None)


def _is_answered(reader: Reader, risk: Risk) -> bool:
    """Whether an answer to a question on it waits for the facilitator."""
    asked = [mail.ref for mail in reader.find(Outgoing, change=risk.ref)]
    waiting = reader.find(Incoming, answers=asked, state="waiting") if asked else []
    return any(mail.trust in TRUSTED_LEVELS for mail in waiting)


def _mail(reader: Reader, acting: Acting, risk: Risk, person: Person, absent: Person | None) -> DueMail:
    """`absent`: the owner in whose place the person is asked."""
    again = _again(reader, acting, risk, person)
    due = risk_answer_due(risk.raised_at).astimezone(acting.zone).date()
    owner = reader.get(Person, risk.owner).name if risk.owner else ""
    hours = int(RISK_ANSWER.total_seconds() // 3600)
    title = reader.get(Matter, risk.matter).title if risk.matter else ""
    own = absent is not None or person.ref == risk.owner
    facilitates = person.ref == facilitator_of(reader, acting, risk.matter).ref
    asked = own or not facilitates
    message = Message(
        kind="request" if own else "notice",
        key=outbox_keys.risk_owed(risk.ref, person.ref, again),
        person=person,
        template="risk-owed",
        context={
            "risk": risk,
            "title": title,
            "owner": owner,
            "hours": hours,
            "own": own,
            "absent": absent,
            "stands_by": not (own or facilitates),
        },
        matter=risk.matter,
        change=risk.ref if asked else None,
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
