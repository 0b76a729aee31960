"""Recipients of minutes: everybody who has to do with them the first version, a later one those whom it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.minutes_versions import LineChange, changes
from collabtui.domain.meetings.sign_off import Concern, current_answers, is_affected
from collabtui.domain.people import Person
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.minutes.kept_versions import versions_of
from collabtui.lifecycle.minutes.minutes_content import MinutesContent
from collabtui.lifecycle.minutes.version_history import delivered, lines_of
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class Recipient:
    person: Person
    copied: bool
    """A head or a contact who was not there: gets the minutes marked as a copy."""
    since: int = 0
    """The version that he has; 0 when he has none, or when it is not known what it said."""
    changes: tuple[LineChange, ...] = ()
    """What is different from that one."""
    why: Concern | None = None
    """Why this version concerns him; None for his first."""


def recipients_of(reader: Reader, minutes: MinutesContent) -> list[Recipient]:
    """All who have to do with the minutes and are still here: participants, owners and collaborators; and copied, the
    heads of their departments, and contacts of the matter who were not there: they hear what was decided."""
    meeting = minutes.meeting
    refs = [one.person for one in meeting.participants]
    for action in minutes.actions:
        refs += [action.owner] if action.owner else []
        refs += [collaborator.person for collaborator in action.collaborators]
    is_affected = people_by_ref(reader, refs)
    departments = {person.department for person in is_affected.values() if person.department}
    heads = [head for head in reader.find(Person, head=True) if head.department in departments and head.is_here]
    recipients = [Recipient(person, _only_copied(meeting, person)) for person in is_affected.values() if person.is_here]
    contacts = people_by_ref(reader, _contacts(reader, meeting)).values()
    copied = {one.ref: one for one in (*heads, *contacts) if one.is_here and one.ref not in is_affected}
    return recipients + [Recipient(one, copied=True) for one in copied.values()]


def _contacts(reader: Reader, meeting: Meeting) -> list[str]:
    return [one.person for one in reader.get(Matter, meeting.matter).contacts] if meeting.matter else []


def addressed(reader: Reader, minutes: MinutesContent) -> list[Recipient]:
    """Those who get this version: everybody gets the first; a later one goes to those whom it concerns
    (`domain.meetings.sign_off`) and to those who have none yet. `minutes.meeting` bears the new version's number."""
    meeting, lines = minutes.meeting, lines_of(minutes)
    have, kept = delivered(reader, meeting), versions_of(reader, meeting.ref)
    everybody = _with_former(reader, minutes, have)
    known = {one.person.ref: one.person for one in everybody}
    since = {ref: changes(kept[number].lines, lines) for ref, number in have.items() if number in kept}
    stands = current_answers(reader.find(SignOff, meeting=meeting.ref)).values()
    corrected = {answer.person for answer in stands if answer.state == "corrected"}
    why = is_affected([one.person for one in everybody if one.person.ref in since], since, corrected, known)
    return [
        replace(one, since=have.get(ref, 0) if ref in since else 0, changes=since.get(ref, ()), why=why.get(ref))
        for one in everybody
        if (ref := one.person.ref) not in since or ref in why
    ]


def _with_former(reader: Reader, minutes: MinutesContent, have: Mapping[str, int]) -> list[Recipient]:
    """Who owned something that went to somebody else has to hear of it, for information."""
    now = recipients_of(reader, minutes)
    gone = [ref for ref in have if ref not in {one.person.ref for one in now}]
    return now + [Recipient(person, copied=True) for person in people_by_ref(reader, gone).values() if person.is_here]


def _only_copied(meeting: Meeting, person: Person) -> bool:
    participant = meeting.participant(person.ref)
    return participant is not None and participant.role == "copied"
