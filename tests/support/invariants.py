"""That all invariants of the data hold: called at the end of what a test lets a home live through."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from collabtui.home import Home
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.store.check.check_data import check_data
from collabtui.store.check.data_fault import DataFault


def holds(place: Home | Path) -> None:
    """`place` is a home, or the database itself; the program may have it open."""
    path = place.database if isinstance(place, Home) else place
    assert (faults := check_data(path)) == [], (faults, _lines_of(path, faults))


def _lines_of(path: Path, faults: Sequence[DataFault]) -> list[tuple[object, ...]]:
    """What the trail says of the records that are faulty, for who reads of it where the database is gone."""
    with closing(sqlite3.connect(path)) as reader:
        lines = "SELECT batch, at, actor, via, ref, field, old, new FROM trail WHERE ref = ? ORDER BY id"
        return [line for ref in {fault.ref for fault in faults if fault.ref} for line in reader.execute(lines, (ref,))]


def holds_there(url: str) -> None:
    """The same of a database on PostgreSQL."""
    from collabtui.store.postgresql.check_organisation import check_organisation

    faults = check_organisation(url, None)
    assert faults == [], faults


def database_of(workspace: Workspace | Acting) -> Path:
    """Where the database of `support.world` is."""
    path: Path = workspace.store._connection.path  # type: ignore[attr-defined]  # the SQLite store of that world
    return path
