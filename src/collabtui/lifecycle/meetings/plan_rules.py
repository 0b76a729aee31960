"""Rules of planning: a meeting that can still be changed, and the agenda of a draft as one."""

import uuid
from dataclasses import dataclass

from collabtui.domain.meetings.draft import AgendaDraft, SlotDraft
from collabtui.domain.meetings.meeting import Meeting, Participant, Role, Slot
from collabtui.domain.model import Finding
from collabtui.errors import Refused
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.draft_times import span_of, zone_named
from collabtui.lifecycle.forms.handouts import with_handouts_there
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class Planned:
    meeting: Meeting
    findings: tuple[Finding, ...]


def new_uid(acting: Acting, ref: str) -> str:
    """Random for the world and one for ever here: it stands in every invitation of what has this ref."""
    return f"{ref.lower()}-{uuid.uuid5(uuid.NAMESPACE_URL, acting.store.secret().hex() + ref)}@collabtui"


def changeable(reader: Reader, ref: str) -> Meeting:
    """A meeting before it starts. Raises `Refused` (meeting.over) for any other."""
    meeting = reader.get(Meeting, ref)
    if meeting.state not in ("planned", "invited"):
        raise Refused("meeting.over", ref=meeting.ref, state=meeting.state)
    return meeting


def as_drafted(tx: Transaction, acting: Acting, meeting: Meeting, draft: AgendaDraft) -> Meeting:
    """`meeting` with the agenda of the draft; who answered keeps his answer."""
    zone = zone_named(draft.timezone) if draft.timezone else acting.zone
    start, end = span_of(draft, zone)
    drafted = meeting.model_copy(
        update={
            "title": draft.title,
            "start": start,
            "end": end,
            "timezone": zone.key,
            "place": draft.place,
            "matter": directory.find_matter(tx, acting, draft.matter).ref if draft.matter else None,
            "goal": draft.goal,
            "questions": draft.questions,
            "material": draft.material,
            "slots": tuple(_slot(slot, meeting) for slot in draft.slots),
            "participants": _participants(tx, acting, meeting, draft),
        }
    )
    return with_handouts_there(drafted)


def _slot(draft: SlotDraft, meeting: Meeting) -> Slot:
    """Where it was left over is nothing that an agenda file says: a slot of the same title keeps it."""
    origin = next((slot.origin for slot in meeting.slots if slot.title == draft.title), "")
    return Slot(
        title=draft.title,
        minutes=draft.minutes,
        lead=draft.lead,
        material=draft.material,
        outcome=draft.outcome,
        origin=origin,
    )


def _participants(tx: Transaction, acting: Acting, meeting: Meeting, draft: AgendaDraft) -> tuple[Participant, ...]:
    """Each person once, in the first role that the agenda gives; the organiser facilitates when nobody else does.
    Raises `Refused` (agenda.timekeeper_leads, agenda.timekeeper_writes) for a time-keeper who leads or writes: he would
    watch no clock."""
    organiser = directory.organiser(tx, acting)  # first: an agenda may name him before anybody imported him
    facilitator = directory.named(tx, acting, draft.facilitator) if draft.facilitator else organiser
    roles: dict[str, Role] = {facilitator.ref: "facilitator"}
    if draft.scribe:
        roles.setdefault(directory.named(tx, acting, draft.scribe).ref, "scribe")
    if draft.timekeeper:
        keeper = directory.named(tx, acting, draft.timekeeper)
        if role := roles.get(keeper.ref):
            busy = "agenda.timekeeper_writes" if role == "scribe" else "agenda.timekeeper_leads"
            raise Refused(busy, name=keeper.name)
        roles[keeper.ref] = "timekeeper"
    for name in draft.participants:
        roles.setdefault(directory.named(tx, acting, name).ref, "participant")
    for kept in meeting.participants:
        if kept.role == "copied":  # the agenda file has no word for them
            roles.setdefault(kept.person, "copied")
    answered = {one.person: one for one in meeting.participants}
    return tuple(
        answered[ref].model_copy(update={"role": role}) if ref in answered else Participant(person=ref, role=role)
        for ref, role in roles.items()
    )
