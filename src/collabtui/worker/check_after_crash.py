"""The check of the data after a crash, by the next worker; and automatic copies by rhythm."""

import logging
from collections.abc import Callable
from datetime import datetime

from collabtui.errors import CollabError
from collabtui.lifecycle.backup.automatic_copies import copy_when_due
from collabtui.lifecycle.base.acting import Workspace
from collabtui.worker.lease import Lease

log = logging.getLogger(__name__)


def check_after_crash(workspace: Workspace, lease: Lease) -> None:
    """Check the data if the worker before did not end by itself. Faults are noted for `doctor` and Today, and stop
    nothing."""
    home = workspace.file_home
    if not lease.after_crash or home is None:
        return
    from collabtui.lifecycle.backup.check_and_note import check_file  # what is seldom done takes no memory until then

    try:
        faults = check_file(home)
    except CollabError as error:
        log.info("the data cannot be checked: %s", error)
        return
    for fault in faults:
        log.info("after a crash: %s", fault)


def copy_by_rhythm(workspace: Workspace, wall_clock: Callable[[], datetime]) -> None:
    """By real time, whatever `--now` says: a copy is about disks."""
    if (home := workspace.file_home) is not None:
        copy_when_due(workspace.store, home, workspace.config.backup, wall_clock())
