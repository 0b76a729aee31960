"""Taking back: the inverse change, as a change of its own. Nothing is ever erased."""

from collections.abc import Iterable
from typing import Any

from collabtui.domain.action import STATED_FIELD, Action
from collabtui.domain.model import Record
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.errors import Conflict, Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.record_changes import put_action, stamped
from collabtui.store.interface import Transaction

_Parts = tuple[Any, ...]
_PARTED = ("person", "department", "key")
"""Fields of a mail that say whose it is: they go back where two were made one, or a department was renamed."""
_STAMPS = frozenset({"version", "updated_at", "updated_by", "via", STATED_FIELD})


def revert(tx: Transaction, acting: Acting, changes: Iterable[TrailEntry]) -> list[Record]:
    """`changes` newest first; the records as they are now. Where two were made one, their mails are parted again.

    Raises `Refused` (undo.nothing) when there is nothing to take back, `Conflict` (undo.changed_since) when a field
    has got another value in between."""
    changes = list(changes)
    parts = any(change.field in ("merged_into", "former_names") for change in changes)
    fields: dict[str, dict[str, tuple[Any, Any]]] = {}
    for change in changes:
        if can_be_undone(change) or change.field == STATED_FIELD or (parts and change.field in _PARTED):
            of_record = fields.setdefault(change.ref, {})
            newest = of_record[change.field][0] if change.field in of_record else change.new
            of_record[change.field] = (newest, change.old)
    if all(values.keys() == {STATED_FIELD} for values in fields.values()):  # said once more, and nothing changed
        raise Refused("undo.nothing")
    stay = [ref for ref, values in fields.items() if "" in values and model_of(ref).undo == "stays"]
    if len(stay) < len(fields):  # what was only made along the way may stay
        fields = {ref: values for ref, values in fields.items() if ref not in stay}
    return [_restored(tx, acting, ref, values) for ref, values in fields.items()]


def can_be_undone(change: TrailEntry) -> bool:
    """Not what only stamps a change, such as when it was said, and no mail: it cannot be unsent or unreceived."""
    return change.field not in _STAMPS and model_of(change.ref).undo != "never"


def _restored(tx: Transaction, acting: Acting, ref: str, values: dict[str, tuple[Any, Any]]) -> Record:
    record = tx.get(model_of(ref), ref)
    if "" in values:
        return _put_withdrawn(tx, acting, withdrawn(record))
    data = record.model_dump(mode="json")
    # as values and not as they are written: an instant is the same in any zone
    left = record.model_validate(data | {field: newest for field, (newest, _) in values.items()})
    before = record.model_validate(data | {field: old for field, (_, old) in values.items()})
    restored = {}
    for field in values:
        now, after, then = (getattr(one, field) for one in (record, left, before))
        part = record.in_parts.get(field)
        restored[field] = then if now == after else _put_back(now, after, then, part) if part else None
        if restored[field] is None and now != after:
            raise Conflict("undo.changed_since", ref=ref, field=field, value=data[field])
    return _put(tx, acting, record.model_copy(update=restored))


def _put_back(now: _Parts, after: _Parts, then: _Parts, name: str) -> _Parts | None:
    """`now` with what a batch made of some parts, from `then` to `after`, put back: what has become of others since
    stays. None where one of them is something else by now. `name`: the field that names a part."""
    was, left, stands = ({getattr(one, name): one for one in parts} for parts in (then, after, now))
    for part in dict.fromkeys((*was, *left)):
        if was.get(part) == left.get(part):
            continue
        if stands.get(part) != left.get(part):
            return None
        if part in was:
            stands[part] = was[part]
        else:
            del stands[part]
    return tuple(stands.values())


def _put(tx: Transaction, acting: Acting, record: Record) -> Record:
    """Who takes a change of an action back has set it last, but has said nothing new: the words before count again."""
    return tx.put(stamped(record, acting.provenance) if isinstance(record, Action) else record)


def _put_withdrawn(tx: Transaction, acting: Acting, record: Record) -> Record:
    return put_action(tx, record, acting.provenance) if isinstance(record, Action) else tx.put(record)


def withdrawn(record: Record) -> Record:
    """The record set aside, as nothing is erased. Raises `Refused` (undo.not_possible: ref) where that cannot be."""
    left = record.withdraw()
    if left is None:
        raise Refused("undo.not_possible", ref=record.ref)
    return left
