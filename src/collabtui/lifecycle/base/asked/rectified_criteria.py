"""Criteria that were not met and are looked at again: what was to be put right is done, or the facilitator asks."""

from datetime import datetime

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.store.interface import Reader


def unmet_criteria(matter: Matter, change: ChangeRequest) -> dict[str, list[Criterion]]:
    """By department, those that it has found unmet and was asked about; empty once the acceptance is decided."""
    found: dict[str, list[Criterion]] = {}
    if change.kind == "criteria" and change.state == "asked":
        for one in matter.criteria:
            if one.met is False and matter.supervises(one) in change.departments:
                found.setdefault(matter.supervises(one), []).append(one)
    return found


def rectified_at(reader: Reader, matter: Matter, criterion: Criterion) -> datetime | None:
    """The instant when the action that puts it right was done, since it was found unmet; None before that."""
    if not criterion.rectify or criterion.at is None:
        return None
    actions = [one for one in reader.find(Action, matter=matter.ref) if one.title == criterion.rectify]
    if not any(one.status == "done" for one in actions):
        return None
    changes = (change for one in actions if one.status == "done" for change in reader.changes(one.ref))
    done = [one.at for one in changes if one.field == "status" and one.new == "done" and one.at > criterion.at]
    return max(done, default=None)
