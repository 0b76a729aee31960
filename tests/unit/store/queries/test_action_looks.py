"""Groups, trees, spans and numbers of actions, as the screens get them."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.errors import Unknown
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries import action_filter
from collabtui.store.queries.action_charts import burn_down, load
from collabtui.store.queries.action_filter import Order
from collabtui.store.queries.action_groups import Group, grouped_ids
from collabtui.store.queries.actions import action_ids, actions_by_id
from collabtui.store.queries.dependencies import dependency_tree
from collabtui.store.queries.time_line import spans
from support.records import NOW, action, person, put

TODAY = date(2026, 3, 2)
OFFSET = timedelta(hours=8)


@pytest.fixture
def several(store: Store, reader: Connection) -> Connection:
    put(
        store,
        person("P1", name="张伟", department="研发部"),
        person("P2", name="Bob", department="法务部"),
        action("A1", owner="P1", due=date(2026, 3, 10), matter="X-2026-002"),
        action("A2", owner="P2", due=date(2026, 2, 27)),
        action("A3", owner="P1", due=date(2026, 3, 4), matter="X-2026-001"),
        action("A4", due=date(2026, 3, 8), matter="X-2026-001"),
        action("A5", owner="P2"),
        action("A6", owner="P1", due=date(2026, 3, 3), status="done"),
    )
    return reader


@pytest.mark.parametrize(
    ("group", "found"),
    [
        ("owner", {"P2": ["A2", "A5"], "P1": ["A3", "A1"], "": ["A4"]}),
        ("department", {"法务部": ["A2", "A5"], "研发部": ["A3", "A1"], "": ["A4"]}),
        ("matter", {"X-2026-001": ["A3", "A4"], "X-2026-002": ["A1"], "": ["A2", "A5"]}),
        ("week", {"2026-02-23": ["A2"], "2026-03-02": ["A3", "A4"], "2026-03-09": ["A1"], "": ["A5"]}),
    ],
)
def test_groups_keep_the_order_of_the_list_and_what_belongs_to_none_comes_last(
    several: Connection, group: Group, found: dict[str, list[str]]
) -> None:
    dealt = grouped_ids(several, group, today=TODAY, open_only=True)
    refs = {name: [row["ref"] for row in actions_by_id(several, ids, today=TODAY)] for name, ids in dealt}
    assert list(refs.items()) == list(found.items())


def test_load_counts_what_is_open_and_what_is_late(several: Connection) -> None:
    assert load(several, "owner", today=TODAY) == [("Bob", 2, 1), ("张伟", 2, 0), ("", 1, 0)]
    assert load(several, "department", today=TODAY, overdue=True) == [("法务部", 1, 1)]


def test_a_tree_goes_all_the_way_and_shows_each_following_once(store: Store, reader: Connection) -> None:
    put(
        store,
        action("A1", due=TODAY),
        action("A2", depends_on=("A1",)),
        action("A3", depends_on=("A2",), due=TODAY),
        action("A4", depends_on=("A2", "A3"), status="done"),
        action("A5", depends_on=("A4",)),
    )
    tree = dependency_tree(reader, "a2", today=TODAY)
    assert tree.needs == [("A1", 1, False)]
    assert tree.waiting == [("A3", 1, False), ("A4", 2, False), ("A5", 3, False), ("A4", 1, True)]
    assert set(tree.rows) == {"A1", "A2", "A3", "A4", "A5"}
    assert [branch.ref for branch in dependency_tree(reader, "A5", today=TODAY).needs] == ["A4", "A2", "A1", "A3", "A2"]
    with pytest.raises(Unknown):
        dependency_tree(reader, "A9", today=TODAY)


def test_a_span_has_every_date_that_there_was(store: Store, reader: Connection) -> None:
    put(store, person("P1", name="张伟"), action("A1", owner="P1", due=date(2026, 3, 6)))
    for day in (10, 13):
        with store.transaction(actor="李明", via="key", now=NOW) as tx:
            tx.put(tx.get(Action, "A1").model_copy(update={"due": date(2026, 3, day)}))
    put(store, action("A2", planned_start=date(2026, 2, 1)))
    first, second = spans(reader, [1, 2])
    assert (first.owner, first.due, first.was_due) == ("张伟", date(2026, 3, 13), (date(2026, 3, 6), date(2026, 3, 10)))
    assert first.start == NOW.date()
    assert (second.start, second.due, second.was_due) == (date(2026, 2, 1), None, ())


def _moved(store: Store, ref: str, statuses: Sequence[tuple[int, str]]) -> None:
    for days, status in statuses:
        with store.transaction(actor="李明", via="key", now=NOW + timedelta(days=days)) as tx:
            tx.put(tx.get(Action, ref).model_copy(update={"status": status}))


def test_what_is_open_is_counted_day_by_day_from_the_trail(store: Store, reader: Connection) -> None:
    put(
        store,
        action("A1", created_at=NOW, due=date(2026, 3, 20)),
        action("A2", created_at=NOW + timedelta(days=1)),
        action("A3", created_at=NOW, status="done"),
        action("A4", created_at=NOW, matter="X-2026-001"),
    )
    _moved(store, "A1", [(2, "in-progress")])
    _moved(store, "A2", [(2, "done"), (3, "blocked")])
    _moved(store, "A4", [(3, "cancelled")])
    found = burn_down(reader, today=TODAY + timedelta(days=4), offset=OFFSET)
    assert [left for _, left in found.days] == [2, 3, 2, 2, 2]
    assert found.days[0][0] == TODAY
    assert found.last_due == date(2026, 3, 20)
    today, left = found.days[-1]
    planned = dict(found.planned(date(2026, 3, 20)))
    assert planned[date(2026, 3, 19)] - planned[date(2026, 3, 20)] == dict(found.due)[date(2026, 3, 20)]
    assert planned[date(2026, 3, 20)] == left - sum(count for day, count in found.due if day > today)
    assert burn_down(reader, today=TODAY, offset=OFFSET, search="nothing of the kind").days == []


def test_days_are_those_of_the_readers_zone(store: Store, reader: Connection) -> None:
    put(store, action("A1", created_at=NOW.replace(hour=17)))
    assert burn_down(reader, today=TODAY, offset=OFFSET).days[0][0] == TODAY + timedelta(days=1)
    assert burn_down(reader, today=TODAY, offset=timedelta()).days[0][0] == TODAY


@pytest.mark.parametrize("order", ["due", "owner", "newest"])
def test_a_common_word_is_looked_up_the_other_way_round_and_finds_the_same(
    store: Store, reader: Connection, monkeypatch: pytest.MonkeyPatch, order: Order
) -> None:
    put(
        store,
        person("P1", name="张伟"),
        *(
            action(f"A{n}", title="预算" if n % 3 else "合同", owner="P1", due=TODAY + timedelta(days=n * 7 % 5),
                   status="done" if n % 4 == 0 else "blocked")
            for n in range(1, 30)
        ),
    )  # fmt: skip

    def found() -> list[int]:
        return list(action_ids(reader, today=TODAY, order=order, open_only=True, search="预算"))

    rare = found()
    monkeypatch.setattr(action_filter, "_COMMON", 5)
    assert found() == rare
    assert len(rare) == sum(n % 3 > 0 and n % 4 > 0 for n in range(1, 30))


def test_a_postponement_that_was_taken_back_leaves_no_date_behind(store: Store, reader: Connection) -> None:
    put(store, person("P1"), action("A1", owner="P1", due=date(2026, 3, 6)))
    for day, via in ((10, "key"), (6, "undo:2"), (13, "key"), (17, "key"), (13, "undo:5")):
        with store.transaction(actor="李明", via=via, now=NOW) as tx:
            tx.put(tx.get(Action, "A1").model_copy(update={"due": date(2026, 3, day)}))
    (span,) = spans(reader, [1])
    assert (span.due, span.was_due) == (date(2026, 3, 13), (date(2026, 3, 6),))
