"""A role that is revoked, and a matter that is closed, while a change by another process waits to write: what stands
when it writes counts."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.errors import Refused
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.interface import Store, Transaction
from collabtui.store.postgresql import postgresql_store
from collabtui.store.sqlite import sqlite_store
from collabtui.text.templates import Templates
from support.engines import ENGINES
from support.records import NOW, action, person, put
from support.world import CONFIG, Clock

WANG, HAN, X = "王芳", "韩梅梅", "X-2026-001"
PATIENCE = 20.0
"""Seconds for which a change waits for the lock."""
ON_ITS_WAY = 0.4
"""Seconds in which the other one comes to wait for it."""


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    with closing(_opened(request, tmp_path)) as store:
        put(
            store,
            person("P1", name=WANG, email="wang@example.test"),
            person("P9", name=HAN, email="han@example.test"),
            Matter(ref=X, title="机密的事", created_at=NOW),
            action("A1", matter=X, owner="P9"),
        )
        workspace = Workspace(store, CONFIG, Templates(), every_day, Clock())
        grant_role(workspace.as_user("command"), HAN, "administrator")
        grant_role(workspace.acting(HAN, "command"), WANG, "facilitator")
        yield workspace


def _opened(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").database()
        return postgresql_store.open_store(url, busy_seconds=PATIENCE)
    return sqlite_store.open_store(tmp_path / "c.db", secret=b"s" * 32, busy_seconds=PATIENCE)


def _revoke(tx: Transaction) -> None:
    (held,) = tx.find(RoleGrant, person="P1")
    tx.put(held.model_copy(update={"withdrawn": True}))


def _close(tx: Transaction) -> None:
    readers = (NamedReader(person="P9"),)
    tx.put(tx.get(Matter, X).model_copy(update={"confidential": True, "readers": readers}))


@pytest.mark.parametrize("change", [_revoke, _close], ids=["revoked", "closed"])
def test_a_change_that_waited_meanwhile_is_refused(office: Workspace, change: Callable[[Transaction], None]) -> None:
    refused: list[str] = []

    def work() -> None:
        with closing(office.store.open_again()) as beside:
            try:
                acting = replace(office, store=beside).acting(WANG, "command")
                update_action(acting, "A1", Update(ref="A1", percent=40))
            except Refused as error:
                refused.append(error.key)

    thread = Thread(target=work)
    with office.acting(HAN, "command").transaction() as tx:
        thread.start()
        sleep(ON_ITS_WAY)
        change(tx)
    thread.join()
    assert refused == ["permission.refused"]
    assert office.store.get(Action, "A1").percent == 0
