"""What a worker does for the data: it checks them after a crash, and copies them by rhythm."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import gethostname

import pytest

from collabtui.home import Home
from collabtui.lifecycle.backup.health_note import HealthNote
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.worker.check_after_crash import check_after_crash, copy_by_rhythm
from collabtui.worker.lease import NAME, SECONDS, holding
from support.world import CONFIG, Clock
from support.world import clock as clock

REAL = datetime(2026, 3, 2, 6, tzinfo=UTC)
GONE = f"{gethostname()}:{2**22 + 1}:77:1"
"""No process has that number (proc(5), pid_max)."""


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    with open_workspace(Home(tmp_path), CONFIG, clock) as workspace:
        yield workspace


def home_of(workspace: Workspace) -> Home:
    assert workspace.home
    return workspace.home


def damage(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as connection, connection:
        connection.execute("DELETE FROM setting")


@pytest.mark.parametrize("killed", [True, False])
def test_the_data_are_checked_where_the_worker_before_did_not_end_by_itself(
    workspace: Workspace, killed: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """Faults are for `doctor`, `status` and Today: what is logged as a warning goes to the terminal as it stands."""
    home = home_of(workspace)
    if killed:
        workspace.store.acquire_lease(NAME, GONE, now=REAL, seconds=SECONDS)
    else:
        with holding(workspace.store, lambda: REAL):
            pass
    damage(home)
    with holding(workspace.store, lambda: REAL) as lease:
        assert lease.after_crash is killed
        check_after_crash(workspace, lease)
    assert HealthNote(home.health_note).read().faults == killed
    assert [one for one in caplog.messages if "after a crash" in one] == []


def test_a_worker_copies_by_rhythm(workspace: Workspace) -> None:
    for hours in (0, 1, 23, 24, 30):
        copy_by_rhythm(workspace, lambda hours=hours: REAL + timedelta(hours=hours))  # type: ignore[misc]  # bound now
    names = [path.name for path in home_of(workspace).copies.iterdir()]
    assert sorted(names) == ["collabtui-20260302T060000Z.zip", "collabtui-20260303T060000Z.zip"]


def test_data_that_do_not_hold_are_copied_and_named(workspace: Workspace) -> None:
    damage(home_of(workspace))
    copy_by_rhythm(workspace, lambda: REAL)
    assert len(list(home_of(workspace).copies.iterdir())) == 1
    assert HealthNote(home_of(workspace).health_note).read().faults == 1
