"""Lines are taken down whatever they say; what is unclear in them is asked at the next pause, and settled there.

Nothing is kept of a question but the line itself, as it was typed: as long as it reads unclear, and what it made has no
value there, it is open. So two scribes and a dictation share one list, in any process and after any crash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.draft import CaptureLine
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.language.capture.capture_line import Parsed, parse
from collabtui.language.capture.marks.capture_mark import CaptureFrame
from collabtui.language.capture.unclear_parts import UnclearPart, certain_line, line_with, unclear_parts
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import put_action
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.live import run
from collabtui.lifecycle.live.captured_things import made_by
from collabtui.lifecycle.live.named_collaborators import named_collaborators
from collabtui.lifecycle.live.run import Captured
from collabtui.store.interface import Reader, Transaction

BESIDE_AN_OWNER = "({})"
"""As a risk names who was said to own it beside its owner."""
MAY_BE_UNCLEAR = frozenset(":：/#@＠")
"""A note without any of them was meant as one."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A line of the log, and what is unclear in it."""

    entry: Entry
    part: UnclearPart


@mails_ahead
def take_down(acting: Acting, ref: str, line: str) -> Captured:
    """One line, kept whatever is unclear in it. Raises `Refused` where the meeting takes no lines, and for a command
    that cannot be carried out now."""
    with acting.transaction() as tx:
        return taken_in(tx, acting, tx.get(Meeting, ref), line)


def taken_in(tx: Transaction, acting: Acting, meeting: Meeting, line: str) -> Captured:
    """As `take_down`, within a transaction."""
    parsed, people = read_typed(tx, acting, meeting, line)
    read = certain_line(parsed, people)
    if read.kind == "command":
        return run.captured_in(tx, acting, meeting, line)
    return run.kept_in(tx, acting, meeting, read, line)


def open_questions(
    entries: Iterable[Entry],
    things: Mapping[str, Record],
    people: Sequence[Person],
    frame: CaptureFrame,
    here: Sequence[str] = (),
) -> Iterator[OpenQuestion]:
    """The questions that are still open, in the order of the log. `things`: what the lines made, by ref."""
    for entry in entries:
        thing = things.get(entry.thing or "")
        if entry.undone or not _may_be_open(entry, thing):
            continue
        parsed = parse(entry.line, frame)
        for part in unclear_parts(parsed, people, today=frame.today, here=here):
            if _is_open(entry, thing, parsed, part):
                yield OpenQuestion(entry, part)


def wording_left_open(acting: Acting, ref: str) -> dict[str, str]:
    """The wording of a line about who owns an action and when it is due, as it was typed, where it is still open; by
    what is asked. Empty for one that no line made."""
    action = acting.visible.get(Action, ref)
    if action.meeting is None or (action.owner and action.due):
        return {}
    meeting, people = acting.visible.get(Meeting, action.meeting), directory.everybody(acting.store)
    made = [entry for entry in acting.visible.find(Entry, meeting=meeting.ref) if entry.thing == ref]
    frame = frame_of(meeting, people, acting.config.organiser.locale)
    asked = open_questions(made, {ref: action}, people, frame)
    return {one.part.what: one.part.written for one in asked if one.part.written}


@mails_ahead
def clarify(acting: Acting, ref: str, part: UnclearPart, offer: str) -> Entry:
    """Put an offer in the place of what was unclear in a line, and have what it made say so. Raises as `capture` does
    where a command cannot be carried out."""
    with acting.transaction() as tx:
        entry = tx.get(Entry, ref)
        meeting = tx.get(Meeting, entry.meeting)
        before, _ = read_typed(tx, acting, meeting, entry.line)
        line = line_with(entry.line, part, offer, helps=BESIDE_AN_OWNER if before.kind == "risk" else "+{}")
        parsed, people = read_typed(tx, acting, meeting, line)
        read = certain_line(parsed, people)
        if read.kind == "command":
            run.captured_in(tx, acting, meeting, line)
            return tx.put(entry.model_copy(update={"undone": True}))
        if entry.thing:
            thing = tx.get(Action, entry.thing) if read.action else tx.get(Risk, entry.thing)
            _change(tx, acting, thing, read, part, part.others(offer), was=before.text)
            return tx.put(entry.model_copy(update={"line": line}))
        made, _ = made_by(tx, acting, meeting.model_copy(update={"running_slot": entry.slot}), read)
        now = {"kind": read.kind, "text": read.text, "thing": made.ref if made else None, "line": line}
        return tx.put(entry.model_copy(update=now))


def _change(
    tx: Transaction,
    acting: Acting,
    thing: Action | Risk,
    read: CaptureLine,
    part: UnclearPart,
    others: Sequence[str],
    *,
    was: str,
) -> None:
    """Of the part that was asked, and of no other: it may have other words by now. `others` were named beside the
    owner: they help with an action; of a risk, which has one owner and nobody who helps, they stand in its text. A
    title that still is what the line said, `was`, loses what was unclear in it: `order laptops 3/4`."""
    if isinstance(thing, Risk):
        owner = directory.find_person(tx, read.who).ref if read.who and part.what == "owner" else thing.owner
        text = " ".join((thing.text, *map(BESIDE_AN_OWNER.format, others)))
        tx.put(thing.model_copy(update={"owner": owner, "level": read.level or thing.level, "text": text}))
        return
    draft = read.action
    changes: dict[str, object] = {"title": read.text} if thing.title == was else {}
    assert draft is not None  # noqa: S101  # an action's line
    match part.what:
        case "owner" if draft.owner:
            changes["owner"] = directory.find_person(tx, draft.owner).ref
            changes["collaborators"] = _with_named(tx, thing, draft.collaborators if others else ())
        case "due":
            changes["due"] = changes["original_due"] = draft.due
        case "collaborator":
            changes["collaborators"] = _with_named(tx, thing, draft.collaborators)
    put_action(tx, thing.model_copy(update=changes), acting.provenance)


def _with_named(reader: Reader, thing: Action, names: Iterable[str]) -> tuple[Collaborator, ...]:
    """Those who help already, and who is named now."""
    known = {one.person for one in thing.collaborators}
    found = named_collaborators(reader, names, thing.collaborators)
    return (*thing.collaborators, *(one for one in found if one.person not in known))


def _may_be_open(entry: Entry, thing: Record | None) -> bool:
    if isinstance(thing, Action):
        return thing.owner is None or thing.due is None or "+" in entry.line or "＋" in entry.line
    if isinstance(thing, Risk):
        return True
    return entry.kind == "note" and entry.text == entry.line.strip() and not MAY_BE_UNCLEAR.isdisjoint(entry.line)


def _is_open(entry: Entry, thing: Record | None, parsed: Parsed, part: UnclearPart) -> bool:
    if thing is None:
        return part.what == "line"
    if entry.kind != parsed.kind:
        return False
    match part.what:
        case "owner":
            return isinstance(thing, Action | Risk) and thing.owner is None
        case "due":
            return isinstance(thing, Action) and thing.due is None
    return part.what in ("collaborator", "level")


def read_typed(reader: Reader, acting: Acting, meeting: Meeting, line: str) -> tuple[Parsed, list[Person]]:
    """The line, read as one of this meeting; and all people, whom it may name."""
    people = directory.everybody(reader)
    return parse(line, frame_of(meeting, people, acting.config.organiser.locale)), people


def frame_of(meeting: Meeting, people: Sequence[Person], locale: str) -> CaptureFrame:
    """The things that lines of this meeting are read against."""
    names = [*(person.name for person in people), *dict.fromkeys(person.department for person in people)]
    return CaptureFrame("zh" if locale == "zh" else "en", run.day_of(meeting), [name for name in names if name], people)
