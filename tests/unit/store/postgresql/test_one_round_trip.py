"""What goes to the server in one round trip, and that it is answered as if it had gone one by one."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.people import Person
from collabtui.errors import Unknown
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Reader, Store
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.postgresql_store import open_reader, open_store
from collabtui.store.queries.action_filter import ActionFilter
from collabtui.store.queries.actions import actions
from collabtui.store.queries.lookup import named
from collabtui.store.queries.today import today
from pgbed.bed import Pgbed
from support.records import NOW, action, meeting, person, put

pytestmark = pytest.mark.pgbed
DAY = NOW.date()
OFTEN = 14
"""So often a statement is prepared, planned for its values, and then for any."""


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    return postgresql_server.database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(open_store(url)) as opened:
        put(opened, person("P1", name="张伟", department="采购"), action("A1", title="预算表", owner="P1"))
        yield opened


@pytest.fixture
def reader(url: str, store: Store) -> Iterator[PostgresqlConnection]:  # which has filled it
    with closing(open_reader(url)) as opened:
        assert not opened.is_bound  # asked once a line
        yield opened


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of each the first statement."""
    made = list[str]()
    one, several = PostgresqlConnection.round_trip, PostgresqlConnection.rows_of_each

    def of_one(self: PostgresqlConnection, said: str, parameters: Any) -> Any:
        made.append(said)
        return one(self, said, parameters)

    def of_several(self: PostgresqlConnection, asked: Any) -> Any:
        made.append(asked[0][0])
        return several(self, asked)

    monkeypatch.setattr(PostgresqlConnection, "round_trip", of_one)
    monkeypatch.setattr(PostgresqlConnection, "rows_of_each", of_several)
    return made


def test_today_takes_one_and_one_for_the_next_meeting(
    reader: PostgresqlConnection, store: Store, trips: list[str]
) -> None:
    trips.clear()
    assert today(reader, now=NOW, today=DAY)["waiting"] == 0
    assert len(trips) == 1
    put(store, meeting("M1", matter=None, state="invited", start=NOW, end=NOW + timedelta(hours=1)))
    trips.clear()
    assert [row["ref"] for row in today(reader, now=NOW, today=DAY)["next"]] == ["M1"]
    assert 2 <= len(trips) <= 3


@pytest.mark.parametrize(
    ("asked", "found", "most"),
    [
        ({"owner": "P1"}, ["A1"], 1),
        ({"owner": " p1 "}, ["A1"], 1),
        ({"owner": "张伟"}, ["A1"], 3),
        ({"department": "采购", "limit": 5}, ["A1"], 1),
        ({"search": "预算", "limit": 5}, ["A1"], 1),
        ({"search": "张伟", "limit": 5}, ["A1"], 3),
        ({"open_only": True, "limit": 5}, ["A1"], 2),
    ],
)
def test_lists_take_few(
    reader: PostgresqlConnection, trips: list[str], asked: dict[str, Any], found: list[str], most: int
) -> None:
    trips.clear()
    rows = actions(reader, today=DAY, **asked)
    assert [row["ref"] for row in rows] == found
    assert [row["owner"] and row["owner"]["name"] for row in rows] == ["张伟"]
    assert len(trips) <= most


def test_a_word_that_is_nowhere_takes_one(reader: PostgresqlConnection, trips: list[str]) -> None:
    trips.clear()
    assert actions(reader, today=DAY, search="投标", limit=5) == []
    assert len(trips) == 1


def test_of_a_department_there_is_one_plan_and_it_begins_with_its_people(url: str, store: Store) -> None:
    dues = {f"A{number}": DAY - timedelta(days=number) for number in range(2, 9)}
    put(store, *(action(ref, owner="P1", due=due) for ref, due in dues.items()))
    with closing(open_reader(url)) as reader:
        for _ in range(OFTEN):
            rows = actions(reader, today=DAY, overdue=True, department="采购", limit=3)
            assert [row["ref"] for row in rows] == ["A8", "A7", "A6"]
        plans = reader.rows("SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%MATERIALIZED%'")
    assert [number > 0 for (number,) in plans] == [True]


@pytest.mark.parametrize("much", [0, 3, 6, 7, 8])
@pytest.mark.parametrize("asked", [{"open_only": True}, {"overdue": True}, {"overdue": False}])
def test_much_of_a_department_comes_as_little_does(
    reader: PostgresqlConnection,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    trips: list[str],
    asked: ActionFilter,
    much: int,
) -> None:
    put(store, person("P2", email="w@example.test", name="王芳", department="法务"))
    for number in range(2, 9):  # two of each day, and of another department between
        due = None if number == 5 else DAY - timedelta(days=number // 2)
        put(store, action(f"A{number}", owner="P1", due=due), action(f"A{number + 10}", owner="P2", due=due))
    put(store, action("A30", owner="P1", due=DAY - timedelta(days=9), status="done"))
    asked["department"] = "采购"
    every = actions(reader, today=DAY, **asked)
    monkeypatch.setattr("collabtui.store.queries.actions._MUCH", much)
    trips.clear()
    assert actions(reader, today=DAY, limit=4, **asked) == every[:4]
    assert len(trips) == (1 if len(every) <= much else 2)


@pytest.mark.parametrize("asked", [{"owner": "P9"}, {"department": "nobody's"}, {"matter": "X-2026-009"}])
def test_what_was_taken_as_typed_is_refused_all_the_same(reader: PostgresqlConnection, asked: dict[str, Any]) -> None:
    with pytest.raises(Unknown):
        actions(reader, today=DAY, **asked)
    assert [row["ref"] for row in actions(reader, today=DAY)] == ["A1"]


def test_a_person_who_was_merged_means_the_one_he_is_now(reader: PostgresqlConnection, store: Store) -> None:
    put(store, person("P2", email="w@example.test", name="老张", merged_into="P1"))
    assert [row["ref"] for row in actions(reader, today=DAY, owner="P2")] == ["A1"]


def test_what_was_foreseen_in_vain_is_not_believed_later(reader: PostgresqlConnection, store: Store) -> None:
    put(store, person("P2", email="w@example.test", name="王芳"))
    assert actions(reader, today=DAY, owner="P2") == []
    put(store, store.get(Person, "P2").model_copy(update={"name": "王芳芳"}))
    assert named(reader, ["P2"])["P2"]["name"] == "王芳芳"


def test_what_was_asked_ahead_is_gone_once_the_job_is_done(reader: PostgresqlConnection, store: Store) -> None:
    title = "SELECT title FROM action WHERE ref = ?"

    def job(asked: Connection) -> Callable[[], object]:
        first = asked.row(title, ("A1",))
        return lambda: (first, asked.row(title, ("A2",)), asked.rows(title, ("A1",)))

    ends = reader.together(job)
    put(store, action("A2", title="since"))
    assert ends() == (("预算表",), ("since",), [("预算表",)])


def test_nothing_is_an_answer_too(reader: PostgresqlConnection, trips: list[str]) -> None:
    trips.clear()
    assert reader.together(lambda asked: asked.rows("SELECT ref FROM action WHERE ref = ?", ("A7",))) == []
    assert len(trips) == 1


def test_what_a_transaction_reads_first_goes_with_its_beginning(store: Store, trips: list[str]) -> None:
    def first(reader: Reader) -> list[object]:
        return [reader.find(Person, email="p1@example.test"), reader.find(Action, owner="P1"), reader.get(Action, "A1")]

    def bearing(reader: Reader) -> None:
        try:
            first(reader)
        except Unknown:
            return

    with store.transaction(actor="x", via="key", now=NOW, within=("A1",), first=bearing) as tx:
        begun = len(trips)
        found = first(tx)
        assert len(trips) == begun
        tx.put(tx.get(Action, "A1").model_copy(update={"title": "changed"}))
        assert [one.title for one in tx.find(Action, owner="P1")] == ["changed"], "what is written is asked anew"
    assert found[1] == [found[2]]
