"""The rule of a decision's quorum: the departments that have to be there for it are those that were asked to take
part."""

from collections.abc import Iterable, Mapping

from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.model import Finding
from collabtui.domain.people import Person


def is_here(participant: Participant) -> bool:
    """Until attendance is taken everybody is expected but who said no."""
    if participant.attendance == "unknown":
        return participant.partstat != "declined"
    return participant.attendance in ("present", "late")


def attendance_taken(meeting: Meeting) -> bool:
    """Whether anybody has noted who was there."""
    return any(one.attendance != "unknown" for one in meeting.participants)


def missing_departments(meeting: Meeting, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Departments that were asked and have nobody here, in the order of the participants. Who is only copied neither
    counts for his department nor makes it one that was asked."""
    asked = [one for one in meeting.participants if one.role != "copied" and one.person in people]
    here = {people[one.person].department for one in asked if is_here(one)}
    return tuple(dict.fromkeys(name for one in asked if (name := people[one.person].department) and name not in here))


def of_decision(meeting: Meeting, people: Mapping[str, Person]) -> Iterable[Finding]:
    """Findings at a decision or a consensus: it stands, but somebody has to know that they were not heard."""
    missing = missing_departments(meeting, people)
    if missing:
        yield Finding(key="decision.departments_missing", values={"departments": "、".join(missing)})
