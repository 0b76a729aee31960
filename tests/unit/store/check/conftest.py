"""A home that was lived in: all kinds of records are there, and mail has gone both ways."""

import pytest

from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from support.due_world import let_everything_come_due
from support.replies import outgoing, reply
from support.world import Clock
from support.world import clock as clock
from support.world import workspace as workspace


@pytest.fixture
def lived_in(workspace: Workspace, clock: Clock) -> Workspace:
    let_everything_come_due(workspace, clock)
    minutes = outgoing(workspace, "zhang@example.test", "minutes")
    receive(workspace.as_worker(), reply(minutes, "1 done\n2 30%"))
    clock.set("2026-03-10T11:00+08:00")
    receive(workspace.as_worker(), reply(minutes, "2 60%", date="Tue, 10 Mar 2026 10:30:00 +0800"))
    queue_due(workspace.as_worker())
    return workspace
