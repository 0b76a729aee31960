"""Carry-over: what is left from before and can come onto an agenda: open actions, open questions, parked topics."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action, ExceptionKind, exception_kinds
from collabtui.domain.action_status import OPEN
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meeting_deadlines import record_due
from collabtui.domain.meetings.meeting import Meeting, Question, Slot
from collabtui.domain.meetings.meeting_states import HELD
from collabtui.domain.model import Finding
from collabtui.domain.refs import number_of
from collabtui.errors import Unknown
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings.plan_rules import changeable
from collabtui.lifecycle.meetings.series_line import line_of
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class LeftOver:
    """One thing from before, and whether it is on this agenda."""

    ref: str
    """Of the action or question; `M3#2` for the second slot of M3, which was parked."""
    text: str
    taken: bool
    action: Action | None = None


class ActionException(NamedTuple):
    """An action that does not go as planned, and in which ways."""

    action: Action
    kinds: tuple[ExceptionKind, ...]


class TakenExceptions(NamedTuple):
    meeting: Meeting
    exceptions: tuple[ActionException, ...]
    """All that are on its agenda now."""
    added: int
    """How many of them were not there before."""


def left_over(reader: Reader, meeting: Meeting, now: datetime) -> tuple[LeftOver, ...]:
    """All that could be carried over: from the meeting before first, then from further back and from the matter."""
    before = meetings_before(reader, meeting)
    actions, questions = _actions(reader, meeting, before), _questions(reader, meeting, before)
    taken = carried(reader, meeting, now)
    return (
        *(LeftOver(one.ref, one.title, one.ref in taken, one) for one in actions),
        *(LeftOver(one.ref, one.text, one.ref in taken) for one in questions),
        *_topics(reader, meeting, before),
    )


def carried(reader: Reader, meeting: Meeting, now: datetime) -> tuple[str, ...]:
    """Refs of the actions and questions on the agenda: as chosen, else for the next meeting of its line the actions
    that the meeting before left open, its own and those on its agenda, and every open question of the line: one is
    asked until it has an answer."""
    if meeting.carried is not None:
        return meeting.carried
    if goes_first(reader, meeting, now):
        return ()
    before = meetings_before(reader, meeting)
    last = before[0] if before else None
    actions = [
        one
        for one in (_actions(reader, meeting, before) if last else ())
        if last and (one.meeting == last.ref or one.ref in (last.carried or ()))
    ]
    return tuple(one.ref for one in (*actions, *_questions(reader, meeting, before)))


def carried_actions(reader: Reader, meeting: Meeting, now: datetime) -> list[Action]:
    """Those on the agenda that are still open."""
    found = (reader.get(Action, ref) for ref in carried(reader, meeting, now) if ref.startswith(Action.prefix))
    return [one for one in found if one.status in OPEN]


def carried_questions(reader: Reader, meeting: Meeting, now: datetime) -> list[Question]:
    found = (reader.get(Question, ref) for ref in carried(reader, meeting, now) if ref.startswith(Question.prefix))
    return [one for one in found if one.state == "open"]


def toggle(acting: Acting, ref: str, what: str) -> Meeting:
    """Take something left over onto the agenda, or off it again; a parked topic comes as a slot. Raises `Unknown`
    (carry.unknown) for what is not left over, `Refused` (meeting.over)."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        found = next((one for one in left_over(tx, meeting, acting.now) if one.ref == what), None)
        if found is None:
            raise Unknown("carry.unknown", ref=meeting.ref, value=what)
        if "#" in what:
            return tx.put(meeting.model_copy(update={"slots": _with_topic(tx, meeting, found)}))
        there = carried(tx, meeting, acting.now)
        changed = tuple(one for one in there if one != what) if found.taken else (*there, what)
        return tx.put(meeting.model_copy(update={"carried": changed}))


def take_exceptions(acting: Acting, ref: str) -> TakenExceptions:
    """All that is late, blocked or at risk in the meeting's matters comes onto its agenda, also what was taken down in
    no meeting; what is there already stays. Raises `Refused` (meeting.over)."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        found = exceptions_for(tx, meeting, acting.today)
        there = carried(tx, meeting, acting.now)
        new = tuple(one.action.ref for one in found if one.action.ref not in there)
        after = tx.put(meeting.model_copy(update={"carried": (*there, *new)})) if new else meeting
        return TakenExceptions(after, tuple(found), len(new))


def exceptions_for(reader: Reader, meeting: Meeting, today: date) -> list[ActionException]:
    """Actions that do not go as planned in the meeting's matters, by date. Of confidential matters only of its own: no
    other agenda names what some of its readers may not know."""
    found = _actions(reader, meeting, meetings_before(reader, meeting))
    shown = [one for one in found if one.matter in (None, meeting.matter) or not _is_confidential(reader, one.matter)]
    return with_exceptions(reader, shown, today)


def with_exceptions(reader: Reader, actions: Iterable[Action], today: date) -> list[ActionException]:
    """Those of the actions that do not go as planned."""
    kinds = ((one, exception_kinds(one, today, _awaited(reader, one))) for one in actions)
    return [ActionException(one, found) for one, found in kinds if found]


def matters_of(reader: Reader, meeting: Meeting) -> list[str]:
    """Refs of the matters that the meeting is about: its own; of a series that names none, those of what was taken down
    in it."""
    if meeting.matter or not meeting.series:
        return [meeting.matter] if meeting.matter else []
    before = meetings_before(reader, meeting)
    taken_down = (one for held in before for one in reader.find(Action, meeting=held.ref))
    found = (*(held.matter for held in before), *(one.matter for one in taken_down))
    return sorted({ref for ref in found if ref}, key=number_of)


def meetings_before(reader: Reader, meeting: Meeting) -> list[Meeting]:
    """Those that were held and that this one goes on from: the one it follows, then its series' and its matter's, the
    latest first."""
    found = {meeting.follows: reader.get(Meeting, meeting.follows)} if meeting.follows else {}
    for one in _of_line(reader, meeting):
        if one.state in HELD and one.start < meeting.start:
            found.setdefault(one.ref, one)
    found.pop(meeting.ref, None)
    return [one for one in found.values() if one.state in HELD]


def goes_first(reader: Reader, meeting: Meeting, now: datetime) -> list[Meeting]:
    """Those of its line that will be held before it, and to which what is open goes, the next one first; none where it
    goes on from a meeting that is named. One whose time is over keeps nothing back, recorded or not."""
    if meeting.follows is not None:
        return []
    return [one for one in _unrecorded_before(reader, meeting) if record_due(one.end) > now]


def never_recorded(reader: Reader, meeting: Meeting, now: datetime) -> list[Meeting]:
    """Those of its line before it that are over, neither recorded nor cancelled: nobody knows what they left open."""
    return [one for one in _unrecorded_before(reader, meeting) if record_due(one.end) <= now]


def carry_findings(reader: Reader, meeting: Meeting, now: datetime) -> Iterator[Finding]:
    """Findings on meetings before one that is to be held, of which nobody knows what they left open."""
    if meeting.state in ("planned", "invited"):
        for one in never_recorded(reader, meeting, now):
            day = one.start.astimezone(ZoneInfo(one.timezone)).date()
            yield Finding(key="carry.never_recorded", values={"ref": one.ref, "title": one.title, "day": day})


def _unrecorded_before(reader: Reader, meeting: Meeting) -> list[Meeting]:
    found = [
        one
        for one in _of_line(reader, meeting)
        if one.state in ("planned", "invited", "running") and (one.start, one.ref) < (meeting.start, meeting.ref)
    ]
    return sorted({one.ref: one for one in found}.values(), key=lambda one: one.start)


def _of_line(reader: Reader, meeting: Meeting) -> list[Meeting]:
    """All meetings of the same series or matter, the latest first."""
    found = reader.find(Meeting, series=line_of(reader, meeting.series)) if meeting.series else []
    found += reader.find(Meeting, matter=meeting.matter) if meeting.matter else []
    return sorted(found, key=lambda one: one.start, reverse=True)


def _actions(reader: Reader, meeting: Meeting, before: list[Meeting]) -> list[Action]:
    found = {one.ref: one for held in before for one in reader.find(Action, meeting=held.ref, status=list(OPEN))}
    if matters := matters_of(reader, meeting):
        found |= {one.ref: one for one in reader.find(Action, matter=matters, status=list(OPEN))}
    return sorted((one for one in found.values() if one.meeting != meeting.ref), key=_by_due)


def _awaited(reader: Reader, action: Action) -> list[Action]:
    return reader.find(Action, ref=list(action.depends_on)) if action.depends_on else []


def _is_confidential(reader: Reader, matter: str | None) -> bool:
    return matter is not None and bool(reader.get(Matter, matter).confidential)


def _by_due(action: Action) -> tuple[bool, str, int]:
    return action.due is None, str(action.due), number_of(action.ref)


def _questions(reader: Reader, meeting: Meeting, before: list[Meeting]) -> list[Question]:
    found = {one.ref: one for held in before for one in reader.find(Question, meeting=held.ref, state="open")}
    if meeting.matter:
        found |= {one.ref: one for one in reader.find(Question, matter=meeting.matter, state="open")}
    return [one for one in found.values() if one.meeting != meeting.ref]


def keep_questions(tx: Transaction, acting: Acting, called_off: Meeting) -> None:
    """The questions of a meeting that is called off come to the next one of its matter. A date of a series has its own
    from the series."""
    if called_off.matter is None or called_off.series:
        return
    known = {one.text for one in tx.find(Question, matter=called_off.matter, state="open")}
    for text in dict.fromkeys(called_off.questions):
        if text not in known:
            tx.put(
                Question(
                    ref=tx.next_ref(Question),
                    text=text,
                    meeting=called_off.ref,
                    matter=called_off.matter,
                    at=acting.now,
                    by=acting.actor,
                )
            )


def _topics(reader: Reader, meeting: Meeting, before: list[Meeting]) -> list[LeftOver]:
    """Parked slots that are on no other agenda since."""
    others = [*_of_line(reader, meeting), *(one for held in before for one in reader.find(Meeting, follows=held.ref))]
    elsewhere = {
        slot.origin for one in others if one.ref != meeting.ref and one.state != "cancelled" for slot in one.slots
    }
    own = {slot.origin for slot in meeting.slots}
    parked = (
        (topic_ref(held, number), slot.title)
        for held in before
        for number, slot in enumerate(held.slots)
        if slot.parked
    )
    return [LeftOver(ref, title, ref in own) for ref, title in parked if ref not in elsewhere]


def topic_ref(meeting: Meeting, index: int) -> str:
    """Names a slot of a meeting that was parked, as `Slot.origin` does: `M1#3` for the third."""
    return f"{meeting.ref}#{index + 1}"


def _topic(reader: Reader, ref: str) -> Slot:
    """The slot that a `topic_ref` names."""
    meeting, _, number = ref.partition("#")
    return reader.get(Meeting, meeting).slots[int(number) - 1]


def _with_topic(reader: Reader, meeting: Meeting, topic: LeftOver) -> tuple[Slot, ...]:
    if topic.taken:
        return tuple(slot for slot in meeting.slots if slot.origin != topic.ref)
    return *meeting.slots, copied(_topic(reader, topic.ref), topic.ref)


def copied(slot: Slot, origin: str = "") -> Slot:
    """The slot as it was planned, without what happened to it."""
    return Slot(title=slot.title, minutes=slot.minutes, lead=slot.lead, outcome=slot.outcome, origin=origin)
