"""Whether a mail about somebody's part is still right when it leaves: what it gives him may be another's by now, and
what it takes from him he may never have heard of."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.assignments.assignment_mails import part_message
from collabtui.lifecycle.assignments.changed_assignments import (
    ChangedAssignment,
    DependencyNews,
    OwnAssignment,
    changed_assignments,
    values_before,
)
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.mail_message import Message
from collabtui.store.interface import Reader

_NAMED = re.compile(rf"\(({Action.prefix}\d+)\)")
"""As the mail names an action, behind its title."""


def outdated_actions(reader: Reader, mail: Outgoing, person: Person) -> set[str]:
    """Refs of the actions in a mail about his part of which it says what does not hold, or was never so for him; empty
    for any other mail, and for one that somebody has written or released himself."""
    batch = outbox_keys.batch_of_part(mail.key)
    if batch is None or mail.may_have_left or mail.own_words or outbox_keys.is_passed_on(mail.key):
        return set()
    named = set(_NAMED.findall(mail.text))
    before = values_before(one for ref in named for one in reader.changes(ref) if one.batch == batch)
    taken = (OwnAssignment("relieved", person.ref, one) for one in _closed_since(reader, before, person))
    right = _still_right(reader, mail, person, [*changed_assignments(reader, before), *taken])
    return named - {ref for part in right for ref in _refs(part)}


def part_of_now(reader: Reader, mail: Outgoing, person: Person, today: date) -> Message | None:
    """The mail with what still holds of it; None where nothing does."""
    batch = outbox_keys.batch_of_part(mail.key)
    if batch is None:
        return None
    trail = reader.changes(batch=batch)
    parts = _still_right(reader, mail, person, changed_assignments(reader, values_before(trail)))
    return part_message(reader, trail[0].actor, batch, person, parts, today) if parts else None


def _still_right(
    reader: Reader, mail: Outgoing, person: Person, parts: Iterable[ChangedAssignment]
) -> list[ChangedAssignment]:
    return [one for one in parts if one.person == person.ref and not _is_unheard(reader, mail, one)]


def _closed_since(reader: Reader, before: Mapping[str, dict[str, object]], person: Person) -> Iterator[Action]:
    """Actions that were taken from him and are done or cancelled since: that they are not his is as right as before."""
    for ref, values in before.items():
        action = reader.get(Action, ref)
        then = Action.model_validate(action.model_dump(mode="json") | values) if "" not in values else action
        had, has = ({one.owner, *(each.person for each in one.collaborators)} for one in (then, action))
        if not action.open and person.ref in had - has:
            yield action


def _is_unheard(reader: Reader, mail: Outgoing, part: ChangedAssignment) -> bool:
    """Whether it takes something from him of which no mail has told him yet: the one that should have never left."""
    if not isinstance(part, OwnAssignment) or part.kind not in ("released", "relieved", "dropped"):
        return False
    others = [one for one in reader.find(Outgoing, person=part.person) if one.ref != mail.ref]
    if any(one.may_have_left and _names(one, part.action.ref) for one in others):
        return False
    changed = {outbox_keys.part(one.batch, part.person) for one in reader.changes(part.action.ref)}
    return any(one.key in changed or _names(one, part.action.ref) for one in others)


def _names(mail: Outgoing, ref: str) -> bool:
    return re.search(rf"(?<![0-9A-Za-z]){ref}(?!\d)", f"{mail.subject}\n{mail.text}") is not None


def _refs(part: ChangedAssignment) -> tuple[str, ...]:
    match part:
        case OwnAssignment(action=action):
            return (action.ref,)
        case DependencyNews(action=action, cause=cause):
            return (action.ref, cause.ref)
    return ()
