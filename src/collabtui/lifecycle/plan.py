"""Planning: a meeting from its agenda, and changes to it until it starts."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from collabtui.domain.agenda import agenda_findings
from collabtui.domain.draft import AgendaDraft, NameInAgenda, SlotDraft
from collabtui.domain.meeting import Meeting, Participant, Role, Slot, asked_again
from collabtui.domain.model import Finding
from collabtui.errors import Refused
from collabtui.lifecycle import directory
from collabtui.lifecycle.desk import Desk
from collabtui.store.interface import Transaction

DEFAULT_MINUTES = 60
"""Length of a meeting whose agenda has neither an end nor slots."""


@dataclass(frozen=True)
class Planned:
    meeting: Meeting
    findings: tuple[Finding, ...]


def new_meeting(desk: Desk, draft: AgendaDraft) -> Planned:
    """A meeting, or the first one of a series. Raises `Unknown`/`Refused` for names that are nobody's, and then
    nothing is written."""
    if draft.series is not None:
        from collabtui.lifecycle.series import new_series  # it is built on what stands here

        return new_series(desk, draft)
    with desk.transaction() as tx:
        ref = tx.next_ref(Meeting)
        uid = new_uid(desk, ref)
        empty = Meeting(ref=ref, title=draft.title, start=desk.now, end=desk.now, timezone="UTC", uid=uid)
        meeting = tx.put(as_drafted(tx, desk, empty, draft))
    return Planned(meeting, agenda_findings(meeting, desk.config.meeting.max_minutes))


def new_uid(desk: Desk, ref: str) -> str:
    """Random for the world and one for ever here: it stands in every invitation of what has this ref."""
    return f"{ref.lower()}-{uuid.uuid5(uuid.NAMESPACE_URL, desk.store.secret().hex() + ref)}@collabtui"


def edit_meeting(desk: Desk, ref: str, draft: AgendaDraft) -> Planned:
    """The agenda as the draft has it; who already answered keeps his answer. Raises `Refused` (meeting.over) once the
    meeting has run."""
    if draft.series is not None:
        raise Refused("series.edit_alone", ref=ref.upper())
    with desk.transaction() as tx:
        before = changeable(tx, ref)
        meeting = as_drafted(tx, desk, before, draft)
        if (meeting.start, meeting.end) != (before.start, before.end):
            meeting = asked_again(meeting)
        meeting = tx.put(meeting)
    return Planned(meeting, agenda_findings(meeting, desk.config.meeting.max_minutes))


def change_slots(desk: Desk, ref: str, change: Callable[[tuple[Slot, ...]], Sequence[Slot]]) -> Planned:
    """Move, stretch, add, remove: `change` gets the slots and returns them as they shall be."""
    with desk.transaction() as tx:
        meeting = changeable(tx, ref)
        meeting = tx.put(meeting.model_copy(update={"slots": tuple(change(meeting.slots))}))
    return Planned(meeting, agenda_findings(meeting, desk.config.meeting.max_minutes))


def change_participants(
    desk: Desk, ref: str, change: Callable[[tuple[Participant, ...]], Sequence[Participant]]
) -> Meeting:
    """Other roles, fewer people: `change` gets the participants and returns them as they shall be."""
    with desk.transaction() as tx:
        meeting = changeable(tx, ref)
        return tx.put(meeting.model_copy(update={"participants": tuple(change(meeting.participants))}))


def add_participants(desk: Desk, ref: str, names: Iterable[NameInAgenda]) -> Meeting:
    """Who is there already stays as he is. Raises as `new_meeting` does for names that are nobody's."""
    with desk.transaction() as tx:
        meeting = changeable(tx, ref)
        there = {one.person: one for one in meeting.participants}
        for name in names:
            person = directory.named(tx, desk, name)
            there.setdefault(person.ref, Participant(person=person.ref))
        return tx.put(meeting.model_copy(update={"participants": tuple(there.values())}))


def changeable(tx: Transaction, ref: str) -> Meeting:
    meeting = tx.get(Meeting, ref)
    if meeting.state not in ("planned", "invited"):
        raise Refused("meeting.over", ref=meeting.ref, state=meeting.state)
    return meeting


def as_drafted(tx: Transaction, desk: Desk, meeting: Meeting, draft: AgendaDraft) -> Meeting:
    """`meeting` with the agenda of the draft; who answered keeps his answer."""
    zone = _zone(draft.timezone) if draft.timezone else desk.zone
    start = draft.start.replace(tzinfo=zone)
    total = sum(slot.minutes for slot in draft.slots) or DEFAULT_MINUTES
    end = draft.end.replace(tzinfo=zone) if draft.end else start + timedelta(minutes=total)
    if end <= start:
        raise Refused("meeting.ends_before_start", start=start, end=end)
    return meeting.model_copy(
        update={
            "title": draft.title,
            "start": start,
            "end": end,
            "timezone": zone.key,
            "place": draft.place,
            "matter": directory.find_matter(tx, desk, draft.matter).ref if draft.matter else None,
            "goal": draft.goal,
            "questions": draft.questions,
            "material": draft.material,
            "slots": tuple(_slot(slot, meeting) for slot in draft.slots),
            "participants": _participants(tx, desk, meeting, draft),
        }
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Refused("agenda.zone", value=name) from error


def _slot(draft: SlotDraft, meeting: Meeting) -> Slot:
    """Where it was left over is nothing that an agenda file says: a slot of the same title keeps it."""
    origin = next((slot.origin for slot in meeting.slots if slot.title == draft.title), "")
    return Slot(title=draft.title, minutes=draft.minutes, lead=draft.lead, material=draft.material, origin=origin)


def _participants(tx: Transaction, desk: Desk, meeting: Meeting, draft: AgendaDraft) -> tuple[Participant, ...]:
    """Each person once, in the first role that the agenda gives; the organiser facilitates when nobody else does."""
    organiser = directory.organiser(tx, desk)  # first: an agenda may name him before anybody imported him
    facilitator = directory.named(tx, desk, draft.facilitator) if draft.facilitator else organiser
    roles: dict[str, Role] = {facilitator.ref: "facilitator"}
    if draft.scribe:
        roles.setdefault(directory.named(tx, desk, draft.scribe).ref, "scribe")
    for name in draft.participants:
        roles.setdefault(directory.named(tx, desk, name).ref, "participant")
    for kept in meeting.participants:
        if kept.role == "copied":  # the agenda file has no word for them
            roles.setdefault(kept.person, "copied")
    answered = {one.person: one for one in meeting.participants}
    return tuple(
        answered[ref].model_copy(update={"role": role}) if ref in answered else Participant(person=ref, role=role)
        for ref, role in roles.items()
    )
