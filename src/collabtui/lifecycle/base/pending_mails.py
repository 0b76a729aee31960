"""Mails that wait for a decision of the facilitator that is made elsewhere than in the Inbox.

A mail with an unclear answer of a department waits until it is said on the matter's page whether that was a yes or a
no; a mail with a correction of the minutes waits as long as the correction is open. What else was read in them, and
not for certain, waits on in the Inbox. What makes them wait again is `revert` of the kind of question
(`lifecycle.mail_in.answerable`).
"""

from collections.abc import Iterable

from collabtui.domain.mail.mail_about import About, ChangeTo
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import DEPARTMENT_ANSWERS, Proposal, Request
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.meetings.meeting import Correction
from collabtui.domain.via import Via, mail_of
from collabtui.store.interface import Transaction


def settle_answer_mail(tx: Transaction, via: str) -> None:
    """The mail behind `via` need not wait for this any more; what else it asks for does."""
    mail = tx.get(Incoming, ref) if (ref := mail_of(via)) else None
    if (
        mail is None
        or mail.state != "waiting"
        or any(one.ask not in DEPARTMENT_ANSWERS for one in open_proposals(mail))
    ):
        return
    if not mail.requests and not (mail.updates and mail.verdict == "review"):
        tx.put(mail.model_copy(update={"state": "applied"}))


def settle_unclear_mails(tx: Transaction, about: About, beside: str = "") -> None:
    """The mails in which a department was not clear on this question wait no longer, now that it is; `beside` is the
    mail that says so, if one does. One that asks something itself, or says more, waits on."""
    for mail in tx.find(Incoming, state="waiting"):
        asked = tx.get(Outgoing, mail.answers) if mail.answers and mail.ref != beside else None
        understood = mail.understanding
        if asked is None or understood is None or understood.stance != "none" or not _is_answered(asked.about, about):
            continue
        if not any(clause.rule == "question" for clause in understood.clauses):
            settle_answer_mail(tx, str(Via.mail(mail.ref)))


def answered_to(change: ChangeRequest, department: str) -> ChangeTo:
    """The departments whose answer to a change is clear, this one first."""
    clear = (one.department for one in change.opinions if one.value != "unclear" and one.department != department)
    return ChangeTo(change=change.ref, matter=change.matter, department=department, beside=tuple(clear))


def _is_answered(asked: About, answered: About) -> bool:
    """Of a mail that asked for several departments: once all of them are clear."""
    if isinstance(asked, ChangeTo) and isinstance(answered, ChangeTo):
        named = answered.department in asked.departments and set(asked.departments) <= set(answered.departments)
        return asked.change == answered.change and named
    return asked == answered


def settle_correction_mail(tx: Transaction, correction: Correction) -> None:
    """The mail need not wait for this correction any more; what else it asks for does."""
    if correction.mail is None:
        return
    mail = tx.get(Incoming, correction.mail)
    if mail.state != "waiting":
        return
    left = tuple(one for one in mail.requests if not (one.ask == "correct" and one.text == correction.text))
    over = not left and not (mail.understanding and mail.understanding.doubt)
    done = {"state": "applied" if correction.outcome == "accepted" else "rejected"}
    tx.put(mail.model_copy(update=done if over else {"requests": left}))


_OVERTAKEN = frozenset({"postpone", "reassign"})


def settle_older_wishes(tx: Transaction, granted: Incoming, requests: Iterable[Request]) -> None:
    """Older requests of the same sender for the same items wait no longer: these of his were granted. What else an
    older mail says waits on."""
    done = {(one.ask, one.ref) for one in requests if one.ask in _OVERTAKEN and one.ref}
    if granted.person is None or not done:
        return
    for mail in tx.find(Incoming, person=granted.person, state="waiting"):
        left = tuple(one for one in mail.requests if (one.ask, one.ref) not in done)
        if mail.ref == granted.ref or mail.written_at >= granted.written_at or left == mail.requests:
            continue
        over = not left and not open_proposals(mail) and not (mail.updates and mail.verdict == "review")
        over = over and not (mail.understanding and mail.understanding.doubt)
        tx.put(mail.model_copy(update={"state": "rejected"} if over else {"requests": left}))


def open_proposals(incoming: Incoming) -> tuple[Proposal, ...]:
    """The readings of a mail for which neither the facilitator nor its sender has said yes or no yet."""
    understood = incoming.understanding
    return tuple(one for one in understood.proposals if one.n not in incoming.settled) if understood else ()
