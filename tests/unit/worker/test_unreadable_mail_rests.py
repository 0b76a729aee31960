"""A mail that is due and cannot be read does not make a watch ask for the password four times a second."""

import threading

import pytest

from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.unreadable_row import UnreadableRow
from collabtui.worker import watch_loop
from collabtui.worker.send_outbox import SendCount
from support.world import clock as clock
from support.world import workspace as workspace


def test_it_is_looked_at_again_with_the_next_tick(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[object] = []

    async def nothing_but_unreadable(*given: object) -> SendCount:
        tries.append(given)
        return SendCount(unreadable=(UnreadableRow("outgoing", "O1", "items").error(),))

    monkeypatch.setattr(watch_loop, "send_once", nothing_but_unreadable)
    monkeypatch.setattr(outbox, "accounts_due", lambda *_: {None})
    outboxes = watch_loop._Outboxes(lambda *_: None, threading.Event(), lambda _: None)
    for _ in range(int(watch_loop.TICK / watch_loop.LOOK) - 1):
        outboxes.look([workspace])
    assert len(tries) == 1
    for _ in range(2):
        outboxes.look([workspace])
    assert len(tries) == 2
