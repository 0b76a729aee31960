"""The mail that a correction came by: it waits as long as the correction does."""

from collabtui.domain.letters import Incoming
from collabtui.domain.meeting import Correction, SignOff
from collabtui.domain.reply import Request
from collabtui.store.interface import Transaction


def settle_mail(tx: Transaction, correction: Correction) -> None:
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


def unsettle_mails(tx: Transaction, answer: SignOff) -> None:
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
