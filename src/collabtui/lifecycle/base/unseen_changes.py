"""The rule that nothing is written over unseen (optimistic locking): what others have changed since somebody saw a
record is refused or merged."""

from collections.abc import Iterable

from collabtui.domain.model import Record
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.errors import Conflict
from collabtui.store.interface import Reader


def current(reader: Reader, records: Iterable[Record]) -> dict[str, Record]:
    """The same records as they are now, by ref."""
    return {one.ref: reader.get(type(one), one.ref) for one in records}


def refuse_unseen(reader: Reader, seen: Iterable[Record], before: dict[str, Record]) -> None:
    """Raises `Conflict` (form.changed_meanwhile: ref) where a field gets another value now that had, in `before`, one
    that is not the one that was seen."""
    for one in seen:
        was, after = before[one.ref], reader.get(type(one), one.ref)
        if was.version != one.version and any(
            getattr(was, name) not in (getattr(one, name), getattr(after, name))
            for name in type(one).model_fields
            if name not in _COUNTED
        ):
            raise Conflict("form.changed_meanwhile", ref=one.ref)


_COUNTED = frozenset({"version", "updated_at", "updated_by", "via", "stated", "slips", "accepted_at"})
"""Fields that no form has: they follow from the others, whatever those were."""


def last_change(reader: Reader, ref: str, fields: Iterable[str]) -> TrailEntry | None:
    """The last change of one of these fields of a record; of any, where none of them was ever changed."""
    wanted, changes = frozenset(fields), reader.changes(ref)
    return next((one for one in changes if one.field in wanted), changes[0] if changes else None)


def records_of(reader: Reader, refs: Iterable[str]) -> tuple[Record, ...]:
    return tuple(reader.get(model_of(ref), ref) for ref in refs)
