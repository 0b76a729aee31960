"""The content that those concerned are asked to approve, as the mail shows it: all that is on the form they sign."""

from typing import TypedDict

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_roles import department_roles
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.matters.approvals.item_objections import item_objections
from collabtui.lifecycle.matters.approvals.planned_lines import PlannedLine, planned_lines
from collabtui.store.interface import Reader


class GivenResource(TypedDict):
    resource: Resource
    person: str
    """Name of who is given."""


class TakingPart(TypedDict):
    department: str
    parts: list[str]
    """`initiator`, `lead`, `supervising`, `supporting`."""
    contact: str


class MatterPeople(TypedDict):
    owner: str
    clerk: str


class ShownContent(TypedDict):
    planned: list[PlannedLine]
    resources: list[GivenResource]
    people: MatterPeople
    taking_part: list[TakingPart]


def shown_content(reader: Reader, matter: Matter, change: ChangeRequest, earlier: ChangeRequest | None) -> ShownContent:
    """`earlier`: the version that was asked about before; what it was not told of is marked."""
    names = people_by_ref(reader, filter(None, (matter.owner, matter.clerk, *(one.person for one in matter.contacts))))
    people: MatterPeople = {
        "owner": names[matter.owner].name if matter.owner else "",
        "clerk": names[matter.clerk].name if matter.clerk else "",
    }
    planned: list[PlannedLine] = []
    if change.kind == "plan":
        since = _asked_in(reader, earlier) if earlier else None
        is_open = earlier is not None and earlier.state in ("asked", "withdrawn")
        objections = item_objections(reader, (earlier if is_open else None, change))
        planned = planned_lines(reader, matter, since, objections)
    contacts = {one.department: names[one.person].name for one in matter.contacts}
    return {
        "planned": planned,
        "resources": _given(reader, matter) if change.kind in ("request", "plan") else [],
        "people": people,
        "taking_part": [
            {"department": name, "parts": parts, "contact": contacts.get(name, "")}
            for name, parts in _roles(reader, matter).items()
        ]
        if change.kind == "kick-off"
        else [],
    }


def _asked_in(reader: Reader, change: ChangeRequest) -> int:
    """The batch of the trail in which it was asked about: it is made and asked in one, or asked later."""
    entries = reader.changes(change.ref)
    return max(one.batch for one in entries if one.field == "" or (one.field, one.new) == ("state", "asked"))


def _given(reader: Reader, matter: Matter) -> list[GivenResource]:
    found = [one for one in reader.find(Resource, matter=matter.ref) if one.state != "withdrawn"]
    people = people_by_ref(reader, (one.person for one in found if one.person))
    return [{"resource": one, "person": people[one.person].name if one.person else ""} for one in found]


def _roles(reader: Reader, matter: Matter) -> dict[str, list[str]]:
    owners = [one.owner for one in reader.find(Action, matter=matter.ref) if one.owner and one.status != "cancelled"]
    people = people_by_ref(reader, owners)
    return department_roles(matter, [people[ref].department for ref in owners])
