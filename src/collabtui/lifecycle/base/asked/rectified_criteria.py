"""Criteria that were not met and are looked at again: what was to be put right is done, or the facilitator asks."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.people import Person
from collabtui.language.owner_in_words import without_owner
from collabtui.store.interface import Reader


def unmet_criteria(matter: Matter, change: ChangeRequest) -> dict[str, list[Criterion]]:
    """By department, those that it has found unmet and was asked about; empty once the acceptance is decided."""
    found: dict[str, list[Criterion]] = {}
    if change.kind == "criteria" and change.state == "asked":
        for one in matter.criteria:
            if one.met is False and matter.supervises(one) in change.departments:
                found.setdefault(matter.supervises(one), []).append(one)
    return found


class AskedOnceMore(NamedTuple):
    """Criteria that a department was asked to look at once more, and has not judged since."""

    department: str
    at: datetime
    """When it was asked."""
    criteria: tuple[Criterion, ...]


def asked_once_more(matter: Matter, change: ChangeRequest, mails: Iterable[Outgoing]) -> Iterator[AskedOnceMore]:
    """`mails` are about the change."""
    asking = [mail for mail in mails if mail.kind == "change" and mail.state != "held"]
    for department, unmet in unmet_criteria(matter, change).items():
        own = [mail for mail in asking if department in mail.departments]
        asked = {item.title: mail.queued_at for mail in own for item in mail.items}
        waiting = [one for one in unmet if one.at and one.text in asked and asked[one.text] > one.at]
        if waiting:
            yield AskedOnceMore(department, max(asked[one.text] for one in waiting), tuple(waiting))


def rectifying_actions(reader: Reader, matter: Matter, criterion: Criterion) -> list[Action]:
    """The actions that put it right: they are called as what is to be done, without the name of who does it."""
    known = reader.find(Action, matter=matter.ref) if criterion.rectify else []
    return [one for one in known if one.title in (criterion.rectify, _without_name(reader, one, criterion.rectify))]


def _without_name(reader: Reader, action: Action, text: str) -> str:
    return without_owner(text, reader.get(Person, action.owner).name) if action.owner else text


def rectified_at(reader: Reader, matter: Matter, criterion: Criterion) -> datetime | None:
    """The instant when the action that puts it right was done, since it was found unmet; None before that."""
    if not criterion.rectify or criterion.at is None:
        return None
    actions = rectifying_actions(reader, matter, criterion)
    if not any(one.status == "done" for one in actions):
        return None
    changes = (change for one in actions if one.status == "done" for change in reader.changes(one.ref))
    done = [one.at for one in changes if one.field == "status" and one.new == "done" and one.at > criterion.at]
    return max(done, default=None)
