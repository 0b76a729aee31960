"""Readings that were not certain are asked back in the answer: what becomes of the mail that is asked about, once its
sender has settled them (`y2` is read by `language.replies.confirmed_readings`)."""

from typing import Literal

from collabtui.domain.mail.adopted_proposals import can_be_confirmed
from collabtui.domain.mail.mail_about import About, ListedItems
from collabtui.domain.mail.mail_records import AskedBack, Incoming, IncomingState, Outgoing
from collabtui.domain.mail.reply import Understanding, read_within
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.store.interface import Reader, Transaction


def about_answered(answered: Outgoing | None, understood: Understanding) -> About:
    """The subject that a reply answers. Who confirms a reading answers what the mail was about in which it was read."""
    if answered is None:
        return ListedItems()
    if answered.asked_back and (understood.confirmed or understood.dropped):
        return answered.asked_back.about
    return answered.about


def asked_back(assessment: Assessment, ref: str) -> AskedBack | None:
    """The question with which the answer to a mail asks back; None where all of it was certain, or where a yes of his
    would not be believed. `ref`: of the mail."""
    proposals = tuple(one for one in assessment.understanding.proposals if can_be_confirmed(one))
    if not proposals or not assessment.is_trusted:
        return None
    return AskedBack(mail=ref, about=assessment.about, proposals=proposals)


def decided_meanwhile(
    reader: Reader, answered: Outgoing | None, understood: Understanding
) -> Literal["decided-meanwhile"] | None:
    """The reason for holding a confirmation: the facilitator has rejected that reading. None where it counts."""
    if answered is None or answered.asked_back is None or not understood.confirmed:
        return None
    read = reader.get(Incoming, answered.asked_back.mail)
    return "decided-meanwhile" if read.state in ("rejected", "undone") else None


def settle(tx: Transaction, answered: Outgoing | None, understood: Understanding) -> None:
    """The readings that were confirmed or dropped wait no longer, and neither does their mail once nothing is left."""
    numbers = {*understood.confirmed, *understood.dropped}
    if answered is None or answered.asked_back is None or not numbers:
        return
    read = tx.get(Incoming, answered.asked_back.mail)
    settled = tuple(sorted({*read.settled, *numbers}))
    state = _state(read, settled, confirmed=bool(understood.confirmed))
    tx.put(read.model_copy(update={"settled": settled, "state": state}))


def ask_again(tx: Transaction, incoming: Incoming) -> None:
    """Open again what this mail had settled: it waits for the facilitator, since the mail was taken back."""
    understood = incoming.understanding or Understanding()
    numbers = {*understood.confirmed, *understood.dropped}
    answered = tx.get(Outgoing, incoming.answers) if incoming.answers and numbers else None
    if answered is None or answered.asked_back is None:
        return
    read = tx.get(Incoming, answered.asked_back.mail)
    settled = tuple(n for n in read.settled if n not in numbers)
    tx.put(read.model_copy(update={"settled": settled, "state": "waiting"}))


def settled_by_sender(reader: Reader, read: Incoming) -> tuple[int, ...]:
    """The readings that are settled whatever the facilitator decides."""
    found: set[int] = set()
    later = reader.find(Incoming, person=read.person) if read.settled else ()
    for one in later:
        understood = one.understanding
        numbers = {*understood.confirmed, *understood.dropped} if understood and one.state != "undone" else None
        asked = reader.get(Outgoing, one.answers).asked_back if numbers and one.answers else None
        if numbers and asked and asked.mail == read.ref:
            found |= numbers
    return tuple(sorted(found & {*read.settled}))


def _state(read: Incoming, settled: tuple[int, ...], *, confirmed: bool) -> IncomingState:
    if read.state != "waiting" or read.requests or read.understanding is None:
        return read.state
    proposals = {one.n for one in read.understanding.proposals}
    # what its writer took back himself waits only for what he put in its place
    clauses = read.understanding.clauses
    others = any(
        clause.strength == "wait" and clause.rule != "repaired" and read_within(clause, clauses) is None
        for clause in clauses
    )
    if others or not proposals <= set(settled) or (read.verdict == "review" and read.updates):
        return "waiting"
    return "applied" if confirmed or read.updates else "ignored"
