"""Editing single lines of a meeting's log: other words for one, or none."""

from collections.abc import Mapping

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.draft import ActionDraft, CaptureLine
from collabtui.domain.meetings.meeting import Decision, Entry, EntryKind, Meeting, Question
from collabtui.domain.model import Record
from collabtui.domain.records import model_of
from collabtui.errors import Conflict, Refused, Unknown
from collabtui.language.capture.capture_line import Parsed
from collabtui.language.capture.marks.capture_mark import CaptureMark
from collabtui.language.capture.unclear_parts import certain_line
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import put_action
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.undo.inverse_change import withdrawn
from collabtui.lifecycle.live.captured_milestones import take_milestone_back
from collabtui.lifecycle.live.captured_things import made_by
from collabtui.lifecycle.live.unclear_lines import read_typed
from collabtui.store.interface import Reader, Transaction

KINDS: Mapping[EntryKind, str] = {
    "decision": "d: ", "action": "a: ", "milestone": "milestone: ", "consensus": "c: ", "view": "v: ", "risk": "r: ",
    "question": "q: ", "note": "",
}  # fmt: skip
"""What a line can be turned into, and how one of that kind begins."""
_MARKED: frozenset[EntryKind] = frozenset({"action", "risk"})
"""Kinds of which a sign marks more than the words."""
_SIGNS = ("@", "＠", "=>", "->", "→")
"""What no words of a line begin with."""


def reword(acting: Acting, ref: str, text: str, *, seen: int | None = None) -> Entry:
    """The line says `text` from now on, and so does what it made: a decision keeps its number. `line` stays as it was
    typed. `ref` is that of the line or of what it made.

    `seen`: the line's version that the new words are for. Raises `Conflict` (mending.changed_since) when somebody has
    changed it since."""
    if entry_of(acting.store, ref).kind == "milestone":
        return recast(acting, ref, "milestone", text, seen=seen)
    return _with_other_words(acting, ref, text, seen)


def correct(acting: Acting, ref: str, text: str) -> Entry:
    """As `reword`, with what a correction says instead: typed as a line of that kind is, its words alone count. Raises
    `Refused` for one of another kind (correction.other_kind), and for one that also says who, until when, or what comes
    of it (correction.more_of_action, correction.more_than_words): those are no words of the line."""
    entry = entry_of(acting.store, ref)
    typed, _ = read_typed(acting.store, acting, acting.store.get(Meeting, entry.meeting), text)
    opening = text[: typed.body].strip()
    if typed.kind not in KINDS or (opening and entry.text.startswith(opening)):
        return reword(acting, ref, text)
    if typed.kind not in ("note", entry.kind):
        raise Refused("correction.other_kind", ref=ref, value=text, entry=typed.kind)
    if entry.kind == "milestone":  # its day is a part of what it says
        return reword(acting, ref, text[typed.body :].strip())
    if opening and typed.problems and not typed.marks:
        raise typed.problems[0]
    read, marked = (typed, typed.marks) if opening else _marked_by_sign(acting, entry, text)
    parts = [read.line[mark.start : mark.end].strip() for mark in marked]
    if parts and entry.kind == "action":
        raise Refused("correction.more_of_action", ref=ref, value=text, marked=parts, text=read.text)
    if parts:
        raise Refused("correction.more_than_words", ref=ref, value=text, marked=parts, text=read.text)
    return reword(acting, ref, typed.text if opening else text)


def _with_other_words(acting: Acting, ref: str, text: str, seen: int | None) -> Entry:
    with acting.transaction() as tx:
        entry = _as_seen(tx, ref, seen)
        thing = _thing(tx, entry)
        if isinstance(thing, Action):
            put_action(tx, thing.model_copy(update={"title": text}), acting.provenance)
        elif thing is not None:
            tx.put(thing.model_copy(update={"text": text}))
        return tx.put(entry.model_copy(update={"text": text}))


def rewrite(acting: Acting, ref: str, kind: EntryKind, text: str) -> Entry:
    """The line has other words, or is of another kind. A note that now begins as in the meeting another kind does is of
    that kind."""
    entry = entry_of(acting.store, ref)
    typed, _ = read_typed(acting.store, acting, acting.store.get(Meeting, entry.meeting), text)
    if typed.kind in ((*KINDS,) if kind == entry.kind == "note" else (kind,)) and typed.kind != entry.kind:
        return recast(acting, ref, typed.kind, text[typed.body :].strip())
    return reword(acting, ref, text) if kind == entry.kind != "milestone" else recast(acting, ref, kind, text)


@mails_ahead
def recast(acting: Acting, ref: str, kind: EntryKind, text: str, *, seen: int | None = None) -> Entry:
    """The line was something else: a decision where a note was taken down. What it made is set aside, what it makes now
    is new, and the line keeps its place and its time. People, days and levels in `text` count as in a line of that
    kind, and what is unclear in it is asked. `seen` as in `reword`."""
    with acting.transaction() as tx:
        entry = _as_seen(tx, ref, seen)
        before = _thing(tx, entry)
        if before is not None:
            tx.put(withdrawn(before))
        take_milestone_back(tx, entry)
        meeting = tx.get(Meeting, entry.meeting)
        line = KINDS[kind] + text
        captured = certain_line(*read_typed(tx, acting, meeting, line))
        if kind == "milestone" != captured.kind:
            raise Refused("milestone.no_day", value=text)
        if captured.kind != kind:  # without its marks nothing is left, or it is none that is typed so
            captured = CaptureLine(kind=kind, text=text, action=ActionDraft(title=text) if kind == "action" else None)
        who = captured.who or (entry.who if kind == "view" else "")
        thing, _ = made_by(tx, acting, meeting.model_copy(update={"running_slot": entry.slot}), captured)
        now = {"kind": kind, "text": captured.text, "thing": thing.ref if thing else None, "who": who, "line": line}
        return tx.put(entry.model_copy(update=now))


def withdraw_entry(acting: Acting, ref: str) -> Entry:
    """The line no longer counts, with what it made."""
    with acting.transaction() as tx:
        entry = entry_of(tx, ref)
        thing = _thing(tx, entry)
        take_milestone_back(tx, entry)
        if thing is not None:
            tx.put(withdrawn(thing))
        return tx.put(entry.model_copy(update={"undone": True}))


def entry_of(reader: Reader, ref: str) -> Entry:
    """The line with this ref, or the one that made the thing with it. Raises `Unknown`."""
    if model_of(ref) is Entry:
        return reader.get(Entry, ref)
    thing = reader.get(model_of(ref), ref)
    assert isinstance(thing, Action | Decision | Question | Risk)  # noqa: S101  # what lines make
    made = (entry for entry in reader.find(Entry, meeting=thing.meeting) if entry.thing == thing.ref)
    entry = next(made, None)
    if entry is None:
        raise Unknown("entry.unknown", ref=ref)
    return entry


def _marked_by_sign(acting: Acting, entry: Entry, text: str) -> tuple[Parsed, list[CaptureMark]]:
    """The text as a line of that kind, and what of it a sign marks that the line has not in its words."""
    meeting = acting.store.get(Meeting, entry.meeting)
    read, _ = read_typed(acting.store, acting, meeting, KINDS[entry.kind] + text)
    signed = (mark for mark in read.marks if read.line.startswith(_SIGNS, mark.start)) if entry.kind in _MARKED else ()
    return read, [mark for mark in signed if read.line[mark.start : mark.end] not in entry.text]


def _as_seen(reader: Reader, ref: str, seen: int | None) -> Entry:
    entry = entry_of(reader, ref)
    if seen is not None and entry.version != seen:
        raise Conflict("mending.changed_since", ref=entry.ref, value=entry.text, by=_last_actor(reader, entry.ref))
    return entry


def _last_actor(reader: Reader, ref: str) -> str:
    changes = reader.changes(ref, limit=1)
    return changes[0].actor if changes else ""


def _thing(tx: Transaction, entry: Entry) -> Record | None:
    return tx.get(model_of(entry.thing), entry.thing) if entry.thing else None
