"""Lists of actions: the keys that programs read, filters, orders and windows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from collabtui.domain.action import Collaborator
from collabtui.domain.action_status import OPEN
from collabtui.errors import Unknown
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.actions import action as show_action
from collabtui.store.queries.actions import action_id, action_ids, actions, actions_by_id, dependents, newest_ref
from collabtui.store.queries.lookup import some_departments, some_names
from collabtui.store.queries.today import action_counts, today
from collabtui.store.records.sql import OPEN_ACTION
from collabtui.store.sqlite.connection import SqliteConnection
from support.engines import ON_SQLITE
from support.records import CHEN, NOW, ZHANG, ZHANG_SHOWN, action, listed, put

TODAY = date(2026, 3, 5)


def test_an_action_is_listed_with_the_keys_of_the_contract(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        CHEN,
        action(
            "A1",
            title="接口文档",
            owner="P1",
            collaborators=(Collaborator(person="P2", support="素材"),),
            due=date(2026, 3, 4),
            original_due=date(2026, 3, 1),
            status="blocked",
            percent=30,
            deliverable="文档",
            matter="X-2026-001",
            meeting="M1",
            depends_on=("A2",),
            reason="供应商晚了",
            risk="样品不够",
            updated_at=NOW + timedelta(microseconds=7),
            via="mail:I1",
        ),
        action("A2"),
    )
    first, second = actions(reader, today=TODAY)
    assert list(first.items()) == [
        ("ref", "A1"),
        ("title", "接口文档"),
        ("owner", ZHANG_SHOWN),
        ("collaborators", ["陈静"]),
        ("doers", []),
        ("due", "2026-03-04"),
        ("original_due", "2026-03-01"),
        ("status", "blocked"),
        ("percent", 30),
        ("deliverable", "文档"),
        ("matter", "X-2026-001"),
        ("meeting", "M1"),
        ("depends_on", ["A2"]),
        ("reason", "供应商晚了"),
        ("risk", "样品不够"),
        ("module", None),
        ("overdue", True),
        ("updated_at", "2026-03-02T06:00:00+00:00"),
        ("updated_by", "李明"),
        ("via", "mail:I1"),
    ]
    assert list(second) == list(first)
    unknown = {name for name, value in second.items() if value is None}
    assert unknown == {"owner", "due", "original_due", "deliverable", "matter", "meeting", "reason", "risk", "module"}
    assert (second["collaborators"], second["depends_on"], second["overdue"]) == ([], [], False)
    assert show_action(reader, "a1", today=TODAY) == first


def test_an_unknown_action_is_named(reader: Connection) -> None:
    with pytest.raises(Unknown) as caught:
        show_action(reader, "A9", today=TODAY)
    assert (caught.value.key, caught.value.values) == ("action.unknown", {"ref": "A9"})


LISTED: tuple[tuple[dict[str, Any], list[str]], ...] = (
    ({}, ["A6", "A1", "A2", "A3", "A4", "A5"]),
    ({"limit": 2}, ["A6", "A1"]),
    ({"open_only": True}, ["A1", "A3", "A4", "A5"]),
    ({"overdue": True}, ["A1"]),
    ({"due_before": date(2026, 3, 5)}, ["A6", "A1", "A2"]),
    ({"due_before": date(2026, 3, 6), "open_only": True}, ["A1", "A3"]),
    ({"owner": "张伟"}, ["A1", "A2", "A4"]),
    ({"owner": "Zhang@example.test"}, ["A1", "A2"]),
    ({"owner": "zw@example.test"}, ["A1", "A2"]),
    ({"owner": "p2"}, ["A3"]),
    ({"owner": "p2", "overdue": True}, []),
    ({"department": "研发部"}, ["A1", "A2"]),
    ({"department": "法务部"}, []),
    ({"department": "研发部", "limit": 1}, ["A1"]),
    ({"department": "研发部", "open_only": True, "limit": 5}, ["A1"]),
    ({"department": "研发部", "overdue": True, "order": "due", "limit": 5}, ["A1"]),
    ({"department": "法务部", "limit": 5}, []),
    ({"matter": "x-2026-001"}, ["A3"]),
    ({"matter": "新品上线"}, ["A3"]),
    ({"meeting": "m1"}, ["A4"]),
    ({"search": "预算"}, ["A5", "A3", "A1"]),
    ({"search": "预算", "limit": 2}, ["A5", "A3"]),
    ({"search": "无此词", "limit": 2}, []),
    ({"search": "预算", "order": "due"}, ["A1", "A3", "A5"]),
    ({"search": "预算", "owner": "陈静"}, ["A3"]),
    ({"search": "?"}, []),
    ({"order": "newest"}, ["A6", "A5", "A4", "A3", "A2", "A1"]),
    ({"order": "updated", "limit": 2}, ["A1", "A6"]),
    ({"order": "owner"}, ["A1", "A2", "A4", "A3", "A6", "A5"]),
    ({"order": "matter"}, ["A3", "A6", "A1", "A2", "A4", "A5"]),
    ({"order": "status"}, ["A6", "A2", "A3", "A1", "A4", "A5"]),
    ({"order": "title"}, ["A5", "A4", "A6", "A2", "A3", "A1"]),
)


@pytest.mark.parametrize(("asked", "found"), LISTED, ids=str)
def test_actions_are_filtered_and_ordered(several: Connection, asked: dict[str, Any], found: list[str]) -> None:
    assert listed(actions(several, today=TODAY, **asked)) == found


@pytest.mark.parametrize(("asked", "found"), [case for case in LISTED if "limit" not in case[0]], ids=str)
def test_a_long_list_is_held_as_ids_and_read_in_windows(
    several: Connection, asked: dict[str, Any], found: list[str]
) -> None:
    ids = action_ids(several, today=TODAY, **asked)
    assert listed(actions_by_id(several, ids, today=TODAY)) == found
    assert listed(actions_by_id(several, ids[1:3], today=TODAY)) == found[1:3]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"owner": "李四"}, "person.unknown"),
        ({"department": "财务部"}, "department.unknown"),
        ({"matter": "X-2026-009"}, "matter.unknown"),
    ],
)
def test_a_filter_by_what_is_not_there_is_refused(several: Connection, asked: dict[str, Any], key: str) -> None:
    with pytest.raises(Unknown) as caught:
        actions(several, today=TODAY, **asked)
    assert caught.value.key == key
    assert caught.value.values == {"ref": next(iter(asked.values()))}


def test_open_means_the_same_in_sql_and_in_the_domain() -> None:
    assert f"status IN ({', '.join(repr(status) for status in OPEN)})" == OPEN_ACTION


def plans(reader: Connection, ask: Callable[[], object]) -> str:
    """How SQLite goes about every statement that `ask` makes."""
    statements: list[str] = []
    assert isinstance(reader, SqliteConnection)
    reader.set_trace_callback(statements.append)
    ask()
    reader.set_trace_callback(None)
    return "\n".join(
        str(line[-1])
        for sql in statements
        if not sql.startswith("--")
        for line in reader.rows(f"EXPLAIN QUERY PLAN {sql}")
    )


@ON_SQLITE
@pytest.mark.parametrize(
    "asked",
    [
        {"open_only": True},
        {"overdue": True},
        {"open_only": True, "due_before": TODAY},
        {"open_only": True, "search": "预算"},
    ],
    ids=str,
)
def test_what_is_open_is_listed_without_sorting_or_walking_through_what_is_done(
    several: Connection, asked: dict[str, Any]
) -> None:
    plan = plans(several, lambda: action_ids(several, today=TODAY, **asked))
    assert "USE TEMP B-TREE" not in plan
    assert "INDEX action_open" in plan or "VIRTUAL TABLE" in plan


@ON_SQLITE
def test_what_is_open_is_counted_in_one_index_that_has_nothing_else(several: Connection) -> None:
    plan = plans(several, lambda: action_counts(several, today=TODAY))
    assert plan.count("action USING COVERING INDEX action_open") == 5
    assert "action_by_status" not in plan


@ON_SQLITE
def test_what_waits_is_told_without_a_look_at_each_open_action(several: Connection) -> None:
    """Of those only that are late, however many are open: a first frame waits for it."""
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    plan = plans(several, lambda: today(several, now=noon, today=TODAY))
    assert plan.count("action USING COVERING INDEX action_open (due<?)") == plan.count("INDEX action_open") == 1


@ON_SQLITE
@pytest.mark.parametrize("asked", [{"owner": "陈静"}, {"department": "研发部"}, {"matter": "X-2026-001"}], ids=str)
def test_what_belongs_to_somebody_is_found_by_an_index(several: Connection, asked: dict[str, Any]) -> None:
    plan = plans(several, lambda: actions(several, today=TODAY, overdue=True, **asked))
    assert "SEARCH a USING INDEX action_by_" in plan
    assert "SCAN" not in plan


def test_actions_are_filtered_by_status_and_by_a_span_of_days(several: Connection) -> None:
    def refs(**wanted: Any) -> list[str]:
        return [row["ref"] for row in actions(several, today=TODAY, **wanted)]

    assert refs(statuses=("done", "cancelled")) == ["A6", "A2"]
    assert refs(due_from=date(2026, 3, 5)) == ["A3", "A4"]
    assert refs(due_from=date(2026, 3, 5), due_before=date(2026, 3, 6), open_only=True) == ["A3"]
    assert refs(statuses=("in-progress",), search="预算") == ["A3"]


def test_what_waits_for_an_action_is_told_without_what_is_done(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        action("A1", owner="P1"),
        action("A2", depends_on=("A1",), due=date(2026, 3, 9)),
        action("A3", depends_on=("A1", "A2"), due=date(2026, 3, 6)),
        action("A4", depends_on=("A1",), status="done"),
    )
    assert [row["ref"] for row in dependents(reader, "a1", today=TODAY)] == ["A3", "A2"]
    assert dependents(reader, "A3", today=TODAY) == []


@ON_SQLITE
def test_what_waits_is_found_by_indexes(reader: Connection) -> None:
    plan = plans(reader, lambda: dependents(reader, "A1", today=TODAY))
    assert "SEARCH m USING" in plan
    assert "SEARCH a USING INTEGER PRIMARY KEY" in plan


def test_an_action_is_found_in_a_list_of_ids_by_its_ref(several: Connection) -> None:
    assert actions_by_id(several, [action_id(several, "a4")], today=TODAY)[0]["ref"] == "A4"
    with pytest.raises(Unknown, match=r"action\.unknown"):
        action_id(several, "A99")


def test_the_columns_of_a_list_are_told_what_may_stand_in_them(several: Connection, reader: Connection) -> None:
    assert newest_ref(several) == max(
        (row["ref"] for row in actions(several, today=TODAY)), key=lambda ref: int(ref[1:])
    )
    assert set(some_names(several)) == {"张伟", "陈静"}
    assert set(some_departments(several)) == {"研发部", "市场部"}


def test_without_an_action_there_is_no_newest_one(reader: Connection) -> None:
    assert newest_ref(reader) == ""
