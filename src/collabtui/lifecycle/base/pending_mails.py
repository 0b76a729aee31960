"""Mails that wait for a decision of the facilitator that is made elsewhere than in the Inbox.

A mail with an unclear answer of a department waits until it is said on the matter's page whether that was a yes or a
no; a mail with a correction of the minutes waits as long as the correction is open. Undoing the decision makes it wait
again.
"""

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Request
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Correction, SignOff
from collabtui.domain.model import Record
from collabtui.errors import Refused
from collabtui.store.interface import Reader, Transaction

_MAIL = "mail:"


def unclear_answers(record: Record) -> dict[str, str]:
    """The departments that said something that is neither a yes nor a no, and through what: `mail:I7`."""
    if isinstance(record, Matter):
        return {one.department: one.via for one in record.asked if one.is_unclear}
    if isinstance(record, ChangeRequest) and record.state == "asked":
        return {one.department: one.via for one in record.opinions if one.stance == "none"}
    return {}


def settle_answer_mail(tx: Transaction, via: str) -> None:
    """The mail behind `via` need not wait for this any more; what else it asks for does."""
    mail = tx.get(Incoming, via.removeprefix(_MAIL)) if via.startswith(_MAIL) else None
    if mail and mail.state == "waiting" and not mail.requests and not (mail.updates and mail.verdict == "review"):
        tx.put(mail.model_copy(update={"state": "applied"}))


def _reopen_answer_mails(tx: Transaction, record: Record) -> None:
    """What a department said is neither a yes nor a no again, since what was made of it was taken back."""
    for via in unclear_answers(record).values():
        mail = tx.get(Incoming, via.removeprefix(_MAIL)) if via.startswith(_MAIL) else None
        if mail and mail.state != "waiting":
            tx.put(mail.model_copy(update={"state": "waiting"}))


def refuse_in_inbox(reader: Reader, incoming: Incoming) -> None:
    """Raises `Refused` (inbox.say_in_matter: ref, matter, place) where the mail waits for nothing but that: whether it
    is a yes or a no is said on the page of the matter."""
    if incoming.requests or (incoming.updates and incoming.verdict == "review"):
        return
    if place := place_of_mail(reader, incoming):
        matter = place.partition("/")[0]
        raise Refused("inbox.say_in_matter", ref=incoming.ref, matter=matter, place=place)


def place_of_mail(reader: Reader, incoming: Incoming) -> str:
    """Where it is said which it is, as pages are told; empty where nothing of the mail waits for that."""
    answers = reader.get(Outgoing, incoming.answers) if incoming.answers else None
    if answers is None or answers.matter is None or answers.department is None:
        return ""
    asked = reader.get(ChangeRequest, answers.change) if answers.change else reader.get(Matter, answers.matter)
    if unclear_answers(asked).get(answers.department) != f"{_MAIL}{incoming.ref}":
        return ""
    own = f"{answers.change}#" if answers.change else "?"
    return f"{answers.matter}/{own}{answers.department}"


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


def _reopen_correction_mails(tx: Transaction, answer: SignOff) -> None:
    """Corrections of this answer that are open again, since what became of them was taken back, are asked for again by
    their mails. The trail keeps no requests; the correction says what was asked."""
    waiting = [one for one in answer.corrections if one.outcome == "open"]
    for ref in dict.fromkeys(one.mail for one in waiting if one.mail):
        mail = tx.get(Incoming, ref)
        asked = {one.text: one for one in mail.requests if one.ask == "correct"}
        corrects = [asked.get(one.text) or _asked_by(one) for one in waiting if one.mail == ref]
        others = [one for one in mail.requests if one.ask != "correct"]
        tx.put(mail.model_copy(update={"state": "waiting", "requests": (*corrects, *others)}))


def _asked_by(correction: Correction) -> Request:
    return Request(ref=correction.line, ask="correct", text=correction.text)


def wait_again(tx: Transaction, record: Record) -> None:
    """Puts the mails behind `record` back to waiting; `record` is as the undo has left it."""
    if isinstance(record, SignOff):
        _reopen_correction_mails(tx, record)
    else:
        _reopen_answer_mails(tx, record)
