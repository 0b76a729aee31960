"""The meaning of proposals once somebody has said that they were read right: their sender, or the facilitator."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeGuard, get_args

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule
from collabtui.domain.mail.reply import DEPARTMENT_ANSWERS, Answer, Ask, Proposal, Request, Understanding, Update
from collabtui.domain.meetings.meeting import Partstat

_ASKS: tuple[Ask, ...] = get_args(Ask)
_COMES: tuple[Literal["accepted", "declined", "tentative"], ...] = ("accepted", "declined", "tentative")
_OF_ANSWER: frozenset[ClauseRule] = frozenset({"for", "against", "contact", "promise"})


class Adopted(NamedTuple):
    updates: tuple[Update, ...] = ()
    requests: tuple[Request, ...] = ()
    sign_off: Literal["agreed", "corrected"] | None = None
    rsvp: Partstat | None = None
    rsvp_remark: str = ""
    stance: Literal["for", "against"] | None = None
    statement: str = ""
    contact: str = ""
    contact_phone: str = ""
    promised: date | None = None
    deputy: str = ""


def adopted(proposals: Sequence[Proposal]) -> Adopted:
    """As if it had been said for certain. A risk and an absence are none of these: they are entered as what they
    are."""
    answers = [one.ask for one in proposals]
    answer = next((one for one in proposals if one.ask in DEPARTMENT_ANSWERS), None)
    granted = answer if answer and answer.ask == "for" else None
    return Adopted(
        updates=tuple(update for one in proposals if (update := _update(one))),
        requests=tuple(request for one in proposals if (request := _request(one))),
        sign_off="corrected" if _corrects(proposals) else "agreed" if "agreed" in answers else None,
        rsvp=next((one for one in answers if one in ("accepted", "declined", "tentative")), None),
        rsvp_remark=next((one.text for one in proposals if one.ask in _COMES and one.text), ""),
        stance="for" if granted else "against" if answer else None,
        statement=(answer.text or "") if answer else "",
        contact=(granted.to or "") if granted else "",
        contact_phone=granted.phone if granted else "",
        promised=granted.due if granted else None,
        deputy=next((one.to for one in proposals if one.ask == "declined" and one.to), ""),
    )


def with_their_days(asked: Sequence[Request], likely: Sequence[Request]) -> tuple[Request, ...]:
    """Both. A wish for more time that names no day, and the only one of its action that most likely names it, are one:
    `1 will be late, can I have until 4 Dec?`"""
    days = {ref: found[0] for ref in {one.ref for one in asked} if len(found := _dated(ref, likely)) == 1}
    dated = [one.model_copy(update={"due": days[one.ref].due}) if _lacks_day(one, days) else one for one in asked]
    taken = {id(days[one.ref]) for one in asked if _lacks_day(one, days)}
    return (*dated, *(one for one in likely if id(one) not in taken))


def _dated(ref: str | None, likely: Sequence[Request]) -> list[Request]:
    return [one for one in likely if one.ref == ref and one.ask == "postpone" and one.due]


def _lacks_day(one: Request, days: Collection[str | None]) -> bool:
    return one.ask == "postpone" and one.due is None and one.ref in days


def can_be_confirmed(proposal: Proposal) -> bool:
    """Whether a plain yes of its sender would be enough to do what it says; a risk and an absence are entered by
    the facilitator, and whether a later day than the one wanted will do is his to say."""
    return proposal.ask not in ("risk", "absence") and proposal.why != "later-than-wanted"


def with_answer_proposed(
    understood: Understanding, why: ClauseDoubt, answer: Literal["for", "against"]
) -> Understanding:
    """The understanding with the yes or no of a department, likely and not certain, as a proposal: contact and day are
    part of a yes."""
    n = max((one.n for one in understood.proposals), default=0) + 1
    likely = Proposal(
        n=n,
        ref=None,
        ask=answer,
        to=understood.contact or None,
        phone=understood.contact_phone,
        due=understood.promised,
        text=understood.statement,
        why=why,
    )
    clauses = tuple(
        one.model_copy(update={"counts": False, "proposals": (n,)}) if one.rule in _OF_ANSWER else one
        for one in understood.clauses
    )
    fields = {"stance": "none", "contact": "", "contact_phone": "", "promised": None, "doubt": why, "clauses": clauses}
    return understood.model_copy(update={**fields, "proposals": (*understood.proposals, likely)})


def with_agreement_proposed(understood: Understanding, why: ClauseDoubt) -> Understanding:
    """The understanding with the yes to minutes as a proposal."""
    n = max((one.n for one in understood.proposals), default=0) + 1
    clauses = tuple(
        one.model_copy(update={"counts": False, "proposals": (n,)}) if one.rule == "agree" else one
        for one in understood.clauses
    )
    likely = Proposal(n=n, ref=None, ask="agreed", why=why)
    fields = {"sign_off": None, "doubt": understood.doubt or why, "clauses": clauses}
    return understood.model_copy(update={**fields, "proposals": (*understood.proposals, likely)})


def without_guesses(understood: Understanding) -> Understanding:
    """The understanding without readings that the learnt weights made likely, and nothing else says."""
    kept = tuple(one for one in understood.proposals if one.why != "likely")
    numbers = {one.n for one in kept}
    clauses = tuple(
        one.model_copy(update={"proposals": tuple(n for n in one.proposals if n in numbers)})
        for one in understood.clauses
    )
    return understood.model_copy(update={"clauses": clauses, "proposals": kept})


def exclude_each_other(proposals: Sequence[Proposal]) -> bool:
    """Whether two of them say different things of one item, or of whether the sender comes."""
    subjects = [one.ref or one.ask in _COMES for one in proposals if one.ask not in ("agreed", *DEPARTMENT_ANSWERS)]
    known = [one for one in subjects if one]
    return len(known) != len(set(known))


def _corrects(proposals: Sequence[Proposal]) -> bool:
    return any(one.ask == "correct" and one.text for one in proposals)


def _update(proposal: Proposal) -> Update | None:
    accepts = proposal.ask == "accept"
    if proposal.ref is None or not (proposal.status or accepts):
        return None
    why = proposal.reason if proposal.status == "blocked" and proposal.ask is None else None
    return Update(ref=proposal.ref, status=proposal.status, percent=proposal.percent, note=why, accept=accepts)


def _request(proposal: Proposal) -> Request | None:
    if proposal.ask is None or not _is_asked(proposal.ask):
        return None
    return Request(
        ref=proposal.ref,
        ask=proposal.ask,
        due=proposal.due,
        reason=proposal.reason,
        to=proposal.to,
        text=proposal.text,
    )


def _is_asked(ask: Ask | Answer) -> TypeGuard[Ask]:
    return ask in _ASKS
