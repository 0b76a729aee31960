"""Updates of an action: as the facilitator or a mail says them. The one place where a reply changes an action."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from collabtui.domain.action import Action, spoken_of, with_other_doer
from collabtui.domain.last_word import Provenance
from collabtui.domain.mail.remark_beside import with_remark
from collabtui.domain.mail.reply import Request, Update
from collabtui.language.exception_parts import exception_parts, with_further
from collabtui.store.interface import Transaction


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
        remark = with_further(action.reason, update.note) if action.status == "blocked" else update.note
        changes |= {"reason": remark} if update.status == "blocked" else {"note": update.note}
    if values is not None:
        changes = {value: change for value, change in changes.items() if value in values}
    if update.accept and action.accepted_at is None:
        changes["accepted_at"] = now
    return action.model_copy(update=changes)


def replied(action: Action, update: Update, now: datetime, values: Collection[str] | None = None) -> Action:
    """As `updated`, by a mail: what it remarks stands beside the note that is there; impact, way out or answer of what
    is blocked stand beside its reason."""
    after = updated(action, update, now, values)
    if after.note == action.note:
        return after
    if action.status == after.status == "blocked" and exception_parts(after.note).is_parted:
        return after.model_copy(update={"note": action.note, "reason": with_further(action.reason, after.note)})
    return after.model_copy(update={"note": with_remark(action, after.note)})


def granted(action: Action, request: Request, person: str | None) -> Action:
    """The action after the facilitator has said yes; `person` is who owns it or does it from now on, as was asked. The
    original date stays on record; a later date is one more slip. A collaborator to whom it is handed over owns it and
    collaborates no longer."""
    if request.ask == "postpone" and request.due is not None:
        later = action.due is not None and request.due > action.due
        moved = {"due": request.due, "original_due": action.original_due or action.due or request.due}
        return action.model_copy(
            update={**moved, "slips": action.slips + later, "reason": request.reason or action.reason}
        )
    if request.ask == "reassign" and person is not None:
        others = tuple(one for one in action.collaborators if one.person != person)
        return action.model_copy(update={"owner": person, "collaborators": others, "accepted_at": None})
    if request.ask == "cancel":
        return action.model_copy(update={"status": "cancelled", "reason": request.reason or action.reason})
    if request.ask == "other" and person is not None:
        return action.model_copy(update={"collaborators": with_other_doer(action.collaborators, person, action.owner)})
    remark = request.text or request.reason
    return action.model_copy(update={"note": with_remark(action, remark)}) if remark else action


def put_action(
    tx: Transaction, action: Action, provenance: Provenance, *, values: Iterable[str] = (), now: datetime | None = None
) -> Action:
    """Keep a changed action, and of what in it was spoken of now: what has changed, and `values`, which may be as they
    were. `now`: when it was heard, where that is later than it was said. A former owner's word that he does it is not
    the new one's."""
    before = tx.get(Action, action.ref)
    if action.owner != before.owner:
        action = action.model_copy(update={"accepted_at": None})
    after = spoken_of(before, action, values, provenance, now or provenance.at)
    if after.model_copy(update={"stated": before.stated}) == before:
        return tx.put(after)
    return tx.put(stamped(after, provenance._replace(at=now or provenance.at)))


def stamped(action: Action, heard: Provenance) -> Action:
    """As set last by this."""
    return action.model_copy(update={"updated_at": heard.at, "updated_by": heard.by, "via": heard.via})
