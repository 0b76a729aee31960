"""Notes, risks, material that is there, and actions with another title, owner or day that a yes to a mail makes, in the
words in which they are told: before it, and afterwards."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.material_line import as_read
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.domain.refs import ACTION, ENTRY, MEETING, OUTGOING, RISK, is_ref
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import Via
from collabtui.errors import CollabError
from collabtui.lifecycle.actions.action_warnings import absence_warnings, unread_warnings
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.bookings.recipient_findings import recipient_findings
from collabtui.lifecycle.live.entry_words import action_text, entry_text, risk_text
from collabtui.lifecycle.live.unclear_lines import frame_of, open_questions
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_SHOWN = frozenset({"", "title", "owner", "due"})
"""Fields of an action whose change is told; the empty one is that it is new."""


class Made(NamedTuple):
    """One thing that came of a mail."""

    ref: str
    """Empty of a line that made nothing but itself, and of what has no ref yet."""
    kind: str
    text: str

    def line(self, words: Catalogue) -> str:
        kind = words(f"entry.{self.kind}")
        if self.ref:
            return words("record.thing", ref=self.ref, kind=kind, text=self.text)
        return words("record.entry", kind=kind, text=self.text)


class MadeOfMail(NamedTuple):
    things: tuple[Made, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    """Lines of notes with what is unclear in each."""
    recipients: tuple[str, ...] = ()
    """Names of those who get a mail of it, where that is not known yet."""
    remarks: tuple[Finding, ...] = ()
    """Who of those who get a mail of it, or an action, is away or may not read it; not its sender, who is there."""


def would_make(acting: Acting, words: Catalogue, ref: str) -> MadeOfMail:
    """The things that a yes to a mail that waits would make; nothing is written, and refs are given then. Nothing where
    it cannot be done as it is."""

    def applied(own: Acting) -> MadeOfMail:
        with own.transaction() as tx:
            before = max((one.batch for one in tx.changes(ref)), default=0)
            apply_waiting(own, ref)
            return made_of_mail(own, words, tx, ref, before)

    try:
        rehearsal = rehearsed(acting, applied)
    except CollabError:
        return MadeOfMail()
    found, mails = rehearsal.result, rehearsal.mails
    names = (acting.store.get(Person, one.person).name if one.person else one.to for one in mails)
    return found._replace(
        things=tuple(one._replace(ref=one.ref if _is_known(acting, one.ref) else "") for one in found.things),
        recipients=tuple(dict.fromkeys(names)),
    )


def made_of_mail(acting: Acting, words: Catalogue, reader: Reader, ref: str, after: int = 0) -> MadeOfMail:
    """Of the changes later than that step."""
    changes = [one for one in reversed(reader.changes(via=str(Via.mail(ref)))) if one.batch > after]
    entries = [one for one in _entries(reader, changes) if not one.undone]
    lines = [Made(one.thing or "", one.kind, entry_text(words, reader, one)) for one in entries]
    listed = {one.ref for one in lines}
    risks = [one for one in _refs(changes, RISK) if one not in listed]
    actions = [one for one in _refs([one for one in changes if one.field in _SHOWN], ACTION) if one not in listed]
    lines += [Made(one, "risk", risk_text(words, reader, one)) for one in risks]
    lines += [Made(one, "action", action_text(words, reader, one)) for one in actions]
    lines += [Made(one.ref, "material", _brought(words, one)) for one in changes if one.field == "material_there"]
    questions = tuple(_questions(acting, reader, entries))
    return MadeOfMail(tuple(lines), questions, remarks=_remarks(acting, reader, ref, changes))


def _remarks(acting: Acting, reader: Reader, ref: str, changes: Sequence[TrailEntry]) -> tuple[Finding, ...]:
    sender = reader.get(Incoming, ref).person
    mails = [reader.get(Outgoing, one) for one in _refs(changes, OUTGOING)]
    found = [*recipient_findings(acting, (one for one in mails if one.person != sender))]
    for action in (reader.get(Action, one) for one in _refs([one for one in changes if one.field in _SHOWN], ACTION)):
        found += [*absence_warnings(acting, action), *unread_warnings(acting, action)]
    return tuple(one for at, one in enumerate(found) if one not in found[:at])


def _brought(words: Catalogue, change: TrailEntry) -> str:
    """The material of a meeting that counts as there from then on."""
    before = change.old or ()
    return words("list.separator").join(as_read(one) for one in change.new or () if one not in before)


def _is_known(acting: Acting, ref: str) -> bool:
    """Whether there is such a thing already: an action that would be changed, a meeting."""
    return is_ref(ref, MEETING) or (is_ref(ref, ACTION) and bool(acting.store.find(Action, ref=ref, limit=1)))


def _refs(changes: Sequence[TrailEntry], prefix: str) -> list[str]:
    return list(dict.fromkeys(one.ref for one in changes if is_ref(one.ref, prefix)))


def _entries(reader: Reader, changes: Sequence[TrailEntry]) -> list[Entry]:
    return sorted((reader.get(Entry, ref) for ref in _refs(changes, ENTRY)), key=lambda one: int(one.ref[1:]))


def _questions(acting: Acting, reader: Reader, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    if not entries:
        return
    people, meeting = everybody(reader), reader.get(Meeting, entries[0].meeting)
    things = {one.thing: reader.get(model_of(one.thing), one.thing) for one in entries if one.thing}
    frame = frame_of(meeting, people, acting.config.organiser.locale)
    for question in open_questions(entries, things, people, frame):
        if question.part.written:
            yield question.entry.line, question.part.written
