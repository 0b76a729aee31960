"""Taking down an answer to minutes: a meeting is signed once all agree. The one place where a reply, silence or a merge
of two people changes a sign-off."""

from collections.abc import Sequence
from datetime import datetime

from collabtui.domain.last_word import is_outdated
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.meeting import Correction, Meeting, SignOff, SignOffState
from collabtui.domain.meetings.sign_off import is_signed
from collabtui.lifecycle.base.pending_mails import settle_correction_mail
from collabtui.store.interface import Reader, Transaction


def sign_off_of(reader: Reader, meeting: str, version: int, person: str) -> SignOff | None:
    found = reader.find(SignOff, meeting=meeting, minutes_version=version, person=person, limit=1)
    return found[0] if found else None


def sign(
    tx: Transaction,
    sign_off: SignOff,
    state: SignOffState,
    text: str,
    stated_at: datetime,
    corrections: Sequence[Correction] = (),
    now: datetime | None = None,
) -> SignOff:
    """Take an answer down. Further corrections come to those that wait; who agrees takes back what he wanted before."""
    known = sign_off.corrections
    if sign_off.state == state and sign_off.at and is_outdated(stated_at, sign_off.at, now):
        stated_at, text = sign_off.at, sign_off.text
    if state == "corrected":
        before = {(one.mail, one.text) for one in known}  # a mail that is vouched for is taken in a second time
        known += tuple(one for one in corrections or (Correction(text=text),) if (one.mail, one.text) not in before)
    elif state == "agreed":
        known = tuple(_withdrawn(tx, one) if one.outcome == "open" else one for one in known)
    return tx.put(sign_off.model_copy(update={"state": state, "text": text, "corrections": known, "at": stated_at}))


def who_recorded(reader: Reader, answer: SignOff) -> str:
    """The name of who took down that he agrees; empty where he said it himself."""
    if not answer.recorded_because:
        return ""
    return next((one.actor for one in reader.changes(answer.ref) if one.field == "text"), "")


def withdraw_older(tx: Transaction, sign_off: SignOff, agreed_at: datetime) -> SignOff:
    """He agreed then, and has asked for a correction since: what he wanted before that he wants no more."""
    known = tuple(
        _withdrawn(tx, one) if one.outcome == "open" and _asked_before(tx, one, agreed_at) else one
        for one in sign_off.corrections
    )
    return tx.put(sign_off.model_copy(update={"corrections": known}))


def _asked_before(reader: Reader, correction: Correction, at: datetime) -> bool:
    return correction.mail is not None and is_outdated(reader.get(Incoming, correction.mail).written_at, at, None)


def _withdrawn(tx: Transaction, correction: Correction) -> Correction:
    correction = correction.model_copy(update={"outcome": "withdrawn"})
    settle_correction_mail(tx, correction)
    return correction


def settle_signature(tx: Transaction, meeting_ref: str) -> None:
    """A published meeting is signed once all whom its minutes were sent to agree with what they were sent."""
    meeting = tx.get(Meeting, meeting_ref)
    if meeting.state == "published" and is_signed(tx.find(SignOff, meeting=meeting.ref)):
        tx.put(meeting.model_copy(update={"state": "signed"}))
