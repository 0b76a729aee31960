"""Newer words that a yes to an older mail has overruled: what somebody had said of an action, or the time that a
meeting had got, since it was written."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from collabtui.domain.action import Action
from collabtui.domain.last_word import NewerWord, Provenance
from collabtui.domain.mail.adopted_proposals import adopted
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.via import Via
from collabtui.lifecycle.base.pending_mails import open_proposals
from collabtui.lifecycle.mail_in.answerable.answer_kind import kept_reply
from collabtui.lifecycle.mail_in.answerable.answer_registry import newer_words
from collabtui.store.interface import Reader


def with_overruled(reader: Reader, ref: str, command: Callable[[], Incoming]) -> tuple[Incoming, tuple[NewerWord, ...]]:
    """Carry out the yes to a mail (ref), and name what was newer than the mail and holds no more. Raises as `command`
    does."""
    words = _since(reader, reader.get(Incoming, ref))
    before = {(one.ref, one.value): _value(reader, one) for one in words}
    after = command()
    return after, tuple(one for one in words if _value(reader, one) != before[one.ref, one.value])


def _since(reader: Reader, incoming: Incoming) -> tuple[NewerWord, ...]:
    """Also those said since it came in, and on what was read in it and not for certain."""
    stated = Provenance(incoming.written_at, incoming.sender, str(Via.mail(incoming.ref)))
    reply, likely = kept_reply(reader, incoming, stated), adopted(open_proposals(incoming))
    understood = reply.understood.model_copy(
        update={
            "updates": (*reply.understood.updates, *likely.updates),
            "requests": (*reply.understood.requests, *likely.requests),
        }
    )
    found = newer_words(reader, replace(reply, understood=understood, heard=None))
    known = (*(one for one in found if one.value in Action.model_fields), *_moved_since(reader, incoming))
    return tuple({(one.ref, one.value): one for one in known}.values())


def _moved_since(reader: Reader, incoming: Incoming) -> Iterator[NewerWord]:
    """The time of a meeting for which the mail proposes another."""
    for meeting in {one.ref for one in incoming.requests if one.start and one.ref}:
        moves = (one for one in reader.changes(meeting) if one.field == "start" and one.at > incoming.written_at)
        if last := next(moves, None):
            yield NewerWord(ref=meeting, value="start", at=last.at, by=last.actor, via=last.via)


def _value(reader: Reader, word: NewerWord) -> object:
    """Of the action, or of the meeting that got another time."""
    record = reader.get(Meeting, word.ref) if word.value == "start" else reader.get(Action, word.ref)
    return getattr(record, word.value)
