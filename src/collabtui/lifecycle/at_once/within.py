"""The matters that a change stays within, so that it runs beside others where many may write at once.

Whoever says nothing has everything to himself. Only that may be said to stay within its matters whose rules look no
further: not what closes a circle of waiting actions, makes matters, or merges people.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Record
from collabtui.errors import Conflict, Unknown
from collabtui.store.interface import Foreseen, Reader, Store

T = TypeVar("T")
_MOST = 20
"""Of so many things it is cheaper to have everything."""
_TRIES = 5


def within_actions(store: Store, refs: Iterable[str]) -> Collection[str] | None:
    """The matters of these actions and of those that wait for them, whose owners hear when nothing keeps them back."""
    if not store.many_at_once:
        return None
    touched = store.matters_touched(tuple(refs))
    return None if touched is None else _few(touched)  # what is not there is said by the change itself


def actions_first(refs: Sequence[str]) -> Sequence[Foreseen]:
    """That a transaction begins by getting these actions; of many there is no hurry."""
    return [Foreseen(Action, {"ref": ref}) for ref in refs] if len(refs) <= _MOST else ()


def within_meeting(store: Store, ref: str) -> Collection[str] | None:
    """The matter of the meeting, and the meeting."""
    if not store.many_at_once:
        return None
    try:
        meeting = store.get(Meeting, ref)
    except Unknown:
        return None  # said by the change itself
    return tuple(things_of(store, meeting))


def within_records(reader: Reader, records: Iterable[Record]) -> Collection[str] | None:
    return _few(thing for record in records for thing in things_of(reader, record))


def things_of(reader: Reader, record: Record) -> Iterator[str]:
    """The record, its matter, and of an action those of what waits for it. Of a mail and a person nothing: they are
    refused by their version where two change them at once."""
    if isinstance(record, Action):
        yield record.matter or record.ref
        for waiting in reader.find(Action, depends_on=record.ref):
            yield waiting.matter or waiting.ref
        return
    if not record.kept.numbered or record.kept.table in ("outgoing", "incoming", "person", "department"):
        return
    yield record.ref
    matter = getattr(record, "matter", None)
    if isinstance(matter, str):
        yield matter


def _few(things: Iterable[str]) -> Collection[str] | None:
    some = frozenset(things)
    return some if len(some) <= _MOST else None


def tried_again(change: Callable[[], T]) -> T:
    """For a change that reads all it goes by in its own transaction: done anew where another was quicker with one of
    its records. Raises `Conflict` (store.conflict) where that happens each time."""
    for _ in range(_TRIES - 1):
        try:
            return change()
        except Conflict as error:
            if error.key != "store.conflict":
                raise
    return change()
