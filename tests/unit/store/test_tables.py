"""The tables as the migrations make them, beside the models they keep."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import collabtui.store
from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Correction, Meeting, SignOff, SignOffState
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.errors import Damaged
from collabtui.store.records.sql import instant_text
from collabtui.store.records.tables import TABLES, Table, table_of, to_record
from collabtui.store.sqlite import migrations
from collabtui.store.sqlite.sqlite_store import SqliteStore, open_store
from collabtui.text.catalogue import parse_sentences
from support.records import FILLED, NOW, action, meeting, person, put, refs

if TYPE_CHECKING:
    pass

by_name = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collabtui.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(open_store(path)) as opened:
        yield opened


def test_every_kind_of_record_has_a_table() -> None:
    assert {table.model for table in TABLES} == set(Record.__subclasses__())


def columns(store: SqliteStore, table: str) -> dict[str, str]:
    return {name: kind for _, name, kind, *_ in store._connection.rows(f"PRAGMA table_info({table})")}


@by_name
def test_the_tables_have_a_column_for_each_field(store: SqliteStore, table: Table) -> None:
    made = columns(store, table.name)
    for column in table.large:
        made |= columns(store, table.large_table(column))
    fields = {column.name: column.sql_type for column in table.columns}
    assert made == {"id": "INTEGER", "seal": "INTEGER", **fields}, (
        f"the fields of {table.model.__name__} and the columns of {table.name} differ: add a step to "
        "store/migrations.py; a script that was on main is never edited"
    )


@by_name
def test_what_can_be_asked_for_has_an_index(store: SqliteStore, table: Table) -> None:
    for name in table.indexed - set(table.members):
        plan = store._connection.rows(f'EXPLAIN QUERY PLAN {table.select} WHERE "{name}" = 1')
        assert all("USING INDEX" in line[-1] for line in plan if table.name in line[-1]), (name, plan)


@by_name
def test_what_a_table_declares_are_fields_of_its_model(table: Table) -> None:
    trailed = table.kept.trailed if isinstance(table.kept.trailed, frozenset) else ()
    named = {*table.texts, *table.members, *table.kept.asked, *trailed}
    named |= {name for each in table.unique for name in each}
    assert named <= set(table.model.model_fields)


def test_the_filled_records_leave_no_field_at_its_default() -> None:
    """So that the test of what comes back covers each field."""
    for record in FILLED:
        for name, info in type(record).model_fields.items():
            if name != "version" and not info.is_required():
                assert getattr(record, name) != info.get_default(), (
                    f"{type(record).__name__}.{name} needs another value in tests/support/records.py"
                )


def test_a_field_that_is_younger_than_a_row_takes_its_default() -> None:
    table = table_of(Action)
    row = table.to_row(action(note="x"))
    row[table.place("note")] = None
    assert to_record(Action, table, row) == action()


def test_the_people_of_a_large_organisation_are_validated_once() -> None:
    table = table_of(Person)
    rows = [table.to_row(person(f"P{number}", name=f"人{number}")) for number in range(10_000)]
    first = [to_record(Person, table, row) for row in rows]
    again = [to_record(Person, table, row) for row in rows]
    assert all(one is other for one, other in zip(first, again, strict=True))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2026-03-02T14:00:00+08:00", "2026-03-02T06:00:00.000000+00:00"),
        ("2026-03-02T06:00:00.000001Z", "2026-03-02T06:00:00.000001+00:00"),
        ("0999-01-01T00:00:00Z", "0999-01-01T00:00:00.000000+00:00"),
    ],
)
def test_instants_are_texts_of_one_width_in_utc(at: str, text: str) -> None:
    assert instant_text(datetime.fromisoformat(at)) == text
    assert datetime.fromisoformat(text).tzinfo is UTC


def test_a_step_that_fails_leaves_the_tables_as_they_were(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_store(path)) as store:
        put(store, action())

    def step(name: str, sql: str) -> migrations.Step:
        script = path.with_name(f"99_{name}.sql")
        script.write_text(sql)
        return migrations.Step(str(script))

    add_colour = step("add_colour", "ALTER TABLE action ADD COLUMN colour TEXT;\n")
    stumble = step("stumble", "DELETE FROM action;\nSELECT * FROM nowhere;\n")
    released = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", (*released, add_colour, stumble))
    with pytest.raises(Damaged) as refusal:
        open_store(path)
    assert "nowhere" in str(refusal.value.values["reason"])
    monkeypatch.setattr(migrations, "STEPS", released)
    with closing(open_store(path)) as store:
        assert refs(store.find(Action)) == ["A1"]
    monkeypatch.setattr(migrations, "STEPS", (*released, add_colour))
    with closing(open_store(path)) as store:
        assert "colour" in columns(store, "action")


def test_a_database_of_the_first_version_opens_and_keeps_what_it_has(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", steps[:1])
    with closing(open_store(path)) as store:
        store._connection.run(
            "INSERT INTO sign_off (ref, version, meeting, minutes_version, person, state, text, deadline)"
            " VALUES ('S1', 1, 'M1', 1, 'P1', 'corrected', 'x', '2026-03-05T08:00:00.000000+00:00')"
        )
        at = "2026-03-02T06:00:00.000000+00:00"
        store._connection.run(
            'INSERT INTO meeting (ref, version, title, start, "end", timezone, place, state, goal, questions, material,'
            " slots, participants, uid, sequence, invited_as, minutes_version, minutes_said)"
            " VALUES ('M1', 1, 'x', ?, ?, 'UTC', '', 'planned', '', '[]', '[]', '[]', '[]', 'u', 0, '', 0, '')",
            (at, at),
        )
    monkeypatch.setattr(migrations, "STEPS", steps)
    with closing(open_store(path)) as store:
        (old,) = store.find(SignOff, ref="S1")
        assert (old.text, old.corrections) == ("x", ())
        put(store, old.model_copy(update={"corrections": (Correction(text="x"),)}))
        assert store.get(SignOff, "S1").corrections[0].outcome == "open"
        meeting = store.get(Meeting, "M1")
        assert (meeting.series, meeting.carried, meeting.material_there) == (None, None, ())
        put(store, meeting.model_copy(update={"material_there": ("plan.pdf",)}))
        assert store.get(Meeting, "M1").material_there == ("plan.pdf",)


def test_whoever_was_asked_by_minutes_that_were_taken_back_is_silent_no_longer(path: Path) -> None:
    step = next(one for one in migrations.STEPS if one.name == "sign_offs_withdrawn")
    with closing(open_store(path)) as store:
        put(store, meeting("M1", minutes_version=1))
        answers: tuple[tuple[int, SignOffState], ...] = ((1, "silent"), (2, "silent"), (1, "waiting"))
        for number, (version, state) in enumerate(answers, 1):
            ref, person = f"S{number}", f"P{number}"
            asked = SignOff(ref=ref, meeting="M1", minutes_version=version, person=person, state=state, deadline=NOW)
            put(store, asked)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(";\n".join(step.statements()))
    with closing(open_store(path)) as store:
        found = {one.ref: one.state for one in store.find(SignOff, meeting="M1")}
    assert found == {"S1": "silent", "S2": "withdrawn", "S3": "waiting"}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_error_of_the_store_has_its_sentence(locale: str) -> None:
    sources = Path(collabtui.store.__path__[0]).rglob("*.py")
    keys = {key for source in sources for key in re.findall(r'"(store\.\w+)"', source.read_text("utf-8"))}
    assert "store.full" in keys
    keys |= {f"{table.name}.unknown" for table in TABLES}
    keys |= {f"{table.name}.taken" for table in TABLES if table.unique}
    assert keys <= set(parse_sentences(locale))
