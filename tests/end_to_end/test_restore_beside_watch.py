"""`restore` beside a `watch` that runs: that one says why it ends, and goes on with what was restored."""

import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from collabtui.domain.action import Action
from collabtui.home import Home
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.worker.lease import NAME
from support import processes
from support.command_line import Type
from support.command_line import configured as configured
from support.command_line import home as home
from support.command_line import typed as typed
from support.invariants import holds

WATCH = """
import os, sys
from collabtui import main
from collabtui.cli import watch_command
watch_command.AFTER_RESTORE = 0.5
os.environ.update(COLLABTUI_SMTP_PASSWORD="secret", COLLABTUI_IMAP_PASSWORD="secret")
sys.argv = ["collabtui", "watch", "--home", sys.argv[1]]
main.run()
"""


def holder(home: Home) -> str | None:
    with closing(open_store(home.database)) as store:
        return store.lease_holder(NAME)


def until(holds_now: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds_now():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_it_says_why_it_ends_and_goes_on(configured: Home, typed: Type, tmp_path: Path) -> None:
    typed(["action", "add", "备货"])
    assert typed(["backup", str(tmp_path / "all.zip")]).code == 0
    typed(["action", "add", "发货"])
    watch = processes.start(WATCH, configured.root)
    try:
        until(lambda: holder(configured))
        before = holder(configured)
        refused = typed(["restore", str(tmp_path / "all.zip")])
        assert refused.code == 1
        assert watch.poll() is None
        assert typed(["restore", str(tmp_path / "all.zip"), "--yes"]).code == 0
        until(lambda: holder(configured) not in (None, before))
        assert watch.poll() is None
    finally:
        watch.send_signal(signal.SIGTERM)
    printed, complaints = watch.communicate(timeout=60)
    assert (watch.returncode, complaints) == (0, "")
    assert "A backup takes the place of the database" in printed
    assert "Another worker" not in printed
    with closing(open_store(configured.database)) as store:
        assert [one.title for one in store.find(Action)] == ["备货"]
    holds(configured)
