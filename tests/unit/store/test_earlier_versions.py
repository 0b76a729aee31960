"""Databases as earlier versions left them (`tests/data/databases`), brought up to date with all they hold."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import SignOff
from collabtui.errors import Refused
from collabtui.store.sqlite.sqlite_store import open_store
from support.invariants import holds
from support.paths import ROOT
from support.records import NOW

SCRIPTS = sorted((ROOT / "tests" / "data" / "databases").glob("*.sql"))
Made = Callable[[Path], Path]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The database that a script makes."""

    def make(script: Path) -> Path:
        path = tmp_path / "collabtui.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(script.read_text("utf-8"))
        return path

    return make


def test_there_is_one_of_each_released_version() -> None:
    assert {script.stem for script in SCRIPTS} >= {"0.1.0-first-tables", "0.1.0", "0.2.0"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_database_of_an_earlier_version_is_whole_in_this_one(script: Path, made: Made) -> None:
    path = made(script)
    with closing(open_store(path)) as store:
        assert [(one.ref, one.status, one.due) for one in store.find(Action)] == [
            ("A1", "done", date(2026, 3, 6)),
            ("A2", "in-progress", date(2026, 3, 13)),
            ("A3", "in-progress", date(2026, 3, 10)),
        ]
        (reply,) = store.find(Incoming)
        assert (reply.state, reply.trust, store.get(Outgoing, reply.answers or "").kind) == (
            "applied",
            "token",
            "minutes",
        )
        assert len(store.find(SignOff, meeting="M1")) == 2
        assert "A2" in {hit.ref for hit in store.search("压力测试")}
    holds(path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_what_is_done_to_it_afterwards_holds_too(script: Path, made: Made) -> None:
    path = made(script)
    with closing(open_store(path)) as store:
        now = store.get(Action, "A1").updated_at
        with store.transaction(actor="李明", via="key", now=now) as tx:
            tx.put(tx.get(Action, "A2").model_copy(update={"status": "done", "title": "压力测试已完成"}))
    holds(path)


def test_sign_offs_that_a_step_changed_without_a_line_in_the_trail_get_one(made: Made) -> None:
    """Minutes that were taken back in the first version: the step after it says that whoever was asked was not."""
    path = made(next(script for script in SCRIPTS if script.stem == "0.1.0-first-tables"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE sign_off SET minutes_version = 2 WHERE ref = 'S1' AND state = 'silent'")
    with closing(open_store(path)) as store:
        assert store.get(SignOff, "S1").state == "withdrawn"
        assert [line.new for line in store.changes("S1") if line.field == "state"] == ["withdrawn", "silent"]
    holds(path)


def test_a_newer_database_is_refused_and_left_as_it_is(made: Made) -> None:
    path = made(SCRIPTS[-1])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('collabtui', 'from_tomorrow', '')"
        )
    before = path.read_bytes()
    with pytest.raises(Refused) as caught:
        open_store(path)
    assert (caught.value.key, caught.value.values["step"]) == ("store.newer", "from_tomorrow")
    assert path.read_bytes() == before


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_first_change_afterwards_tells_of_no_empty_column_that_is_new(made: Made, script: Path) -> None:
    """And not that columns of later versions, which were NULL, are empty now."""
    with closing(open_store(made(script))) as store:
        for model, field in ((Action, "title"), (Matter, "title")):
            for record in store.find(model):
                with store.transaction(actor="李明", via="key", now=NOW) as tx:
                    tx.put(record.model_copy(update={field: "x"}))
                    told = {one.field for one in tx.changes(batch=tx.batch)}
                    assert (field in told, told & model.kept.added) == (True, set())
