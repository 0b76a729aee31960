"""Notes of a meeting, sent by somebody who took part in it in answer to its invitation: a draft that the facilitator
looks at, and that his yes records as `meeting record --file --allow-unclear` would. Those of a meeting that was called
off are told from other words as well: who wrote them reads that it was."""

from collections.abc import Sequence
from datetime import datetime

from collabtui.domain.mail.bare_subject import refs_in_subject
from collabtui.domain.mail.mail_about import About, InvitationTo, ListedItems
from collabtui.domain.mail.reply import Understanding
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.language.capture.capture_line import command_line, parse
from collabtui.language.capture.marks.capture_mark import CaptureFrame
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.live.record_stream import keep_unclear
from collabtui.lifecycle.live.run import day_of, record_in
from collabtui.lifecycle.mail_in.answerable.answer_kind import AnswerKind, AnswerPart, Effect, ReadReply
from collabtui.store.interface import Reader, Transaction

MOST_LINES = 1000
"""Of notes that are a draft: what is longer is a file like any other."""
_TO_RECORD = ("planned", "invited", "running", "recorded")
"""States of a meeting whose minutes are not out: what its scribe has beside what was taken down can still be added."""
_LEAST_MARKED = 2
"""Capture lines that make notes of a mail's own text."""


class MeetingNotes(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, InvitationTo) or (isinstance(about, ListedItems) and about.meeting is not None)

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """With the notes, where it brings some. What else a text of capture lines seems to say is part of them."""
        meeting = _held(reader, reply)
        if meeting is None or reply.person is None:
            return reply.understood
        attached = next((_lines(text) for text in reply.texts if text.strip()), ())
        typed = () if attached else _typed(reply.text, meeting, reply.person)
        lines = _missing(reader, meeting, attached or typed)
        if not lines or len(lines) > MOST_LINES:
            return reply.understood
        doubt = "meeting-cancelled" if meeting.state == "cancelled" else "meeting-notes"
        notes = {"notes": tuple(lines), "doubt": doubt, "rsvp": None}
        if typed:
            return Understanding.model_validate({**notes, "clauses": ()})
        return reply.understood.model_copy(update=notes)

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return frozenset({"unclear"} if understood.notes else ())

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """By the facilitator's yes alone, all lines or none; what is unclear in one is kept, and asked later. Raises
        `Refused` as `record_unclear` does, and notes.not_open (ref, meeting, state) where its minutes are out, or say
        all of it, or it was called off since."""
        meeting = _meeting_answered(tx, reply) if reply.is_confirmed and reply.understood.notes else None
        if meeting is not None:
            lines = _missing(tx, meeting, reply.understood.notes)
            if meeting.state not in _TO_RECORD or not lines:
                raise Refused("notes.not_open", ref=reply.ref, meeting=meeting.ref, state=meeting.state)
            record_in(tx, acting, meeting.ref, lines, keep_unclear)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        meeting, lines = _meeting_answered(reader, reply), len(reply.understood.notes)
        if not lines or meeting is None:
            return None
        notes = {"n": lines, "ref": meeting.ref, "title": meeting.title, "is_off": meeting.state == "cancelled"}
        return AnswerPart({"notes": notes}, template="answer/notes", says_it_waits=True)


def _held(reader: Reader, reply: ReadReply) -> Meeting | None:
    """The meeting, where it has begun or was called off, its minutes are not out, and a proven participant writes."""
    person, meeting = reply.person, _meeting_answered(reader, reply)
    if meeting is None or person is None or not reply.is_trusted:
        return None
    if meeting.state not in (*_TO_RECORD, "cancelled") or reply.written < meeting.start:
        return None
    return meeting if meeting.participant(person.ref) else None


def _missing(reader: Reader, meeting: Meeting, lines: Sequence[str]) -> list[str]:
    """Those that are not taken down yet; one that is over is opened and ended by none of them."""
    known = {one.line.strip() for one in reader.find(Entry, meeting=meeting.ref) if not one.undone}
    is_over = meeting.state == "recorded"
    return [line for line in lines if line not in known and not (is_over and command_line(line))]


def _meeting_answered(reader: Reader, reply: ReadReply) -> Meeting | None:
    """The meeting that he was invited to; of a series the last that had begun when he wrote. Where he has written
    another meeting's ref into the subject, that one: any mail at hand may have been answered. What he answers may be
    the answer that earlier notes of his got, too: he has more of them."""
    about = reply.about
    if isinstance(about, ListedItems):
        is_to_answer = reply.asked is not None and reply.asked.kind == "answer"
        return reader.get(Meeting, about.meeting) if about.meeting and is_to_answer else None
    if not isinstance(about, InvitationTo):
        return None
    if named := _named_in_subject(reader, reply, about):
        return named
    if about.series is None:
        return reader.get(Meeting, about.meeting)
    dates = [one for one in reader.find(Meeting, series=about.series) if one.state != "cancelled"]
    begun = [one for one in dates if one.start <= reply.written]
    return max(begun, key=lambda one: one.start, default=None)


def _named_in_subject(reader: Reader, reply: ReadReply, about: InvitationTo) -> Meeting | None:
    asked = refs_in_subject(reply.asked.subject) if reply.asked else ()
    refs = [ref for ref in refs_in_subject(reply.subject) if ref not in (about.meeting, *asked)]
    found = reader.find(Meeting, ref=refs) if len(refs) == 1 else []
    return found[0] if found else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _typed(text: str, meeting: Meeting, person: Person) -> Sequence[str]:
    """From the first capture line to the last; none where they are not what the text is made of, or are too many to be
    looked at."""
    lines = _lines(text)
    if len(lines) > MOST_LINES:
        return ()
    frame = CaptureFrame(person.locale, day_of(meeting), ())
    marked = [place for place, line in enumerate(lines) if parse(line, frame).kind not in ("note", "command")]
    if len(marked) < _LEAST_MARKED or 2 * len(marked) < len(lines):
        return ()
    return lines[marked[0] : marked[-1] + 1]
