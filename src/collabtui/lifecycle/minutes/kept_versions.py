"""The versions of a meeting's minutes as they were sent."""

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.minutes_versions import MinutesLine, MinutesVersion
from collabtui.domain.person_merge import lines_of_one
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.store.interface import Reader


def versions_of(reader: Reader, meeting: str) -> dict[int, MinutesVersion]:
    """By number, oldest first, everybody under the ref that he has now. A meeting published by an older version of the
    program lacks what it sent then."""
    kept = sorted(reader.find(MinutesVersion, meeting=meeting), key=_number)
    named = {ref for one in kept for line in one.lines for ref in (line.person, *line.collaborators) if ref}
    now = {ref: into for ref, person in people_by_ref(reader, named).items() if (into := person.merged_into)}
    return {one.number: one.model_copy(update={"lines": lines_of_one(one.lines, now)}) for one in kept}


def sent_lines(reader: Reader, meeting: Meeting) -> dict[str, MinutesLine]:
    """The lines of the version that is out, by ref. `meeting` may bear the number of the next one already."""
    out = reader.get(Meeting, meeting.ref).minutes_version
    kept = versions_of(reader, meeting.ref).get(out) if out else None
    return {line.ref: line for line in kept.lines} if kept else {}


def _number(version: MinutesVersion) -> int:
    return version.number
