"""A change request as it is typed, before anybody was asked, and the state that it must be in for a deed."""

from datetime import date
from typing import NamedTuple

from collabtui.domain.matters.change_request import CHANGE_KINDS, ChangeKind, ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import refuse_filed
from collabtui.store.interface import Reader


class ChangeDraft(NamedTuple):
    """As it is typed."""

    kind: ChangeKind
    what: str
    reason: str = ""
    impact: str = ""
    wanted: date | None = None


def new_change(acting: Acting, matter: str, draft: ChangeDraft) -> ChangeRequest:
    """Raises `Refused`: change.no_what; change.no_date for another date that is not said; change.kind (value);
    matter.archived (matter)."""
    _refuse_unusable(draft)
    with acting.transaction() as tx:
        found = tx.get(Matter, matter)
        refuse_filed(found)
        return tx.put(
            ChangeRequest(
                ref=tx.next_ref(ChangeRequest),
                matter=found.ref,
                raised_by=acting.actor,
                raised_at=acting.now,
                **draft._asdict() | {"what": one_line(draft.what)},
            )
        )


def edit_change(acting: Acting, ref: str, draft: ChangeDraft) -> ChangeRequest:
    """As long as nobody was asked. Raises as `new_change` does, and `Refused` (change.asked: ref, state;
    change.decided: ref, state, matter)."""
    _refuse_unusable(draft)
    with acting.transaction() as tx:
        change = in_state(tx, ref, "draft", "change.asked")
        return tx.put(change.model_copy(update=draft._asdict() | {"what": one_line(draft.what)}))


def _refuse_unusable(draft: ChangeDraft) -> None:
    if draft.kind not in CHANGE_KINDS:
        raise Refused("change.kind", value=draft.kind, kinds=list(CHANGE_KINDS))
    if not draft.what.strip():
        raise Refused("change.no_what")
    if draft.kind == "date" and draft.wanted is None:
        raise Refused("change.no_date")


def in_state(reader: Reader, ref: str, state: str, key: str) -> ChangeRequest:
    """Raises `Refused` with the key, or what says more of where it stands: change.unsent, change.decided; and as
    `refuse_filed`."""
    change = reader.get(ChangeRequest, ref)
    refuse_filed(reader.get(Matter, change.matter))
    if change.state == state:
        return change
    if change.state == "draft":
        raise Refused("change.unsent", ref=change.ref)
    if key == "change.asked" and change.state != "asked":
        raise Refused("change.decided", ref=change.ref, state=change.state, matter=change.matter)
    raise Refused(key, ref=change.ref, state=change.state)
