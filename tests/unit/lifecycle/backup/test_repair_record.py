"""A record of which one value cannot be read: it is set aside by its name, and put right by one command."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.errors import Refused, UnreadableRecord
from collabtui.home import Home
from collabtui.lifecycle.backup import repair_record
from collabtui.lifecycle.backup.automatic_copies import copy_when_due
from collabtui.lifecycle.backup.past_unreadable_records import past_unreadable
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import apply_changes, list_due, queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.store.interface import Fence
from collabtui.store.records.tables import TABLES
from collabtui.store.sqlite.sqlite_store import open_store
from support.invariants import database_of, holds
from support.replies import outgoing, reply
from support.world import Clock
from support.world import clock as clock

SPOILT = ("{oops", '"x"')
"""No document, and a document of another shape."""


def spoil(path: Path, table: str, field: str, ref: str, value: str = "{oops") -> None:
    with closing(sqlite3.connect(path)) as connection:
        sql = f'UPDATE {table} SET "{field}" = ? WHERE ref = ?'  # noqa: S608  # our own
        changed = connection.execute(sql, (value, ref)).rowcount
        connection.commit()
    assert changed == 1


def copied(lived_in: Workspace, path: Path) -> Path:
    with closing(sqlite3.connect(database_of(lived_in))) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return path


@pytest.fixture
def due_now(lived_in: Workspace, clock: Clock) -> Workspace:
    """Each source owes something, and mails wait in the outbox."""
    clock.set("2026-03-10T11:00+08:00")
    return lived_in


def passed(workspace: Workspace) -> tuple[int, set[str]]:
    """How many mails a pass would queue, and which records it names as unreadable."""
    found = past_unreadable([workspace.store], lambda: list_due(workspace.store, workspace.as_worker()))
    changed = past_unreadable([workspace.store], lambda: apply_changes(workspace.as_worker()))
    return len(found.result), {row.ref for row in (*found.set_aside, *changed.set_aside)}


def nested_fields() -> Iterator[tuple[str, str]]:
    """Of each table one field that is kept as a document."""
    others = (table for table in TABLES if table.name not in ("role_grant", "matter_reading", "outgoing"))
    for table in others:
        yield from [(table.name, column.name) for column in table.columns if column.nested][:1]


@pytest.mark.parametrize("value", SPOILT)
def test_one_spoilt_value_stops_no_pass_and_is_named(due_now: Workspace, tmp_path: Path, value: str) -> None:
    untouched = copied(due_now, tmp_path / "untouched.db")
    stopped = []
    for table, field in nested_fields():
        path = copied_file(untouched, tmp_path / f"{table}.db")
        with closing(sqlite3.connect(path)) as connection:
            newest = f"SELECT ref FROM {table} ORDER BY id DESC LIMIT 1"  # noqa: S608  # our own
            found = connection.execute(newest).fetchone()
        if not found:
            continue
        spoil(path, table, field, found[0], value)
        with closing(open_store(path)) as store:
            queued, named = passed(replace(due_now, store=store, home=None))
        if not queued or named - {found[0]}:
            stopped.append((table, field, queued, named))
    assert not stopped


def copied_file(path: Path, to: Path) -> Path:
    to.write_bytes(path.read_bytes())
    return to


def test_the_others_get_the_mails_that_they_would_have_got(due_now: Workspace, tmp_path: Path) -> None:
    untouched = copied(due_now, tmp_path / "untouched.db")
    with closing(open_store(copied_file(untouched, tmp_path / "sound.db"))) as store:
        sound = queue_due(replace(due_now, store=store).as_worker())
    spoil(untouched, "action", "depends_on", "A3")
    with closing(open_store(untouched)) as store:
        workspace = replace(due_now, store=store)
        queued = past_unreadable([store], lambda: queue_due(workspace.as_worker())).result
    of_others = {mail.to for mail in sound if "A3" not in {item.ref for item in mail.items}}
    assert of_others
    assert of_others <= {mail.to for mail in queued}
    assert not any("A3" in {item.ref for item in mail.items} for mail in queued)


def test_a_mail_that_cannot_be_read_keeps_no_other_back(due_now: Workspace) -> None:
    queue_due(due_now.as_worker())
    lease = due_now.store.acquire_lease("worker", "x", now=due_now.clock(), seconds=60)
    assert lease is not None
    acting = due_now.under(Fence(name="worker", number=lease)).as_worker()
    first, *others = outbox.due(due_now.store, acting.now, 500)
    spoil(database_of(due_now), "outgoing", "items", first)
    faults: list[UnreadableRecord] = []
    taken = outbox.take_batch(acting, 500, unreadable=faults.append)
    assert {mail.ref for mail in taken} == set(others)
    assert [(error.values["ref"], error.values["field"]) for error in faults] == [(first, "items")]


def test_what_the_trail_has_is_put_back_and_everything_agrees_again(lived_in: Workspace, home: Home) -> None:
    acting = lived_in.as_user("command")
    with acting.transaction() as tx:
        tx.put(tx.get(Action, "A2").model_copy(update={"depends_on": ("A1",)}))
    spoil(home.database, "action", "depends_on", "A2")
    with pytest.raises(UnreadableRecord, match=r"A2.*action.*depends_on"):
        lived_in.store.get(Action, "A2")
    (done,) = repair_record.put_back(acting, home.automatic_copies(""), "a2")
    assert (done.source, done.row.field) == ("trail", "depends_on")
    assert lived_in.store.get(Action, "A2").depends_on == ("A1",)
    assert lived_in.store.changes("A2")[0].new == ["A1"]
    assert [action.ref for action in lived_in.store.find(Action, depends_on="A1")] == ["A2"]
    holds(home)


def test_what_the_trail_never_changed_is_put_back_from_the_newest_copy(lived_in: Workspace, home: Home) -> None:
    before = lived_in.store.get(Action, "A2").collaborators
    assert before
    assert copy_when_due(lived_in.store, home, lived_in.config.backup, lived_in.clock())
    spoil(home.database, "action", "collaborators", "A2")
    (done,) = repair_record.put_back(lived_in.as_user("command"), home.automatic_copies(""), "A2")
    assert done.source == "copy"
    assert lived_in.store.get(Action, "A2").collaborators == before
    holds(home)


def test_what_nobody_knows_is_cleared_by_choice_alone(lived_in: Workspace, home: Home) -> None:
    acting = lived_in.as_user("command")
    spoil(home.database, "action", "collaborators", "A2")
    spoil(home.database, "action", "checks", "A2", '"x"')
    with pytest.raises(Refused, match=r"unreadable\.nowhere"):
        repair_record.put_back(acting, home.automatic_copies(""), "A2")
    done = repair_record.clear(acting, "A2")
    assert {each.row.field for each in done} == {"collaborators", "checks"}
    assert lived_in.store.get(Action, "A2").collaborators == ()
    assert {change.field for change in lived_in.store.changes("A2", limit=2)} == {"collaborators", "checks"}
    holds(home)


@pytest.mark.parametrize("way", ["trail", "copy", "cleared"])
def test_what_names_a_record_that_is_not_there_is_put_right(lived_in: Workspace, home: Home, way: str) -> None:
    acting = lived_in.as_user("command")
    before = lived_in.store.get(Action, "A2").owner
    if way == "trail":
        with acting.transaction() as tx:
            tx.put(tx.get(Action, "A2").model_copy(update={"owner": "P1"}))
            before = "P1"
    if way == "copy":
        assert copy_when_due(lived_in.store, home, lived_in.config.backup, lived_in.clock())
    spoil(home.database, "action", "owner", "A2", "P999")
    if way == "cleared":
        with pytest.raises(Refused, match=r"unreadable\.nowhere"):
            repair_record.put_back(acting, home.automatic_copies(""), "A2")
        (done,) = repair_record.clear(acting, "A2")
    else:
        (done,) = repair_record.put_back(acting, home.automatic_copies(""), "a2")
    assert (done.source, done.row.field, done.row.names) == (way, "owner", "P999")
    assert lived_in.store.get(Action, "A2").owner == (None if way == "cleared" else before)
    with pytest.raises(Refused, match=r"unreadable\.none"):
        repair_record.clear(acting, "A2")
    holds(home)


def test_what_can_be_read_is_not_repaired(lived_in: Workspace, home: Home) -> None:
    acting = lived_in.as_user("command")
    with pytest.raises(Refused, match=r"unreadable\.none"):
        repair_record.clear(acting, "A2")
    with pytest.raises(Refused, match=r"unreadable\.none"):
        repair_record.put_back(acting, home.automatic_copies(""), "A2")


def test_a_reply_that_meets_the_spoilt_record_waits_and_others_are_read(lived_in: Workspace, home: Home) -> None:
    asked = outgoing(lived_in, "zhang@example.test", "minutes")
    other = outgoing(lived_in, "bob@example.test", "minutes")
    spoil(home.database, "outgoing", "items", asked.ref)
    met = receive(lived_in.as_worker(), reply(asked, "2 60%", date="Tue, 10 Mar 2026 10:30:00 +0800"))
    read = receive(lived_in.as_worker(), reply(other, "1 30%", date="Tue, 10 Mar 2026 10:31:00 +0800"))
    assert met is not None
    assert (met.state, met.reason) == ("waiting", "unreadable")
    assert read is not None
    assert read.state == "applied"
