"""Opening a database for reading, and what that costs."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from collabtui.errors import Unknown
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.actions import actions
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.store.sqlite import migrations
from collabtui.store.sqlite.sqlite_store import open_store
from support import processes
from support.engines import ON_SQLITE, Database
from support.records import action, listed, put

TODAY = date(2026, 3, 5)


@pytest.fixture
def path(database: Database) -> Path:
    return Path(database.place)


def test_a_reader_sees_a_write_at_once_and_its_counter_tells(store: Store, reader: Connection) -> None:
    before = change_counter(reader)
    put(store, action("A1"))
    assert change_counter(reader) > before
    assert change_counter(reader) == store.change_counter()
    assert listed(actions(reader, today=TODAY)) == ["A1"]


@ON_SQLITE
def test_a_reader_needs_a_database(path: Path) -> None:
    with pytest.raises(Unknown) as caught:
        open_reader(path)
    assert (caught.value.key, caught.value.values) == ("store.missing", {"path": path})


@ON_SQLITE
def test_a_reader_brings_the_tables_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", steps[:2])
    open_store(path).close()
    monkeypatch.setattr(migrations, "STEPS", steps)
    with closing(open_reader(path)) as reader:
        assert actions(reader, today=TODAY) == []


LISTING = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from collabtui.store.queries import actions, mails, matters, meetings, people_list, row_reader, today, trail_entries
opened = row_reader.open_reader(Path(sys.argv[1]))
assert actions.actions(opened, today=date(2026, 3, 5), search="预算")
today.today(opened, now=datetime(2026, 3, 5, tzinfo=UTC), today=date(2026, 3, 5))
heavy = ("pydantic", "sqlite_utils", "collabtui.domain.model", "dataclasses", "textual", "click")
print(*(name for name in sys.modules if name.startswith(heavy)))
"""


@ON_SQLITE
def test_the_views_load_nothing_heavy(store: Store, path: Path) -> None:
    put(store, action("A1", title="预算"))
    assert processes.run(LISTING, path) == "\n"
