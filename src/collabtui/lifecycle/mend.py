"""Mending single lines of a meeting's log: other words for one, or none."""

from collabtui.domain.action import Action
from collabtui.domain.matter import Risk
from collabtui.domain.meeting import Decision, Entry, Question
from collabtui.domain.model import Record
from collabtui.domain.refs import model_of
from collabtui.errors import Conflict, Unknown
from collabtui.lifecycle.apply import put_action
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.undo import withdrawn
from collabtui.store.interface import Reader, Transaction


def reword(desk: Desk, ref: str, text: str, *, seen: int | None = None) -> Entry:
    """The line says `text` from now on, and so does what it made: a decision keeps its number. `line` stays as it was
    typed. `ref` is that of the line or of what it made.

    `seen`: the line's version that the new words are for. Raises `Conflict` (mending.changed_since) when somebody has
    changed it since."""
    with desk.transaction() as tx:
        entry = entry_of(tx, ref)
        if seen is not None and entry.version != seen:
            raise Conflict("mending.changed_since", ref=entry.ref, value=entry.text, by=_last_actor(tx, entry.ref))
        thing = _thing(tx, entry)
        if isinstance(thing, Action):
            put_action(tx, thing.model_copy(update={"title": text}), now=desk.now, by=desk.actor, via=desk.via)
        elif thing is not None:
            tx.put(thing.model_copy(update={"text": text}))
        return tx.put(entry.model_copy(update={"text": text}))


def take_back(desk: Desk, ref: str) -> Entry:
    """The line no longer counts, with what it made."""
    with desk.transaction() as tx:
        entry = entry_of(tx, ref)
        thing = _thing(tx, entry)
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


def _last_actor(reader: Reader, ref: str) -> str:
    changes = reader.changes(ref, limit=1)
    return changes[0].actor if changes else ""


def _thing(tx: Transaction, entry: Entry) -> Record | None:
    return tx.get(model_of(entry.thing), entry.thing) if entry.thing else None
