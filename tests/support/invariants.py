"""That all invariants of the data hold: called at the end of what a test lets a home live through."""

from pathlib import Path

from collabtui.home import Home
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.store.check.check_data import check_data


def holds(place: Home | Path) -> None:
    """`place` is a home, or the database itself; the program may have it open."""
    faults = check_data(place.database if isinstance(place, Home) else place)
    assert faults == [], faults


def holds_there(url: str) -> None:
    """The same of a database on PostgreSQL."""
    from collabtui.store.postgresql.check_organisation import check_organisation

    faults = check_organisation(url, None)
    assert faults == [], faults


def database_of(workspace: Workspace | Acting) -> Path:
    """Where the database of `support.world` is."""
    path: Path = workspace.store._connection.path  # type: ignore[attr-defined]  # the SQLite store of that world
    return path
