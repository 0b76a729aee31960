"""Overdue is one rule: what the domain says of an action is what every list lists and every number counts."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from collabtui.domain.action_status import OPEN, STATUSES, Status, is_overdue
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.action_charts import burn_down, load
from collabtui.store.queries.action_filter import ActionFilter
from collabtui.store.queries.actions import action_lines, actions
from collabtui.store.queries.columns.board import BOARD_KINDS, board_columns, column_ids
from collabtui.store.queries.columns.week import due_counts
from collabtui.store.queries.matters import all_risks, matter, matters, risks
from collabtui.store.queries.people_list import departments, people
from collabtui.store.queries.reports import open_counts, owner_loads
from collabtui.store.queries.step_facts import matter_facts
from collabtui.store.queries.today import action_counts
from collabtui.store.queries.today import today as waiting_today
from support.records import NOW, action, person, put

X = "X-2026-001"
DAYS = (None, date(999, 12, 31), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2), date(9999, 12, 31))
CASES = tuple((f"A{number}", status, due) for number, (status, due) in enumerate(itertools.product(STATUSES, DAYS), 1))
ASKED_ON = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3))


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("not-started", date(2025, 12, 31), True),
        ("in-progress", date(2025, 12, 31), True),
        ("blocked", date(2025, 12, 31), True),
        ("done", date(2025, 12, 31), False),
        ("cancelled", date(2025, 12, 31), False),
        ("in-progress", date(2026, 1, 1), False),
        ("in-progress", date(2026, 1, 2), False),
        ("in-progress", None, False),
    ],
)
def test_an_open_action_is_overdue_from_the_day_after_its_date(status: Status, due: date | None, late: bool) -> None:
    today = date(2026, 1, 1)
    assert is_overdue(status, due, today) is late
    assert is_overdue(status, due.isoformat() if due else None, today.isoformat()) is late
    assert action(status=status, due=due).overdue(today) is late


@pytest.fixture
def every_case(store: Store, reader: Connection) -> Connection:
    put(
        store,
        person("P1", name="张伟", department="研发部"),
        Matter(ref=X, title="新品上线", created_at=NOW),
        *(action(ref, owner="P1", status=status, due=due, matter=X) for ref, status, due in CASES),
    )
    return reader


@pytest.mark.parametrize("today", ASKED_ON)
def test_lists_name_the_same_actions(every_case: Connection, today: date) -> None:
    late = {ref for ref, status, due in CASES if is_overdue(status, due, today)}
    assert {row["ref"] for row in actions(every_case, today=today) if row["overdue"]} == late
    assert {row["ref"] for row in actions(every_case, today=today, overdue=True)} == late
    assert {line[0] for line in action_lines(every_case, today=today) if line[2]} == late


def archive(store: Store) -> None:
    put(store, store.get(Matter, X).model_copy(update={"step": "archive"}))


@pytest.mark.parametrize("today", ASKED_ON)
def test_nothing_of_an_archived_matter_is_overdue(every_case: Connection, store: Store, today: date) -> None:
    archive(store)
    assert [row["ref"] for row in actions(every_case, today=today) if row["overdue"]] == []
    assert [row["ref"] for row in actions(every_case, today=today, overdue=True)] == []
    assert [line[0] for line in action_lines(every_case, today=today) if line[2]] == []
    assert owner_loads(every_case, today=today) == []
    for name, count in COUNTS.items():
        assert name in ("owner_loads", "load") or count(every_case, today) == 0, name
    waiting = action_counts(every_case, today=today)
    assert (waiting["open"], waiting["due_today"], waiting["due_in_week"]) == (0, 0, 0)
    assert people(every_case, today=today)[0]["open"] == 0


@pytest.mark.parametrize("named", [ActionFilter(), ActionFilter(matter=X)])
def test_what_was_left_open_in_an_archived_matter_is_on_no_list_of_open_ones(
    every_case: Connection, store: Store, named: ActionFilter
) -> None:
    open_ones: ActionFilter = {**named, "open_only": True}
    today = ASKED_ON[1]
    archive(store)
    assert list(actions(every_case, today=today, **open_ones)) == []
    assert len(actions(every_case, today=today, **named)) == len(CASES)
    for kind in BOARD_KINDS:
        left = {one.name: one.total for one in board_columns(every_case, kind, today, open_ones)}
        assert {name for name, total in left.items() if total} == ({"done", "cancelled"} if kind == "status" else set())
    columns = [column_ids(every_case, "status", one, today, open_ones, 9) for one in STATUSES]
    assert [len(ids) > 0 for ids in columns] == [one not in OPEN for one in STATUSES]
    assert due_counts(every_case, date(999, 12, 31), date(9999, 12, 31)) == {}
    assert burn_down(every_case, today=today, offset=timedelta(), **named).due == []
    assert load(every_case, "owner", today=today, **named) == []


@pytest.mark.parametrize("of", [X, None])
def test_a_risk_of_an_archived_matter_waits_for_nobody(every_case: Connection, store: Store, of: str | None) -> None:
    """It is in the list of its matter alone; one of no matter goes on."""
    day = ASKED_ON[1]
    put(store, Risk(ref="R1", text="late", level="high", review=day, matter=of, raised_at=NOW, by="李明"))
    archive(store)
    found = {"R1"} if of is None else set()
    row = waiting_today(every_case, now=NOW, today=day)
    assert {one["ref"] for one in (*row["risks"], *row["risks_to_review"])} == found
    assert {one["ref"] for one in all_risks(every_case)} == found
    assert {one["ref"] for one in risks(every_case)} == found
    assert {one["ref"] for one in all_risks(every_case, matter=X)} == {"R1"} - found


COUNTS: dict[str, Callable[[Connection, date], int]] = {
    "today": lambda reader, day: action_counts(reader, today=day)["overdue"],
    "open_counts": lambda reader, day: open_counts(reader, today=day)[1],
    "open_counts of a matter": lambda reader, day: open_counts(reader, today=day, matter=X)[1],
    "owner_loads": lambda reader, day: owner_loads(reader, today=day)[0]["overdue"],
    "load": lambda reader, day: load(reader, "owner", today=day)[0].overdue,
    "people": lambda reader, day: people(reader, today=day)[0]["overdue"],
    "departments": lambda reader, day: departments(reader, today=day)[0]["overdue"],
    "matters": lambda reader, day: matters(reader, today=day)[0]["overdue"],
    "matter": lambda reader, day: matter(reader, X, today=day)["overdue"],
    "matter_facts": lambda reader, day: matter_facts(reader, X, today=day).counts.overdue,
}


@pytest.mark.parametrize("today", ASKED_ON)
@pytest.mark.parametrize("count", COUNTS.values(), ids=COUNTS)
def test_numbers_count_the_same_actions(
    every_case: Connection, count: Callable[[Connection, date], int], today: date
) -> None:
    assert count(every_case, today) == sum(is_overdue(status, due, today) for _, status, due in CASES)
