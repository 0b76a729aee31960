"""Assignments that a transaction has changed: read off what its trail says, whichever way they came."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.language.capture.people_names import match_people
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.directory import everybody
from collabtui.store.interface import Reader

OwnChange = Literal[
    "owner", "collaborator", "released", "relieved", "dropped", "redated", "moved", "doing", "unsupported"
]
"""What became of somebody's own action: it is his, he supports it, it is another's, his support is needed no more, it
is cancelled, its date is another one (`moved`: of one that he supports), who does it is another, somebody supports it
no more."""
Effect = Literal["moved", "cancelled", "blocked", "late", "reopened", "may-start", "awaits", "awaited", "new-owner"]
"""What something that an action waits for does to it; `may-start`: all of that is done; `awaits`: it waits for it from
now on, and `awaited`, the other way round, it is waited for; `new-owner`: it has come to somebody else."""
_MINUTES_TO_COME = ("planned", "invited", "running", "recorded")


class OwnAssignment(NamedTuple):
    kind: OwnChange
    person: str
    action: Action
    before: date | None = None
    """Of `redated` and `moved`: the date that it had."""
    why: str = ""
    """The reason that came with the change."""
    people: tuple[str, ...] = ()
    """Of `unsupported`: those (refs) who support it no more."""


class DependencyNews(NamedTuple):
    """An action whose owner has to know what became of another one that it waits for."""

    kind: Effect
    person: str
    action: Action
    cause: Action
    before: date | None = None
    """Of `moved`: the date that the cause had."""


class ContactAssignment(NamedTuple):
    person: str
    department: str
    matter: Matter
    absent: str = ""
    """The contact (ref), where the person stands in while that one is away."""


class MatterAssignment(NamedTuple):
    """Somebody answers for the matter as a whole."""

    person: str
    matter: Matter


class ClerkAssignment(NamedTuple):
    """Somebody keeps the papers of who answers for the matter."""

    person: str
    matter: Matter


class RelievedContact(NamedTuple):
    """A contact who stands for the department in the matter no more."""

    person: str
    department: str
    matter: Matter


class RelievedHead(NamedTuple):
    """Somebody heads a department no more, which may have become a part of another."""

    person: str
    department: str
    into: str
    """The department that he is in now."""


class StandbyAssignment(NamedTuple):
    person: str
    risk: Risk


class RelievedOfRisk(NamedTuple):
    """Somebody owned the risk, or stood by for it, and has no part in it any more."""

    person: str
    risk: Risk


class RiskAssignment(NamedTuple):
    """A risk that the person answers for now, and finds an answer to."""

    person: str
    risk: Risk


ChangedAssignment = (
    OwnAssignment
    | DependencyNews
    | ContactAssignment
    | RelievedContact
    | MatterAssignment
    | ClerkAssignment
    | StandbyAssignment
    | RiskAssignment
    | RelievedOfRisk
    | RelievedHead
)


def changed_assignments(reader: Reader, former_values: Mapping[str, dict[str, object]]) -> Iterator[ChangedAssignment]:
    """In the order in which the records were changed, from the values before to those of now. What is agreed in a
    meeting is told by its minutes, and not here, until they are out."""
    for ref, values in former_values.items():
        model = model_of(ref)
        if model is Action and values.keys() & {"", "owner", "collaborators", "due", "status", "depends_on"}:
            yield from _of_action(reader, ref, values)
        elif model is Matter and values.keys() & {"", "contacts", "owner", "clerk", "confidential", "readers"}:
            yield from _of_matter(reader.get(Matter, ref), values)
            yield from _of_new_readers(reader, reader.get(Matter, ref), values)
        elif model is Risk and values.keys() & {"", "standby", "owner"}:
            yield from _of_risk(reader, reader.get(Risk, ref), values)
        elif model is Person and values.get("head"):
            yield from _of_head(reader.get(Person, ref), values)


def values_before(trail: Iterable[TrailEntry]) -> dict[str, dict[str, object]]:
    """The values that a batch of the trail has changed, as they were: of each record by its fields. The trail as it is
    read, newest first."""
    found: dict[str, dict[str, object]] = {}
    for one in reversed(list(trail)):
        found.setdefault(one.ref, {}).setdefault(one.field, one.old)
    return found


def _of_action(reader: Reader, ref: str, values: dict[str, object]) -> Iterator[OwnAssignment | DependencyNews]:
    after = reader.get(Action, ref)
    before = None if "" in values else Action.model_validate(after.model_dump(mode="json") | values)
    if not _is_in_minutes_to_come(reader, after.meeting):
        why = _why(after, values) if before is not None else ""
        yield from (one._replace(why=why) for one in _own(before, after))
    if before is not None:
        yield from _of_dependants(reader, before, after)
        yield from _of_new_owner(reader, before, after)
    yield from _of_new_dependencies(reader, before, after)


def _of_new_owner(reader: Reader, before: Action, after: Action) -> Iterator[DependencyNews]:
    """Who has it from now on is asked whether its date holds for those who wait for it, and they hear whose it is."""
    if before.owner == after.owner or after.owner is None or not after.open:
        return
    if _is_in_minutes_to_come(reader, after.meeting):
        return
    for waiting in reader.find(Action, depends_on=after.ref):
        if waiting.open and waiting.owner and waiting.owner != after.owner:
            yield DependencyNews("awaited", after.owner, after, waiting)
            if not _is_in_minutes_to_come(reader, waiting.meeting):
                yield DependencyNews("new-owner", waiting.owner, waiting, after)


def _of_new_dependencies(reader: Reader, before: Action | None, after: Action) -> Iterator[DependencyNews]:
    """To who owns what an action waits for from now on, and to who owns the action; also where it has come to somebody
    else, who has heard of none. Nobody waits for himself."""
    if not after.open or after.owner is None or _is_in_minutes_to_come(reader, after.meeting):
        return
    is_new_to_owner = before is None or before.owner != after.owner
    known = set(before.depends_on) if before else set()
    for awaited in (reader.get(Action, ref) for ref in after.depends_on):
        if not awaited.open or awaited.owner == after.owner or _is_in_minutes_to_come(reader, awaited.meeting):
            continue
        if awaited.ref not in known or is_new_to_owner:
            yield DependencyNews("awaits", after.owner, after, awaited)
        if awaited.ref not in known and awaited.owner:
            yield DependencyNews("awaited", awaited.owner, awaited, after)


def _why(after: Action, values: Mapping[str, object]) -> str:
    """Of a new date its reason, of what is cancelled the note that came with it."""
    if "reason" in values:
        return after.reason
    return after.note if after.status == "cancelled" and "note" in values else ""


def _is_in_minutes_to_come(reader: Reader, meeting: str | None) -> bool:
    return meeting is not None and reader.get(Meeting, meeting).state in _MINUTES_TO_COME


def _own(before: Action | None, after: Action) -> Iterator[OwnAssignment]:
    was_open = before is not None and before.status != "cancelled"
    owner = before.owner if before and was_open else None
    helpers = {(one.person, one.does) for one in before.collaborators} if before and was_open else set()
    if not after.open:
        if after.status == "cancelled" and before and before.open:
            people = dict.fromkeys((before.owner, *(one.person for one in before.collaborators)))
            yield from (OwnAssignment("dropped", person, after) for person in people if person)
        return
    if after.owner and after.owner != owner:
        yield OwnAssignment("owner", after.owner, after)
    elif before and after.owner and after.due != before.due:
        yield OwnAssignment("redated", after.owner, after, before.due)
    if before and was_open:
        yield from _of_the_same_people(before, after)
    yield from (
        OwnAssignment("collaborator", one.person, after)
        for one in after.collaborators
        if (one.person, one.does) not in helpers and (one.does or (one.person, True) not in helpers)
    )
    stays = {after.owner, *(one.person for one in after.collaborators)}
    if owner and owner not in stays:
        yield OwnAssignment("released", owner, after)
    gone = {person for person, _ in helpers} - {*stays, owner}
    yield from (OwnAssignment("relieved", person, after) for person in sorted(gone))


def _of_the_same_people(before: Action, after: Action) -> Iterator[OwnAssignment]:
    """What those hear whose part has not changed: who supports it of its date, and the owner of who does it."""
    if after.due != before.due:
        had = {one.person for one in before.collaborators}
        for one in after.collaborators:
            if one.person in had and one.person != after.owner:
                yield OwnAssignment("redated" if one.does else "moved", one.person, after, before.due)
    if after.owner and after.owner == before.owner and set(after.doers) != set(before.doers):
        yield OwnAssignment("doing", after.owner, after)
    stays = {after.owner, *(one.person for one in after.collaborators)}
    gone = [one.person for one in before.collaborators if not one.does and one.person not in stays]
    if after.owner and after.owner == before.owner and gone:
        yield OwnAssignment("unsupported", after.owner, after, people=tuple(gone))


def _of_dependants(reader: Reader, before: Action, after: Action) -> Iterator[DependencyNews]:
    later = before.due and after.due and after.due > before.due
    if before.status == after.status and not later:
        return
    for action in reader.find(Action, depends_on=after.ref):
        if not action.open or action.owner is None:
            continue
        if after.status == "done" != before.status:
            if action.status != "in-progress" and all(not reader.get(Action, ref).open for ref in action.depends_on):
                yield DependencyNews("may-start", action.owner, action, after)
        elif after.status == "cancelled" != before.status:
            yield DependencyNews("cancelled", action.owner, action, after)
        elif after.status == "blocked" != before.status:
            yield DependencyNews("blocked", action.owner, action, after)
        elif before.status == "done":
            yield DependencyNews("reopened", action.owner, action, after)
        elif later:
            yield DependencyNews("moved", action.owner, action, after, before.due)


def _of_matter(
    matter: Matter, values: dict[str, object]
) -> Iterator[ContactAssignment | RelievedContact | MatterAssignment | ClerkAssignment]:
    before = None if "" in values else Matter.model_validate(matter.model_dump(mode="json") | values)
    for contact in matter.contacts:
        if before is None or contact not in before.contacts:
            yield ContactAssignment(contact.person, contact.department, matter)
    stays = {contact.person for contact in matter.contacts}
    for contact in before.contacts if before else ():
        if contact.person not in stays:
            yield RelievedContact(contact.person, contact.department, matter)
    if matter.owner and (before is None or matter.owner != before.owner):
        yield MatterAssignment(matter.owner, matter)
    if matter.clerk and (before is None or matter.clerk != before.clerk):
        yield ClerkAssignment(matter.clerk, matter)


def _of_new_readers(
    reader: Reader, matter: Matter, values: dict[str, object]
) -> Iterator[OwnAssignment | RiskAssignment]:
    """What is somebody's in a matter that he could not read and can now, and of which he has had numbers alone."""
    before = Matter.model_validate(matter.model_dump(mode="json") | values) if "" not in values else matter
    if not before.confidential or not values.keys() & {"confidential", "readers"}:
        return
    parts: list[OwnAssignment | RiskAssignment] = []
    for action in reader.find(Action, matter=matter.ref):
        if action.open and not _is_in_minutes_to_come(reader, action.meeting):
            parts += [OwnAssignment("owner", one, action) for one in [action.owner] if one]
            parts += [OwnAssignment("collaborator", one.person, action) for one in action.collaborators]
    for risk in reader.find(Risk, matter=matter.ref, state="open"):
        parts += [RiskAssignment(one, risk) for one in [risk.owner] if one and not risk.meeting]
    for part in parts:
        person = reader.get(Person, part.person)
        could, can = (is_named(reader, one, person, "") for one in (before, matter))
        text = part.risk.text if isinstance(part, RiskAssignment) else part.action.title
        if can and not could and person.is_here and not _has_read(reader, person, text):
            yield part


def _has_read(reader: Reader, person: Person, text: str) -> bool:
    flat = "".join(text.split())
    return any(flat in "".join(mail.text.split()) for mail in reader.find(Outgoing, person=person.ref))


def is_assigned_anew(reader: Reader, risk: Risk, values: Mapping[str, object]) -> bool:
    """Whether this change makes it somebody's: he hears so in the mail on his assignments, whatever its level."""
    is_given = risk.owner is not None and bool(values.keys() & {"", "owner"})
    return is_given and not _is_in_minutes_to_come(reader, risk.meeting)


def _of_risk(
    reader: Reader, risk: Risk, values: dict[str, object]
) -> Iterator[StandbyAssignment | RiskAssignment | RelievedOfRisk]:
    """A stand-by may be a thing as well as somebody."""
    if risk.state != "open":
        return
    if risk.owner is not None and is_assigned_anew(reader, risk, values):
        yield RiskAssignment(risk.owner, risk)
    is_named = risk.standby and values.keys() & {"", "standby"}
    person = stands_by(reader, risk) if is_named else None
    if person:
        yield StandbyAssignment(person, risk)
    if "" not in values and values.keys() & {"standby", "owner"}:
        before = Risk.model_validate(risk.model_dump(mode="json") | values)
        gone = _in_risk(reader, before) - _in_risk(reader, risk)
        yield from (RelievedOfRisk(one, risk) for one in sorted(gone))


def _in_risk(reader: Reader, risk: Risk) -> set[str]:
    return {one for one in (risk.owner, stands_by(reader, risk)) if one}


def stands_by(reader: Reader, risk: Risk) -> str | None:
    """The person (ref) who stands by for it; None where nobody does, or a thing."""
    return match_people(risk.standby, everybody(reader)).found if risk.standby else None


def _of_head(person: Person, values: Mapping[str, object]) -> Iterator[RelievedHead]:
    if person.is_here and not person.head:
        yield RelievedHead(person.ref, str(values.get("department", person.department)), person.department)
