"""Days on which two matters want the same of a department, or a person who is away then."""

from datetime import date
from typing import NamedTuple

from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.resource_days import clashing, goes_first
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.store.interface import Reader


def clashes(reader: Reader, resource: Resource) -> list[Resource]:
    """The others by which the same is asked for, or promised, on one of its days; in whatever matter."""
    others = {one.ref: one for one in reader.find(Resource, department=resource.department)}
    return [others[ref] for ref in clashing(resource.booked, (one.booked for one in others.values()))]


def clash_findings(reader: Reader, resource: Resource, visible: Reader | None = None) -> list[Finding]:
    """Findings on these days: others who have it then, named where they are `visible`, and a person who is away."""
    found = [_clash(reader, resource, other, visible or reader) for other in clashes(reader, resource)]
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
    days = {"first": str(other.first), "last": str(other.end)}
    is_seen = bool(visible.find(Resource, ref=other.ref, limit=1))
    names = {"ref": resource.ref, "what": resource.what}
    names |= {"other": other.ref, "matter": other.matter} if is_seen else {"other": "—", "matter": "—"}
    order = order_of(reader, resource, other) if is_seen else ""
    key = {"own": "resource.clash_first", "other": "resource.clash_second", "open": "resource.clash_open"}
    return Finding(key=key.get(order, "resource.clash"), values={**names, "own": resource.matter, **days})
