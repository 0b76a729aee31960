"""Days on which two matters want the same of a department, or a person who is away then."""

from datetime import date, timedelta

from collabtui.domain.matters.booked_days import clashing
from collabtui.domain.matters.resource import Resource
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.store.interface import Reader


def clashes(reader: Reader, resource: Resource) -> list[Resource]:
    """The others by which the same is asked for, or promised, on one of its days; in whatever matter."""
    others = {one.ref: one for one in reader.find(Resource, department=resource.department)}
    return [others[ref] for ref in clashing(resource.booked, (one.booked for one in others.values()))]


def clash_findings(reader: Reader, resource: Resource) -> list[Finding]:
    """Findings on these days: others who have it then, and a person who is away."""
    found = [_clash(resource, other) for other in clashes(reader, resource)]
    person = reader.get(Person, resource.person) if resource.person else None
    day, end = resource.first, resource.end
    while person and day and end and day <= end:
        if person.is_away(day):
            values: dict[str, str | int | date | tuple[str, ...]] = {"name": person.name, "day": str(day)}
            return [*found, Finding(key="resource.away", values={"ref": resource.ref, **values})]
        day += timedelta(days=1)
    return found


def _clash(resource: Resource, other: Resource) -> Finding:
    days = {"first": str(other.first), "last": str(other.end)}
    names = {"ref": resource.ref, "what": resource.what, "other": other.ref, "matter": other.matter}
    return Finding(key="resource.clash", values={**names, **days})
