"""Mails that a command kept back, by the names of those who would have got them."""

from collections.abc import Iterable

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import Via
from collabtui.store.interface import Reader


def kept_back_by_undo(reader: Reader, batch: int) -> tuple[str, ...]:
    """By the undo of this batch."""
    return _named(reader, reader.changes(via=str(Via.undo(batch))))


def kept_back_last(reader: Reader, actor: str) -> tuple[str, ...]:
    """By the newest change, where it is this actor's."""
    newest = next(iter(reader.changes(limit=1)), None)
    if newest is None or newest.actor != actor:
        return ()
    return _named(reader, reader.changes(batch=newest.batch))


def _named(reader: Reader, changes: Iterable[TrailEntry]) -> tuple[str, ...]:
    """Each once, in the order in which they were to leave."""
    held = dict.fromkeys(
        one.ref for one in changes if (one.field, one.new) == ("state", "held") and model_of(one.ref) is Outgoing
    )
    mails = sorted((reader.get(Outgoing, ref) for ref in held), key=lambda mail: (mail.queued_at, mail.ref))
    return tuple(dict.fromkeys(reader.get(Person, mail.person).name if mail.person else mail.to for mail in mails))
