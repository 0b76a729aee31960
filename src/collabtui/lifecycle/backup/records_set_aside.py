"""The note of records that the worker passes over since they cannot be read, or name what is not there, until that is
put right."""

from collections.abc import Collection

from collabtui.domain.records import RECORDS
from collabtui.errors import CollabError, UnreadableRecord
from collabtui.lifecycle.backup.health_note import HealthNote
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.interface import Store
from collabtui.store.unreadable_row import UnreadableRow

_MODELS = {model.kept.table: model for model in RECORDS}


def set_aside_before(workspace: Workspace) -> list[UnreadableRow]:
    """Those noted that still cannot be read."""
    if workspace.home is None or not workspace.home.health_note.exists():
        return []  # as nearly always
    noted = HealthNote(workspace.home.health_note).read().set_aside
    return [row for row in noted if _is_unreadable(workspace.store, row)]


def note_set_aside(workspace: Workspace, met: Collection[UnreadableRow]) -> Collection[UnreadableRow]:
    """Note those that were met now, and forget those noted before that can be read again; for `doctor` and Today.
    Returns those met by their names: where a query met one all are looked for, since it names none."""
    if not all(map(_is_named, met)):
        met = {*filter(_is_named, met), *workspace.store.unreadable_rows()}
    before = set_aside_before(workspace)
    if workspace.home is not None and (met or workspace.home.health_note.exists()):
        HealthNote(workspace.home.health_note).records_set_aside([*met, *before])
    return sorted(met)


def is_past_them(workspace: Workspace, error: Exception, most: int) -> bool:
    """Whether what an error has ended can begin again without the records that cannot be read: some are found that were
    not noted before, and no more than `most`. They are noted."""
    if isinstance(error, OSError | MemoryError | CollabError) and not isinstance(error, UnreadableRecord):
        return False  # no matter of a row
    before, found = set_aside_before(workspace), workspace.store.unreadable_rows()
    if len(found) > most or not {*found} - {*before}:
        return False
    note_set_aside(workspace, found)
    return True


def _is_named(row: UnreadableRow) -> bool:
    return bool(row.table)


def _is_unreadable(store: Store, row: UnreadableRow) -> bool:
    if row.names:
        return row in store.naming_what_is_not_there(row.names)
    try:
        store.get(_MODELS[row.table], row.ref)
    except UnreadableRecord:
        return True
    except (CollabError, KeyError):
        return False  # it is gone, or of a table that a later version has
    return False
