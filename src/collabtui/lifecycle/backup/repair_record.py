"""A record that cannot be read, or names what is not there, put right: each of its values that is spoilt gets the one
that its trail or a copy has, or is cleared by who has chosen that."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from collabtui.domain.records import RECORDS
from collabtui.errors import CollabError, Refused
from collabtui.home import copies_in
from collabtui.lifecycle.access.hidden_matters import refuse_parts
from collabtui.lifecycle.backup.copy_file import DATABASE
from collabtui.lifecycle.backup.verify_and_unpack_copy import unpack
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Store, Transaction
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.records.repaired_value import stored_value
from collabtui.store.unreadable_row import UnreadableRow
from collabtui.system.atomic_folder import Filling

_MODELS = {model.kept.table: model for model in RECORDS}


class RepairedValue(NamedTuple):
    row: UnreadableRow
    source: Literal["trail", "copy", "cleared"]
    copy: Path | None = None


class _Known(NamedTuple):
    value: object
    former: object
    source: Literal["trail", "copy", "cleared"]
    copy: Path | None = None


_Look = Callable[[Transaction, UnreadableRow], _Known]


def put_back(acting: Acting, copies: Path, ref: str) -> list[RepairedValue]:
    """Each value as the trail has it, else as the newest automatic copy in that folder that can be read. Raises
    `Refused` (unreadable.none: ref; unreadable.nowhere: ref, field), as `refuse_parts`; nothing is changed then."""

    def look(tx: Transaction, row: UnreadableRow) -> _Known:
        for known in chain(_in_trail(tx, row), _in_copies(copies, row)):
            if not _names(known.value, row.names):
                return known
        raise Refused("unreadable.nowhere", ref=row.ref, field=row.field)

    return _repaired(acting, ref, look)


def clear(acting: Acting, ref: str) -> list[RepairedValue]:
    """Each as where nobody has said anything. Raises `Refused` (unreadable.none: ref; unreadable.not_empty: ref,
    field), as `refuse_parts`; nothing is changed then."""

    def look(tx: Transaction, row: UnreadableRow) -> _Known:
        field = _MODELS[row.table].model_fields[row.field]
        if field.is_required():
            raise Refused("unreadable.not_empty", ref=row.ref, field=row.field)
        before = next(_in_trail(tx, row), None)
        empty = field.get_default(call_default_factory=True)
        return _Known(empty, before.value if before else None, "cleared")

    return _repaired(acting, ref, look)


def _repaired(acting: Acting, ref: str, look: _Look) -> list[RepairedValue]:
    refuse_parts(acting)
    found = _spoilt(acting.store, ref)
    if not found:
        raise Refused("unreadable.none", ref=ref)
    done = []
    with acting.transaction() as tx:
        for first in found:
            row: UnreadableRow | None = first
            while row is not None:
                known = look(tx, row)
                done.append(RepairedValue(row, known.source, known.copy))
                row = tx.put_right(row, known.value, known.former)
    return done


def _spoilt(store: Store, ref: str) -> list[UnreadableRow]:
    """The first value of a record that cannot be read; without one, each that names what is not there."""
    asked = ref.strip()
    row = next((one for one in store.unreadable_rows() if one.ref.casefold() == asked.casefold()), None)
    if row is not None:
        return [row]
    return list({one.field: one for one in store.named_in_vain(asked.upper())}.values())


def _names(value: object, ref: str) -> bool:
    """Whether a value, as JSON has it, names that record."""
    if isinstance(value, (list, tuple)):
        return any(_names(one, ref) for one in value)
    if isinstance(value, dict):
        return any(_names(one, ref) for one in value.values())
    return bool(ref) and value == ref


def _in_trail(tx: Transaction, row: UnreadableRow) -> Iterator[_Known]:
    """The newest change of it."""
    for change in tx.changes(row.ref):
        if change.field == row.field:
            yield _Known(change.new, change.new, "trail")


def _in_copies(folder: Path, row: UnreadableRow) -> Iterator[_Known]:
    """Of each copy, the newest first, that has the record and can be read."""
    for path in reversed(copies_in(folder)):
        try:
            value = _of_copy(path, row)
        except (CollabError, ValueError, OSError):
            continue
        if value is not None:
            yield _Known(value, value, "copy", path)


def _of_copy(path: Path, row: UnreadableRow) -> object:
    with TemporaryDirectory() as folder:
        unpack(path, Filling(Path(folder), was_left=False))
        with closing(open_reader(Path(folder) / DATABASE)) as reader:
            return stored_value(reader, row)
