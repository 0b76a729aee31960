"""Reading a kept mail again, because an address was linked or a word was taught since it came in."""

from dataclasses import replace

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reason_codes import Reason
from collabtui.domain.mail.reply import Verdict
from collabtui.lifecycle.base.acting import Acting, stands_still
from collabtui.lifecycle.mail_in.assess import assess_mail
from collabtui.lifecycle.mail_in.reading_budget import SET_ASIDE
from collabtui.lifecycle.mail_in.receive import RawMail, as_record
from collabtui.store.interface import Transaction

READ_AGAIN: Reason = "read-again"


def read_again(tx: Transaction, acting: Acting, mail: Incoming) -> Incoming:
    """As the state is now, and as if it came in at its own time. It waits for the facilitator: nothing is applied that
    was not looked at. One that was set aside stays so: what it did to its reader it would do again."""
    if mail.reason in SET_ASIDE:
        return mail
    then = replace(acting.at(mail.received_at), timer=stands_still)
    assessment = assess_mail(tx, then, mail.raw, junk=mail.junk, arrived=mail.arrived_at)
    came = RawMail(mail.raw, mail.digest, mail.junk, mail.arrived_at)
    read = as_record(mail.ref, then, assessment, came, tx.batch)
    verdict, reason = waiting(read.verdict, read.reason)
    kept = {"version": mail.version, "answer": mail.answer}
    state = "ignored" if verdict == "ignore" else "waiting"
    return tx.put(read.model_copy(update={**kept, "verdict": verdict, "reason": reason, "state": state}))


def waiting(verdict: Verdict, reason: Reason) -> tuple[Verdict, Reason]:
    """Verdict and reason of a mail that is read again: what would be done without asking waits."""
    return ("review", READ_AGAIN) if verdict == "apply" else (verdict, reason)
