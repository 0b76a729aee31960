"""Newer words that a yes to an older mail has overruled: what somebody had said of an action since it was written."""

from collections.abc import Callable
from dataclasses import replace

from collabtui.domain.action import Action
from collabtui.domain.last_word import NewerWord, Provenance
from collabtui.domain.mail.adopted_proposals import adopted
from collabtui.domain.mail.mail_records import Incoming
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
    return tuple({(one.ref, one.value): one for one in found if one.value in Action.model_fields}.values())


def _value(reader: Reader, word: NewerWord) -> object:
    return getattr(reader.get(Action, word.ref), word.value)
