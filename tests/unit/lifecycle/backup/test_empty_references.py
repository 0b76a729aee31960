"""An empty text in the place of a ref: no command of ours writes one, and where a pass asks for it nobody would know in
which record it stands."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from collabtui.lifecycle.backup.past_unreadable_records import past_unreadable
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import apply_changes, list_due
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.records.find_unreadable import unreadable_rows
from collabtui.store.records.record_references import REFERENCES, Reference
from collabtui.store.records.tables import TABLES
from collabtui.store.sqlite.sqlite_store import open_store
from support.invariants import database_of
from support.world import Clock
from support.world import clock as clock

ASKED_FOR = {
    ("sign_off", "person"), ("sign_off", "meeting"), ("vote", "voters.person"), ("vote", "meeting"),
    ("action", "owner"), ("action", "matter"), ("risk", "matter"), ("change", "matter"), ("series", "matter"),
    ("resource", "matter"),
}  # fmt: skip
"""References that a pass of this world asks for."""
_TABLES = {table.name: table for table in TABLES}


@pytest.fixture
def copy(lived_in: Workspace, clock: Clock, tmp_path: Path) -> Path:
    clock.set("2026-03-10T11:00+08:00")
    path = tmp_path / "copy.db"
    with closing(sqlite3.connect(database_of(lived_in))) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return path


def emptied(path: Path, reference: Reference) -> str:
    """The first record that has a value there, which is empty now; an empty text where there is none."""
    column, dot, inner = reference.field.partition(".")
    with closing(sqlite3.connect(path)) as connection:
        sql = f'SELECT ref, "{column}" FROM {reference.table} WHERE "{column}" NOT IN ("[]", "") ORDER BY id DESC'  # noqa: S608  # our own
        found: tuple[str, str] | None = connection.execute(sql).fetchone()
        if found is None or "." in inner:
            return ""
        ref, value = found
        if dot:
            first, *others = json.loads(value)
            value = json.dumps([{**first, inner: ""} if inner else "", *others])
        update = f'UPDATE {reference.table} SET "{column}" = ? WHERE ref = ?'  # noqa: S608  # our own
        connection.execute(update, (value if dot else "", ref))
        connection.commit()
    return ref


def test_the_check_names_each_record_and_the_field_in_which_it_stands(copy: Path) -> None:
    untouched, unnamed, tried = copy.read_bytes(), [], 0
    for reference in (one for one in REFERENCES if one.table != "reminded"):  # that of a pass is of no mail
        copy.write_bytes(untouched)
        ref = emptied(copy, reference)
        if ref:
            tried += 1
            with closing(open_reader(copy)) as reader:
                named = [(row.ref, row.field) for row in unreadable_rows(reader.rows, [_TABLES[reference.table]])]
            if named != [(ref, reference.field.partition(".")[0])]:
                unnamed.append((reference, named))
    assert tried > 30
    assert unnamed == []


def test_a_pass_names_each_record_and_goes_on(lived_in: Workspace, copy: Path) -> None:
    untouched, stopped = copy.read_bytes(), []
    for reference in (one for one in REFERENCES if one[:2] in ASKED_FOR):
        path = copy.with_name(f"{reference.table} {reference.field}.db")
        path.write_bytes(untouched)
        ref = emptied(path, reference)
        with closing(open_store(path)) as store:
            acting = replace(lived_in, store=store, home=None).as_worker()
            listed = past_unreadable([store], lambda: list_due(store, acting))  # noqa: B023  # asked here
            changed = past_unreadable([store], lambda: apply_changes(acting))  # noqa: B023  # asked here
        if not listed.result or {row.ref for row in (*listed.set_aside, *changed.set_aside)} != {ref}:
            stopped.append((reference, listed.set_aside, changed.set_aside))
    assert stopped == []
