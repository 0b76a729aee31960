"""A reader of the test's database: the views say the same on each engine."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Department
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from support.engines import Database
from support.records import CHEN, NOW, ZHANG, action, person, put


@pytest.fixture
def reader(store: Store, database: Database) -> Iterator[Connection]:
    with closing(database.open_reader()) as opened:
        yield opened


@pytest.fixture
def several(store: Store, reader: Connection) -> Connection:
    """Six actions that differ in everything a list can be filtered by; today is 2026-03-05."""
    put(
        store,
        ZHANG,
        CHEN,
        person("P3", name="张伟", email="other@example.test", department="市场部"),
        Department(ref="DEP1", name="法务部"),
        Matter(ref="X-2026-001", title="新品上线", created_at=NOW),
        action("A1", owner="P1", due=date(2026, 3, 4), title="预算表", updated_at=NOW + timedelta(hours=2)),
        action("A2", owner="P1", due=date(2026, 3, 4), status="done", percent=100, title="合同"),
        action("A3", owner="P2", due=date(2026, 3, 5), status="in-progress", title="预算案", matter="X-2026-001"),
        action("A4", owner="P3", due=date(2026, 3, 6), title="b", meeting="M1"),
        action("A5", title="a 预算"),
        action("A6", due=date(2026, 3, 1), status="cancelled", title="c", updated_at=NOW + timedelta(hours=1)),
    )
    return reader
