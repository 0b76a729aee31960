"""People who were given something in a confidential matter, or are invited to a meeting of it, and may not read it."""

from collections.abc import Iterable, Iterator

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.store.interface import Reader


def unread_participants(reader: Reader, facilitator: str, meeting: str) -> Iterator[Finding]:
    found = reader.get(Meeting, meeting)
    people = (one.person for one in found.participants)
    return unread_by(reader, facilitator, found.matter, people, "meeting.unread")


def unread_by(
    reader: Reader,
    facilitator: str,
    matter: str | None,
    people: Iterable[str | None],
    key: str = "matter.given_unread",
) -> Iterator[Finding]:
    """One at most, that names them; `people`: refs. Of who is invited `key` is `meeting.unread`."""
    found = reader.get(Matter, matter) if matter else None
    if found is None or not found.confidential:
        return
    given = (reader.get(Person, ref) for ref in dict.fromkeys(filter(None, people)))
    if names := tuple(one.name for one in given if not is_named(reader, found, one, facilitator)):
        yield Finding(key=key, values={"ref": found.ref, "names": names})
