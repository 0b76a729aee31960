"""The rules of an agenda: what its slots add up to, which lines it has, which material is still missing.

Times that leave a gap or overlap are refused where an agenda is read: `formats.agenda.agenda_slots`."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate
from typing import Literal, NamedTuple

from collabtui.domain.meetings.meeting import Meeting, Slot
from collabtui.domain.model import Finding

RowKind = Literal["slot", "slot-material", "goal", "question", "carried", "material"]


class AgendaRow(NamedTuple):
    """One line of an agenda as it is read from above to below; numbers from 0."""

    kind: RowKind
    number: int = 0
    """Of the slot, the question, the question that was carried over, the material."""
    inner: int = 0
    """Of the material of a slot."""


def rows_of(meeting: Meeting, carried: int = 0) -> list[AgendaRow]:
    """Each slot with its material, then goal, questions and material of the meeting; `carried` is the number of
    questions that were carried over to it."""
    rows = []
    for number, slot in enumerate(meeting.slots):
        rows.append(AgendaRow("slot", number))
        rows += [AgendaRow("slot-material", number, inner) for inner in range(len(slot.material))]
    rows += [AgendaRow("goal")] if meeting.goal else []
    rows += [AgendaRow("question", number) for number in range(len(meeting.questions))]
    rows += [AgendaRow("carried", number) for number in range(carried)]
    return rows + [AgendaRow("material", number) for number in range(len(meeting.material))]


def material_of(meeting: Meeting) -> list[str]:
    """Names of the material, of slots and of the meeting, each once."""
    return list(dict.fromkeys([*(name for slot in meeting.slots for name in slot.material), *meeting.material]))


def material_missing(meeting: Meeting) -> list[str]:
    """Names of the material, of slots and of the meeting, that nobody has marked as there."""
    return [name for name in material_of(meeting) if name not in meeting.material_there]


def split(slot: Slot) -> tuple[Slot, Slot]:
    """Two slots of half the time each, the first the longer one; whole fives where there are enough. The slot has at
    least two minutes."""
    half = (slot.minutes + 1) // 2
    if slot.minutes >= 10:
        half = -(-half // 5) * 5
    second = {"minutes": slot.minutes - half, "material": (), "origin": ""}
    return slot.model_copy(update={"minutes": half}), slot.model_copy(update=second)


def stretched(slots: Sequence[Slot], number: int, minutes: int, least: int = 1) -> tuple[Slot, ...]:
    """Slot `number` (from 0) longer, or by a negative number shorter, and never shorter than `least`."""
    longer = slots[number].model_copy(update={"minutes": max(least, slots[number].minutes + minutes)})
    return (*slots[:number], longer, *slots[number + 1 :])


def moved(slots: Sequence[Slot], number: int, by: int) -> tuple[Slot, ...]:
    """Slot `number` that many places further down; up by a negative number."""
    order = list(slots)
    order.insert(number + by, order.pop(number))
    return tuple(order)


def without(values: Sequence[str], number: int) -> tuple[str, ...]:
    return tuple(value for at, value in enumerate(values) if at != number)


def agenda_findings(meeting: Meeting, max_minutes: int) -> tuple[Finding, ...]:
    """Findings on the slots: none at all, over the limit, over or under the meeting's own length.

    `max_minutes` is what one sitting should not exceed (90 by default).
    """
    if not meeting.slots:
        return (Finding(key="agenda.empty", values={"ref": meeting.ref}),)
    total = sum(slot.minutes for slot in meeting.slots)
    own = (meeting.end - meeting.start) // timedelta(minutes=1)
    findings = []
    if total > max_minutes:
        findings.append(_first_past("agenda.over_limit", meeting, max_minutes, total))
    if total > own:
        findings.append(_first_past("agenda.over_length", meeting, own, total))
    return tuple(findings)


def _first_past(key: str, meeting: Meeting, limit: int, total: int) -> Finding:
    """Names the slot that crosses the limit, which the slots together do: the one to shorten."""
    ends = accumulate(slot.minutes for slot in meeting.slots)
    number, past = next((number, end - limit) for number, end in enumerate(ends, 1) if end > limit)
    values: dict[str, str | int] = {"limit": limit, "total": total, "over": total - limit}
    values |= {"slot": number, "title": meeting.slots[number - 1].title, "past": past}
    return Finding(key=key, values=values)
