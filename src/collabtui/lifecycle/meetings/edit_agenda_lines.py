"""Building an agenda line by line: what is typed on the page Agenda. Slots that are moved and stretched: `plan`."""

from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.agenda import AgendaRow, split, without
from collabtui.domain.meetings.meeting import Meeting, Participant, Role, Slot, asked_again
from collabtui.domain.meetings.series_split import Scope
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_line import AgendaLine
from collabtui.formats.agenda.agenda_times import read_moment
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.booked import planned_findings
from collabtui.lifecycle.bookings.typed_time import at_typed_time
from collabtui.lifecycle.forms.handouts import with_handouts_there
from collabtui.lifecycle.meetings.carry_over import carried_actions
from collabtui.lifecycle.meetings.edit_series_dates import change_dates
from collabtui.lifecycle.meetings.plan_rules import Planned, changeable
from collabtui.store.interface import Transaction

TOPIC_MINUTES = 10
"""Of a slot that is made of an action."""


def add_line(acting: Acting, ref: str, line: AgendaLine, after: AgendaRow | None, scope: Scope = "one") -> Planned:
    """Put a typed line below `after`; a title, a place, a start or a goal takes the place of the one there is.
    `scope`: of this meeting, of it and all of its series that follow, or of all to come.

    Raises `Refused` (meeting.over, agenda.when) and as an agenda does for names that are nobody's."""
    return change_dates(acting, ref, scope, lambda tx, meeting: _with_line(tx, acting, meeting, line, after))


def replace_line(acting: Acting, ref: str, row: AgendaRow, line: AgendaLine) -> Planned:
    """Replace the line at `row` by what was typed; another kind of line goes where it belongs."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        if row.kind == "slot" and line.slot is not None:
            slots = list(meeting.slots)
            slots[row.number] = slots[row.number].model_copy(update=_fields(line))
            return _put(tx, acting, meeting.model_copy(update={"slots": tuple(slots)}))
        if row.kind == "question" and line.kind == "question":
            questions = [line.text if at == row.number else one for at, one in enumerate(meeting.questions)]
            return _put(tx, acting, meeting.model_copy(update={"questions": tuple(questions)}))
        after = AgendaRow("slot", row.number) if row.kind == "slot-material" else row
        return _put(tx, acting, _with_line(tx, acting, _removed(meeting, row), line, after))


def remove_line(acting: Acting, ref: str, row: AgendaRow) -> Planned:
    with acting.transaction() as tx:
        return _put(tx, acting, _removed(changeable(tx, ref), row))


def split_slot(acting: Acting, ref: str, number: int) -> Planned:
    """Raises `Refused` (agenda.too_short) for a slot of one minute."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        slot = meeting.slots[number]
        if slot.minutes < 2:
            raise Refused("agenda.too_short", title=slot.title)
        slots = (*meeting.slots[:number], *split(slot), *meeting.slots[number + 1 :])
        return _put(tx, acting, meeting.model_copy(update={"slots": slots}))


def mark_material(acting: Acting, ref: str, name: str) -> Planned:
    """It has arrived; or it has not, when it was marked before."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        there = meeting.material_there
        there = tuple(one for one in there if one != name) if name in there else (*there, name)
        return _put(tx, acting, meeting.model_copy(update={"material_there": there}))


def discuss(acting: Acting, ref: str, action: str) -> Planned:
    """A slot for an action that was carried over, led by its owner."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        found = next((one for one in carried_actions(tx, meeting, acting.now) if one.ref == action), None)
        if found is None or any(slot.origin == action for slot in meeting.slots):
            raise Refused("carry.not_carried", ref=meeting.ref, value=action)
        lead = directory.people_by_ref(tx, [found.owner])[found.owner].name if found.owner else ""
        slot = Slot(title=found.title, minutes=TOPIC_MINUTES, lead=lead, origin=found.ref)
        return _put(tx, acting, meeting.model_copy(update={"slots": (*meeting.slots, slot)}))


def _put(tx: Transaction, acting: Acting, meeting: Meeting) -> Planned:
    meeting = tx.put(meeting)
    return Planned(meeting, planned_findings(tx, acting, meeting))


def _fields(line: AgendaLine) -> dict[str, object]:
    if line.slot is None:
        return {}
    return {"title": line.slot.title, "minutes": line.slot.minutes, "lead": line.slot.lead}


def _with_line(tx: Transaction, acting: Acting, meeting: Meeting, line: AgendaLine, after: AgendaRow | None) -> Meeting:
    changed: dict[str, object]
    match line.kind:
        case "slot":
            at = _slot_after(meeting, after)
            slot = Slot.model_validate(_fields(line))
            changed = {"slots": (*meeting.slots[:at], slot, *meeting.slots[at:])}
        case "question":
            changed = {"questions": (*meeting.questions, line.text)}
        case "material":
            return with_handouts_there(_with_material(meeting, line.text, after))
        case "people" | "facilitator" | "scribe" | "timekeeper":
            role: Role = "participant" if line.kind == "people" else line.kind
            changed = {"participants": _with_people(tx, acting, meeting, line, role)}
        case "matter":
            changed = {"matter": directory.find_matter(tx, acting, line.text).ref}
        case "start":
            return at_typed_time(acting, meeting, line.text)
        case "end":
            return _until(meeting, line.text)
        case _:
            changed = {line.kind: line.text}
    return meeting.model_copy(update=changed)


def _slot_after(meeting: Meeting, after: AgendaRow | None) -> int:
    """Below the slot that the cursor stands on or in; at the end from anywhere else."""
    return after.number + 1 if after and after.kind in ("slot", "slot-material") else len(meeting.slots)


def _with_material(meeting: Meeting, name: str, after: AgendaRow | None) -> Meeting:
    """Of the slot that the cursor stands on, else of the whole meeting."""
    if not after or after.kind not in ("slot", "slot-material"):
        return meeting.model_copy(update={"material": (*meeting.material, name)})
    slots = list(meeting.slots)
    slot = slots[after.number]
    slots[after.number] = slot.model_copy(update={"material": (*slot.material, name)})
    return meeting.model_copy(update={"slots": tuple(slots)})


def _with_people(
    tx: Transaction, acting: Acting, meeting: Meeting, line: AgendaLine, role: Role
) -> tuple[Participant, ...]:
    there = {one.person: one for one in meeting.participants}
    named = [directory.named(tx, acting, name).ref for name in line.names]
    for person in named:
        there.setdefault(person, Participant(person=person))
    if role == "participant":
        return tuple(there.values())
    return tuple(_with_role(one, named[0], role) for one in there.values())


def _with_role(one: Participant, person: str, role: Role) -> Participant:
    """There is one of each; whoever was it before takes part."""
    if one.person == person:
        return one.model_copy(update={"role": role})
    return one.model_copy(update={"role": "participant"}) if one.role == role else one


def _until(meeting: Meeting, text: str) -> Meeting:
    """To another end, on the day on which it begins; who said yes may not have so long."""
    start = meeting.start.astimezone(ZoneInfo(meeting.timezone))
    moment = read_moment(text, 1, start.date())
    if moment.time is None or moment.until is not None or moment.offset is not None:
        raise Refused("agenda.end", value=text)
    end = datetime.combine(moment.day or start.date(), moment.time, start.tzinfo)
    if end <= start:
        raise Refused("meeting.ends_before_start", start=start, end=end)
    return meeting if end == meeting.end else asked_again(meeting.model_copy(update={"end": end}))


def _removed(meeting: Meeting, row: AgendaRow) -> Meeting:
    match row.kind:
        case "slot":
            slots = tuple(slot for at, slot in enumerate(meeting.slots) if at != row.number)
            return meeting.model_copy(update={"slots": slots})
        case "slot-material":
            slots_list = list(meeting.slots)
            slot = slots_list[row.number]
            slots_list[row.number] = slot.model_copy(update={"material": without(slot.material, row.inner)})
            return meeting.model_copy(update={"slots": tuple(slots_list)})
        case "goal":
            return meeting.model_copy(update={"goal": ""})
        case "question":
            return meeting.model_copy(update={"questions": without(meeting.questions, row.number)})
        case "material":
            return meeting.model_copy(update={"material": without(meeting.material, row.number)})
        case "carried":  # it is no line of this meeting's own: `carry.toggle` takes it off
            return meeting
