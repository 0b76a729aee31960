"""The steps of the tables are data: numbered scripts whose names databases remember."""

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter
from sqlite_utils import Database

from collabtui.domain.last_word import Statement
from collabtui.domain.records import RECORDS
from collabtui.store.records.row_seal import SEALED_FROM
from collabtui.store.records.sql import instant_text
from collabtui.store.records.tables import table_of
from collabtui.store.sqlite.migrations import STEPS, Step

RELEASED = (
    "first_tables", "minutes_by_version", "series_and_views", "merged_people", "sign_offs_withdrawn",
    "believed_servers", "asked_departments", "matter_steps", "breakdown_columns", "matter_archives", "matter_rhythm",
    "fenced_leases", "unfetched_mails", "asked_back",
)  # fmt: skip
"""As databases know them: none is ever renamed, left out, or done in another order."""

FIRST_VALUES = 18
"""The step from which on records know what they began with."""


def test_a_released_step_stays_what_and_where_it_is() -> None:
    assert tuple(step.name for step in STEPS)[: len(RELEASED)] == RELEASED


def number(step: Step) -> int:
    return int(Path(step.script).stem.partition("_")[0])


def test_numbers_leave_no_gap_and_no_name_comes_twice() -> None:
    assert [number(step) for step in STEPS] == list(range(1, len(STEPS) + 1))
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_what_was_set_before_words_had_their_time_was_said_when_the_action_was_changed_last(tmp_path: Path) -> None:
    """One that nobody has spoken of has no word yet; what is done has no percent of its own."""
    before = tuple(step for step in STEPS if step.name != "newest_word")
    database = Database(sqlite3.connect(tmp_path / "old.db"), recursive_triggers=False)
    for step in before:
        step.run(database)
    kept = {"version": 1, "title": "t", "collaborators": "[]", "depends_on": "[]", "created_at": text(1), "slips": 0}
    kept |= {"deliverable": "", "task": "", "risk": "", "reason": "", "note": "", "updated_by": "李明", "via": "key"}
    for ref, status, percent, at in (("A1", "done", 100, 2), ("A2", "in-progress", 40, 2), ("A3", "not-started", 0, 2)):
        row = kept | {"ref": ref, "status": status, "percent": percent, "updated_at": text(at)}
        known = {column.name for column in database.table("action").columns}
        database.table("action").insert({name: value for name, value in row.items() if name in known})
    next(step for step in STEPS if step.name == "newest_word").run(database)
    rows = database.execute("SELECT stated FROM action ORDER BY ref").fetchall()
    database.close()
    words = [TypeAdapter(tuple[Statement, ...]).validate_json(stated) for (stated,) in rows]
    assert [[(one.value, one.percent, one.at.day, one.by) for one in found] for found in words] == [
        [("due", None, 2, "李明"), ("status", None, 2, "李明")],
        [("due", None, 2, "李明"), ("status", None, 2, "李明"), ("percent", 40, 2, "李明")],
        [],
    ]


def text(day: int) -> str:
    return instant_text(datetime(2026, 3, day, tzinfo=UTC))


def test_what_was_added_since_records_know_what_they_began_with_does_not_count_while_it_is_empty() -> None:
    """`doctor --check` would call every older record a changed one."""
    scripts = [statement for step in STEPS if number(step) > FIRST_VALUES for statement in step.statements()]
    tables = {record.kept.table: table_of(record) for record in RECORDS}
    added = re.findall(r'ALTER TABLE (\w+) ADD COLUMN "?(\w+)', "\n".join(scripts))
    kept = [(tables[name], column) for name, column in added if name in tables]
    for table, column in kept:
        if column in table.kept_in_trail and table.model.model_fields[column].get_default() is not None:
            assert column in table.kept.added, f"{table.name}.{column}"


def test_what_is_added_since_rows_have_seals_does_not_count_while_it_is_empty() -> None:
    """`doctor --check` would call every row that was there an altered one; and a step that changes rows takes their
    seals away, and counts up to where there are none."""
    names = [step.name for step in STEPS]
    scripts = [statement for step in STEPS[names.index(SEALED_FROM) + 1 :] for statement in step.statements()]
    tables = {record.kept.table: table_of(record) for record in RECORDS}
    for name, column in re.findall(r'ALTER TABLE (\w+) ADD COLUMN "?(\w+)', "\n".join(scripts)):
        if name in tables and tables[name].model.model_fields[column].get_default() is not None:
            assert column in tables[name].kept.added, f"{name}.{column}"
    changed = [one for one in scripts if re.search(rf"UPDATE (?:trail|{'|'.join(tables)})\b", one)]
    assert [one for one in changed if "seal = NULL" not in one] == []
