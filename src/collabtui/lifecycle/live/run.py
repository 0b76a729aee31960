"""Running a meeting: its clock, its slots, and the lines that are captured while people talk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.draft import CaptureLine
from collabtui.domain.meetings.meeting import Attendance, Entry, Meeting
from collabtui.domain.meetings.meeting_clock import lengthened, to_come, with_slot
from collabtui.domain.meetings.quorum import of_decision
from collabtui.domain.meetings.slash_command_effects import (
    all_present_but_marked,
    attending,
    clock_time,
    commanded,
    ended,
    following,
    moved_to,
    parked,
    reordered,
    running_or_refused,
    started,
)
from collabtui.domain.model import Finding, Record
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.errors import CollabError, Refused
from collabtui.language.capture.capture_line import command_line, read_line
from collabtui.language.capture.people_names import each_person, match_people
from collabtui.lifecycle.at_once.within import within_meeting
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.undo.inverse_change import withdrawn
from collabtui.lifecycle.live.captured_milestones import take_milestone_back
from collabtui.lifecycle.live.captured_things import made_by
from collabtui.lifecycle.live.same_moment import already_done, given_just_now, refuse_second
from collabtui.lifecycle.matters.risk_alarm import tell_at_end
from collabtui.store.interface import Reader, Transaction

Taken = TypeVar("Taken")


@dataclass(frozen=True)
class Captured:
    """The effect of one line."""

    meeting: Meeting
    entry: Entry | None = None
    """None for a command that changes the meeting only."""
    thing: Record | None = None
    """The decision, action, risk or question that it made."""
    findings: tuple[Finding, ...] = ()
    """What is still missing of an action."""


def start(acting: Acting, ref: str, at: datetime | None = None) -> Meeting:
    """Open the meeting; the first slot's clock starts. Raises `Refused` (meeting.over) when it has run already."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return tx.put(started(tx.get(Meeting, ref), at or acting.now))


@mails_ahead
def capture(acting: Acting, ref: str, line: str, at: datetime | None = None) -> Captured:
    """Take down one line; a command as it was given `at` an instant before, if notes are typed in later. Nothing is
    written when it raises: `Refused` with a key `capture.*`, or a person unknown."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return captured_in(tx, acting.at(at) if at else acting, tx.get(Meeting, ref), line)


@mails_ahead
def capture_each(acting: Acting, ref: str, lines: Sequence[str]) -> list[Captured]:
    """As `capture`, several lines as one step: all of them or none."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return [captured_in(tx, acting, tx.get(Meeting, ref), line) for line in lines]


@mails_ahead
def record(acting: Acting, ref: str, lines: Sequence[str]) -> list[Captured]:
    """The headless live meeting: all lines or none, and the end when they say none. A meeting that was running already
    goes on: somebody else has it on his screen.

    Raises `Refused` (record.line: line, text, why) for the first line that cannot be taken down."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return record_in(tx, acting, ref, lines, captured_in)


def record_in(
    tx: Transaction,
    acting: Acting,
    ref: str,
    lines: Sequence[str],
    take: Callable[[Transaction, Acting, Meeting, str], Taken],
) -> list[Taken]:
    """As `record`, within a transaction. `take` takes each line down."""
    taken: list[Taken] = []
    meeting = tx.get(Meeting, ref)
    goes_on = meeting.state == "running"
    if meeting.state in ("planned", "invited") and not any(map(_is_start, lines)):
        meeting = tx.put(started(meeting, min(meeting.start, acting.now)))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        meeting = tx.get(Meeting, ref)
        at_plan = not goes_on and command_line(line) is not None
        then = acting.at(instant_of_command(meeting, acting.now, line)) if at_plan else acting
        try:
            taken.append(take(tx, then, meeting, line.strip()))
        except CollabError as error:
            raise Refused("record.line", line=number, text=line.strip(), why=error) from error
    meeting = tx.get(Meeting, ref)
    if meeting.state == "running" and not goes_on:
        _put(tx, acting, meeting, ended(meeting, instant_of_command(meeting, acting.now, "/end")))
    return taken


def _is_start(line: str) -> bool:
    command = command_line(line)
    return command is not None and command.word == "start"


def instant_of_command(meeting: Meeting, now: datetime, command: str) -> datetime:
    """The instant of a command in notes that names none: within the planned time, if the notes are typed in later."""
    if _is_start(command):
        return min(meeting.start, now)
    return min(now, max(meeting.end, meeting.started_at or meeting.start))


@mails_ahead
def end(acting: Acting, ref: str, at: datetime | None = None) -> Meeting:
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        meeting = tx.get(Meeting, ref)
        return _put(tx, acting, meeting, ended(meeting, at or acting.now))


def _put(tx: Transaction, acting: Acting, before: Meeting, after: Meeting) -> Meeting:
    """Keep what the meeting became; once it runs no longer, what waited for its end goes out."""
    kept = tx.put(after)
    if before.state == "running" and kept.state != "running":
        tell_at_end(tx, acting, kept)
    return kept


def go_to(acting: Acting, ref: str, slot: int) -> Meeting:
    """Go on with the slot at index `slot`."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return tx.put(moved_to(running_or_refused(tx.get(Meeting, ref)), slot, acting.now))


def move_on(acting: Acting, ref: str, seen: int | None) -> bool:
    """Go on with the slot that comes next; False where none is to come.

    `seen`: the slot that ran where the key was pressed. Raises `Conflict` (live.moved_already: title, by) when somebody
    else has gone on in the same moment: two who mean one thing do not skip a slot."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        meeting = running_or_refused(tx.get(Meeting, ref))
        if meeting.running_slot != seen and (change := given_just_now(tx, acting, meeting, "next")):
            raise already_done(meeting, "next", change)
        if not to_come(meeting):
            return False
        tx.put(moved_to(meeting, following(meeting), acting.now))
        return True


@mails_ahead
def agree(acting: Acting, ref: str, summary: str) -> Meeting:
    """Nobody objects to the summary of the running slot: the summary is its consensus, and the slot is stamped."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        meeting = running_or_refused(tx.get(Meeting, ref))
        captured_in(tx, acting, meeting, f"c: {summary}")
        return tx.get(Meeting, ref)


def reorder(acting: Acting, ref: str, slot: int, step: int) -> Meeting:
    """The slot at index `slot` changes places with the next one, before (-1) or after it (1), that has not begun."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return tx.put(reordered(running_or_refused(tx.get(Meeting, ref)), slot, step))


def lengthen(acting: Acting, ref: str, slot: int, minutes: int) -> Meeting:
    """Any slot that is not over; by a negative number it gets shorter."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return tx.put(lengthened(running_or_refused(tx.get(Meeting, ref)), slot, minutes))


def park(acting: Acting, ref: str, slot: int) -> Meeting:
    """Put a slot aside, or take one back that was."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return tx.put(parked(running_or_refused(tx.get(Meeting, ref)), slot, acting.now))


def attend(acting: Acting, ref: str, person: str, attendance: Attendance) -> Meeting:
    """Record whether a person, by ref, is here: as the facilitator sees it, from the start until the minutes are
    out. Who is late comes now, while it runs."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        meeting = tx.get(Meeting, ref)
        arrived_at = acting.now if meeting.state == "running" else None
        return tx.put(attending(meeting, person, attendance, arrived_at))


def attend_rest(acting: Acting, ref: str) -> Meeting:
    """Everybody else is present: who has no mark yet and did not decline."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return tx.put(all_present_but_marked(tx.get(Meeting, ref)))


def read_as(reader: Reader, acting: Acting, meeting: Meeting, line: str) -> CaptureLine:
    """The meaning of the line, before Enter. Raises as `capture` does for what can be known without writing."""
    people = directory.everybody(reader)
    names = [*(person.name for person in people), *dict.fromkeys(person.department for person in people)]
    return read_line(
        line,
        locale=acting.config.organiser.locale,
        today=day_of(meeting),
        names=[one for one in names if one],
        people=people,
    )


def day_of(meeting: Meeting) -> date:
    """Dates in captured lines count from the day of the meeting, also when notes are typed in later."""
    return (meeting.started_at or meeting.start).astimezone(ZoneInfo(meeting.timezone)).date()


def captured_in(tx: Transaction, acting: Acting, meeting: Meeting, line: str) -> Captured:
    """As `capture`, within a transaction."""
    if not _is_start(line):
        _refuse_unless_taking(meeting)
    read = read_as(tx, acting, meeting, line)
    if read.kind == "command":
        return _command(tx, acting, meeting, read)
    return kept_in(tx, acting, meeting, read, line)


def kept_in(tx: Transaction, acting: Acting, meeting: Meeting, read: CaptureLine, line: str) -> Captured:
    """An entry for what is no command, as it was read, with what it makes. Raises `Refused` (meeting.not_running)."""
    _refuse_unless_taking(meeting)
    thing, findings = made_by(tx, acting, meeting, read)
    if read.kind == "view" and (person := match_people(read.who, directory.everybody(tx)).found):
        read = read.model_copy(update={"who": tx.get(Person, person).name})
    if read.command and meeting.state != "published":
        meeting = tx.put(_with_attendance_of(meeting, _people_named(tx, read.argument), read.command))
    entry = tx.put(_entry(tx, acting, meeting, read, line, thing))
    if read.kind == "consensus" and meeting.running_slot is not None:
        meeting = tx.put(with_slot(meeting, meeting.running_slot, agreed_at=acting.now))
    if read.kind in ("decision", "consensus"):
        findings += tuple(of_decision(meeting, people_by_ref(tx, [one.person for one in meeting.participants])))
    return Captured(meeting, entry, thing, findings)


def _refuse_unless_taking(meeting: Meeting) -> None:
    if meeting.state not in ("running", "recorded", "published"):
        raise Refused("meeting.not_running", ref=meeting.ref, state=meeting.state)


def _entry(
    tx: Transaction, acting: Acting, meeting: Meeting, read: CaptureLine, line: str, thing: Record | None
) -> Entry:
    return Entry(
        ref=tx.next_ref(Entry),
        meeting=meeting.ref,
        slot=meeting.running_slot,
        at=acting.now,
        kind=read.kind,
        line=line,
        text=read.text,
        thing=thing.ref if thing else None,
        who=read.who,
        by=acting.actor,
    )


def _command(tx: Transaction, acting: Acting, meeting: Meeting, read: CaptureLine) -> Captured:
    if read.command == "undo":
        return _undone(tx, acting, meeting)
    if read.command in ("present", "absent"):
        attendance: Attendance = "absent" if read.command == "absent" else "present"
        return Captured(tx.put(_attended(meeting, _people_named(tx, read.argument), attendance)))
    if read.command == "late":
        return Captured(tx.put(_late(tx, meeting, read.argument, acting.now)))
    refuse_second(tx, acting, meeting, read.command)
    return Captured(_put(tx, acting, meeting, commanded(meeting, read.command, read.argument, acting.now)))


def _people_named(reader: Reader, written: str) -> list[Person]:
    """One, or each of several: `张伟、陈静`. Raises as `directory.find_person`."""
    everybody = directory.everybody(reader)
    several = () if match_people(written, everybody).found else each_person(written, everybody)
    return [directory.find_person(reader, name) for name in several or (written,)]


def _attended(meeting: Meeting, people: Sequence[Person], attendance: Attendance) -> Meeting:
    """Raises `Refused` (meeting.no_participant) for one who is said to be absent and was not expected."""
    for person in people:
        if attendance == "absent" and meeting.participant(person.ref) is None:
            raise Refused("meeting.no_participant", ref=meeting.ref, person=person.name)
        meeting = attending(meeting, person.ref, attendance)
    return meeting


def _with_attendance_of(meeting: Meeting, people: Sequence[Person], word: str) -> Meeting:
    """As a note says it: who was not expected cannot be missing, and the note alone names him."""
    expected = [one for one in people if word == "present" or meeting.participant(one.ref) is not None]
    return _attended(meeting, expected, "present" if word == "present" else "absent")


def _late(reader: Reader, meeting: Meeting, argument: str, now: datetime) -> Meeting:
    """`张伟 14:10`, or a name alone: then he comes in right now."""
    name, _, clock = argument.rpartition(" ")
    at = clock_time(meeting, clock) if name and ":" in clock else None
    return attending(meeting, directory.find_person(reader, name if at else argument).ref, "late", at or now)


def _undone(tx: Transaction, acting: Acting, meeting: Meeting) -> Captured:
    """Take back one's own last line that still counts, with what it made: another may be writing at the same time."""
    entries = tx.find(Entry, meeting=meeting.ref, undone=False, by=acting.actor, newest_first=True, limit=1)
    if not entries:
        raise Refused("capture.nothing_to_undo", ref=meeting.ref)
    take_milestone_back(tx, entries[0])
    entry = tx.put(entries[0].model_copy(update={"undone": True}))
    thing = tx.put(withdrawn(tx.get(model_of(entry.thing), entry.thing))) if entry.thing else None
    return Captured(meeting, entry, thing)
