"""Days on which two matters want the same of a department, or a person who is away then."""

from datetime import date
from typing import NamedTuple

from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.resource_days import clashing, goes_first, planned_too
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.store.interface import Reader


def clashes(reader: Reader, resource: Resource) -> list[Resource]:
    """The others by which the same is asked for, or promised, on one of its days; in whatever matter."""
    others = {one.ref: one for one in reader.find(Resource, department=resource.department)}
    return [others[ref] for ref in clashing(resource.booked, (one.booked for one in others.values()))]


def clash_findings(reader: Reader, resource: Resource, visible: Reader | None = None) -> list[Finding]:
    """Findings on these days: others who have it then, or mean to ask for it, named where they are `visible`, and a
    person who is away."""
    others = {one.ref: one for one in reader.find(Resource, department=resource.department)}
    drafts = [others[ref] for ref in planned_too(resource.booked, (one.booked for one in others.values()))]
    found = [_clash(reader, resource, one, visible or reader) for one in (*clashes(reader, resource), *drafts)]
    absence = absence_within(reader, resource)
    if absence is None:
        return found
    key = "resource.away" if absence.first == absence.last else "resource.away_days"
    values: dict[str, str | int | date | tuple[str, ...]] = {"ref": resource.ref, "name": absence.name}
    return [*found, Finding(key=key, values={**values, "day": str(absence.first), "last": str(absence.last)})]


class DaysAway(NamedTuple):
    name: str
    first: date
    last: date


def absence_within(reader: Reader, resource: Resource) -> DaysAway | None:
    """The days on which who is wanted for it is away; None where nobody is named, or he is here on all of them."""
    person = reader.get(Person, resource.person) if resource.person else None
    first = person.first_day_away(resource.first, resource.end) if person and resource.first and resource.end else None
    if person is None or first is None or resource.end is None or person.away_until is None:
        return None
    return DaysAway(person.name, first, min(resource.end, person.away_until))


def order_of(reader: Reader, resource: Resource, other: Resource) -> str:
    """The one of two resources' matters that comes first: `own`, `other`, `open` where nobody has said; empty where
    both are of one matter."""
    if resource.matter == other.matter:
        return ""
    own, another = (reader.get(Matter, one.matter).rank for one in (resource, other))
    return goes_first(own, another) or "open"


def _clash(reader: Reader, resource: Resource, other: Resource, visible: Reader) -> Finding:
    """By a number and a matter where they may be seen, else that it is taken then, and nothing more."""
    names = {"ref": resource.ref, "what": resource.what, "first": str(other.first), "last": str(other.end)}
    if not visible.find(Resource, ref=other.ref, limit=1):
        return Finding(key="resource.clash_hidden", values=names)
    names |= {"other": other.ref, "matter": other.matter, "own": resource.matter}
    if other.state == "draft":
        return Finding(key="resource.clash_draft", values=names)
    key = {"own": "resource.clash_first", "other": "resource.clash_second", "open": "resource.clash_open"}
    return Finding(key=key.get(order_of(reader, resource, other), "resource.clash"), values=names)
