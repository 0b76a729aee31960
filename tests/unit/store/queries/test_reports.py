"""What was done in a week, which department waits for which, and who has how much."""

from datetime import UTC, date, datetime, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Matter
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.reports import answers_owed, done_between, open_counts, owner_loads, waits
from support.records import NOW, action, person, put

X = "X-2026-001"
TODAY = date(2026, 3, 5)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
NEXT_MONDAY = MONDAY + timedelta(days=7)


@pytest.fixture
def several(store: Store, reader: Connection) -> Connection:
    put(
        store,
        person("P1", name="张伟", department="研发部"),
        person("P2", name="Bob", department="法务部"),
        person("P3", name="赵强", department="研发部"),
        Matter(ref=X, title="新品上线", created_at=NOW),
        action("A1", owner="P1", due=date(2026, 3, 4), matter=X),
        action("A2", owner="P2", due=date(2026, 3, 9), depends_on=("A1", "A4"), matter=X),
        action("A3", owner="P3", depends_on=("A1",), status="blocked"),
        action("A4", owner="P1", due=date(2026, 3, 3), status="done"),
        action("A5", depends_on=("A2",), due=date(2026, 3, 20)),
        action("A6", owner="P2", depends_on=("A1",), status="cancelled"),
    )
    return reader


def set_status(store: Store, ref: str, status: str, at: datetime) -> None:
    with store.transaction(actor="李明", via="key", now=at) as tx:
        fields = {"status": status, "updated_at": at}
        tx.put(tx.get(Action, ref).model_copy(update=fields))


def test_what_became_done_in_the_week_in_its_order(store: Store, several: Connection) -> None:
    set_status(store, "A2", "done", MONDAY + timedelta(days=2))
    set_status(store, "A1", "done", MONDAY + timedelta(days=1))
    set_status(store, "A3", "done", NEXT_MONDAY)
    with store.transaction(actor="李明", via="key", now=NEXT_MONDAY) as tx:  # a note afterwards moves nothing
        tx.put(tx.get(Action, "A1").model_copy(update={"note": "x", "updated_at": NEXT_MONDAY}))
    found = done_between(several, MONDAY, NEXT_MONDAY, today=TODAY)
    assert [(row["ref"], row["done_at"]) for row in found] == [
        ("A4", "2026-03-02T06:00:00+00:00"), ("A1", "2026-03-03T00:00:00+00:00"), ("A2", "2026-03-04T00:00:00+00:00"),
    ]  # fmt: skip
    assert [row["ref"] for row in done_between(several, MONDAY, NEXT_MONDAY, today=TODAY, matter=X)] == ["A1", "A2"]


def test_what_was_taken_up_again_is_not_done(store: Store, several: Connection) -> None:
    set_status(store, "A4", "in-progress", MONDAY + timedelta(days=1))
    assert done_between(several, MONDAY, NEXT_MONDAY, today=TODAY) == []


def test_open_and_overdue_are_counted(several: Connection) -> None:
    assert open_counts(several, today=TODAY) == (4, 1)
    assert open_counts(several, today=TODAY, matter=X) == (2, 1)
    assert open_counts(several, today=TODAY, matter="X-2026-002") == (0, 0)


def test_departments_wait_for_each_other_where_both_ends_are_open(several: Connection) -> None:
    pairs = [(row["awaited"]["ref"], row["waiting"]["ref"]) for row in waits(several, today=TODAY)]
    assert pairs == [("A2", "A5"), ("A1", "A2")], "not within a department, not for what is over"
    of_matter = waits(several, today=TODAY, matter="X-2026-002")
    assert of_matter == []
    assert waits(several, today=TODAY, matter=X)[1]["awaited"]["overdue"] is True


def test_answers_that_departments_owe_the_longest_first(store: Store, reader: Connection) -> None:
    waiting = DepartmentRequest(department="研发部", what="两名后端", sent_at=NOW + timedelta(days=1))
    put(
        store,
        Matter(ref=X, title="t", created_at=NOW, asked=(waiting, DepartmentRequest(department="市场部", what="素材"))),
    )
    said = DepartmentAnswer(department="研发部", person=None, value="for", at=NOW, via="key")
    made = {"kind": "date", "what": "改期", "raised_by": "李明", "raised_at": NOW, "asked_at": NOW, "state": "asked"}
    departments = {"departments": ("研发部", "法务部"), "opinions": (said,)}
    put(store, ChangeRequest.model_validate({"ref": "C1", "matter": X, **made, **departments}))
    assert answers_owed(reader) == [
        {"department": "法务部", "ref": "C1", "what": "改期", "since": "2026-03-02T06:00:00+00:00"},
        {"department": "研发部", "ref": X, "what": "两名后端", "since": "2026-03-03T06:00:00+00:00"},
    ]
    assert answers_owed(reader, matter="X-2026-002") == []


def test_the_load_of_each_owner(several: Connection) -> None:
    rows = [tuple(row.values()) for row in owner_loads(several, today=TODAY)]
    assert rows == [
        ("张伟", "p1@example.test", "研发部", 1, 1, 0, 0),
        (None, None, None, 1, 0, 0, 0),
        ("Bob", "p2@example.test", "法务部", 1, 0, 1, 0),
        ("赵强", "p3@example.test", "研发部", 1, 0, 0, 1),
    ]
    assert [row["name"] for row in owner_loads(several, today=TODAY, department="研发部")] == ["张伟", "赵强"]
    assert [row["name"] for row in owner_loads(several, today=TODAY, matter="新品上线")] == ["张伟", "Bob"]
