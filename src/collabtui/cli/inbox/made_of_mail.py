"""Notes, risks, and actions with another title, owner or day that a yes to a mail makes: shown before it, in the words
in which they are told afterwards."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.domain.refs import ACTION, ENTRY, RISK, is_ref

if TYPE_CHECKING:
    from collabtui.domain.meetings.meeting import Entry
    from collabtui.domain.trail import TrailEntry
    from collabtui.store.interface import Reader

_SHOWN = frozenset({"", "title", "owner", "due"})
"""Fields of an action whose change is told; the empty one is that it is new."""


class Made(NamedTuple):
    """One thing that came of a mail."""

    ref: str
    """Empty of a line that made nothing but itself."""
    kind: str
    text: str


class MadeOfMail(NamedTuple):
    things: tuple[Made, ...]
    questions: tuple[tuple[str, str], ...]
    """Lines of notes with what is unclear in each."""


def say_made(context: Context, ref: str) -> None:
    """After the facilitator's yes: owner and day of each action, since a name in notes may be read as somebody's, and
    what of them has to be cleared up."""
    found = _made(context, context.workspace.store, ref, 0)
    for one in found.things:
        _say(context, one)
    _ask(context, found)


def say_would_make(context: Context, ref: str) -> None:
    """The same of a mail that waits, before the yes; nothing where it cannot be done as it is. Refs are given then."""
    found = would_make(context, ref)
    if found.things:
        context.say("inbox.would_make")
    for one in found.things:
        _say(context, one._replace(ref=one.ref if is_known(context, one.ref) else ""))
    _ask(context, found)


def would_make(context: Context, ref: str) -> MadeOfMail:
    """The things that a yes would make; nothing is written."""
    from collabtui.errors import CollabError
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.base.dry_run import rehearsed
    from collabtui.lifecycle.mail_in.review import apply_waiting

    def applied(acting: Acting) -> MadeOfMail:
        with acting.transaction() as tx:
            before = max((one.batch for one in tx.changes(ref)), default=0)
            apply_waiting(acting, ref)
            return _made(context, tx, ref, before)

    try:
        return rehearsed(context.acting(), applied).result
    except CollabError:
        return MadeOfMail((), ())


def is_known(context: Context, ref: str) -> bool:
    """Whether there is such a thing already: an action that would be changed."""
    from collabtui.domain.action import Action

    return is_ref(ref, ACTION) and bool(context.workspace.store.find(Action, ref=ref, limit=1))


def _say(context: Context, one: Made) -> None:
    kind = context.words(f"entry.{one.kind}")
    if one.ref:
        context.say("record.thing", ref=one.ref, kind=kind, text=one.text)
    else:
        context.say("record.entry", kind=kind, text=one.text)


def _ask(context: Context, found: MadeOfMail) -> None:
    for line, value in found.questions:
        context.warn("record.open_question", line=line, value=value)


def _made(context: Context, reader: "Reader", ref: str, after: int) -> MadeOfMail:
    """Of the changes later than that step."""
    from collabtui.cli.record_echo import action_text, entry_text, risk_text
    from collabtui.domain.via import Via

    changes = [one for one in reversed(reader.changes(via=str(Via.mail(ref)))) if one.batch > after]
    entries = [one for one in _entries(reader, changes) if not one.undone]
    lines = [Made(one.thing or "", one.kind, entry_text(context, reader, one)) for one in entries]
    listed = {one.ref for one in lines}
    risks = [one for one in _refs(changes, RISK) if one not in listed]
    actions = [one for one in _refs([one for one in changes if one.field in _SHOWN], ACTION) if one not in listed]
    lines += [Made(one, "risk", risk_text(context, reader, one)) for one in risks]
    lines += [Made(one, "action", action_text(context, reader, one)) for one in actions]
    return MadeOfMail(tuple(lines), tuple(_questions(context, reader, entries)))


def _refs(changes: "Sequence[TrailEntry]", prefix: str) -> list[str]:
    return list(dict.fromkeys(one.ref for one in changes if is_ref(one.ref, prefix)))


def _entries(reader: "Reader", changes: "Sequence[TrailEntry]") -> "list[Entry]":
    from collabtui.domain.meetings.meeting import Entry

    return sorted((reader.get(Entry, ref) for ref in _refs(changes, ENTRY)), key=lambda one: int(one.ref[1:]))


def _questions(context: Context, reader: "Reader", entries: "Sequence[Entry]") -> Iterator[tuple[str, str]]:
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.domain.records import model_of
    from collabtui.lifecycle.base.directory import everybody
    from collabtui.lifecycle.live.unclear_lines import frame_of, open_questions

    if not entries:
        return
    people, meeting = everybody(reader), reader.get(Meeting, entries[0].meeting)
    things = {one.thing: reader.get(model_of(one.thing), one.thing) for one in entries if one.thing}
    frame = frame_of(meeting, people, context.workspace.config.organiser.locale)
    for question in open_questions(entries, things, people, frame):
        if question.part.written:
            yield question.entry.line, question.part.written
