"""Carrying out what a mail says: the one place where a reply changes an action, a sign-off or an attendance."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from collabtui.domain.action import Action, spoken_of
from collabtui.domain.last_word import Provenance, is_outdated
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.meetings.meeting import Correction, Meeting, Partstat, SignOff, SignOffState
from collabtui.domain.meetings.sign_off import is_signed
from collabtui.lifecycle.base.pending_mails import settle_correction_mail
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class Moved:
    """An action before and after."""

    before: Action
    after: Action

    @property
    def changed(self) -> bool:
        return any(
            getattr(self.before, field) != getattr(self.after, field)
            for field in ("status", "percent", "due", "owner", "reason", "note", "accepted_at")
        )


def updated(action: Action, update: Update, now: datetime, values: Collection[str] | None = None) -> Action:
    """The action as the update leaves it; of its `values` only these, where they are given."""
    changes: dict[str, object] = {}
    if update.status is not None:
        changes["status"] = update.status
    if update.status == "done":
        changes["percent"] = 100
    elif update.percent is not None:
        changes["percent"] = update.percent
    if update.note is not None:
        changes["reason" if update.status == "blocked" else "note"] = update.note
    if values is not None:
        changes = {value: change for value, change in changes.items() if value in values}
    if update.accept and action.accepted_at is None:
        changes["accepted_at"] = now
    return action.model_copy(update=changes)


def granted(action: Action, request: Request, new_owner: str | None) -> Action:
    """The action after the facilitator has said yes. The original date stays on record; a later date is one more
    slip. A collaborator to whom it is handed over owns it and collaborates no longer."""
    if request.ask == "postpone" and request.due is not None:
        later = action.due is not None and request.due > action.due
        moved = {"due": request.due, "original_due": action.original_due or action.due or request.due}
        return action.model_copy(
            update={**moved, "slips": action.slips + later, "reason": request.reason or action.reason}
        )
    if request.ask == "reassign" and new_owner is not None:
        others = tuple(one for one in action.collaborators if one.person != new_owner)
        return action.model_copy(update={"owner": new_owner, "collaborators": others, "accepted_at": None})
    if request.ask == "cancel":
        return action.model_copy(update={"status": "cancelled", "reason": request.reason or action.reason})
    return action.model_copy(update={"note": request.text or request.reason or action.note})


def put_action(
    tx: Transaction, action: Action, provenance: Provenance, *, values: Iterable[str] = (), now: datetime | None = None
) -> Action:
    """Keep a changed action, and of what in it was spoken of now: what has changed, and `values`, which may be as they
    were. `now`: when it was heard, where that is later than it was said."""
    before = tx.get(Action, action.ref)
    after = spoken_of(before, action, values, provenance)
    if after.model_copy(update={"stated": before.stated}) == before:
        return tx.put(after)
    return tx.put(stamped(after, provenance._replace(at=now or provenance.at)))


def stamped(action: Action, heard: Provenance) -> Action:
    """As set last by this."""
    return action.model_copy(update={"updated_at": heard.at, "updated_by": heard.by, "via": heard.via})


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
) -> SignOff:
    """Take an answer down. Further corrections come to those that wait; who agrees takes back what he wanted before."""
    known = sign_off.corrections
    if sign_off.state == state and sign_off.at and is_outdated(stated_at, sign_off.at):
        stated_at, text = sign_off.at, sign_off.text
    if state == "corrected":
        before = {(one.mail, one.text) for one in known}  # a mail that is vouched for is taken in a second time
        known += tuple(one for one in corrections or (Correction(text=text),) if (one.mail, one.text) not in before)
    elif state == "agreed":
        known = tuple(_withdrawn(tx, one) if one.outcome == "open" else one for one in known)
    return tx.put(sign_off.model_copy(update={"state": state, "text": text, "corrections": known, "at": stated_at}))


def _withdrawn(tx: Transaction, correction: Correction) -> Correction:
    correction = correction.model_copy(update={"outcome": "withdrawn"})
    settle_correction_mail(tx, correction)
    return correction


def settle_signature(tx: Transaction, meeting_ref: str) -> None:
    """A published meeting is signed once all whom its minutes were sent to agree with what they were sent."""
    meeting = tx.get(Meeting, meeting_ref)
    if meeting.state == "published" and is_signed(tx.find(SignOff, meeting=meeting.ref)):
        tx.put(meeting.model_copy(update={"state": "signed"}))


def set_partstat(
    tx: Transaction, meeting: Meeting, person: str, partstat: Partstat, comment: str, stated_at: datetime
) -> None:
    participants = tuple(
        one.model_copy(update={"partstat": partstat, "comment": comment, "answered_at": stated_at})
        if one.person == person
        else one
        for one in meeting.participants
    )
    tx.put(meeting.model_copy(update={"participants": participants}))
