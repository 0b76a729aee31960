"""Statements that the server keeps prepared: what may be, and what becomes of it where one is gone."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from collabtui.domain.action import Action
from collabtui.errors import Unreachable
from collabtui.store.common_sql.fulltext import match_expression
from collabtui.store.interface import Store
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection, connect
from collabtui.store.postgresql.postgresql_store import open_reader, open_store
from collabtui.store.postgresql.sent_together import PREPARED_FROM
from collabtui.store.postgresql.text_query import text_query
from collabtui.store.queries.actions import actions
from collabtui.store.queries.search import search_hits
from pgbed.bed import Pgbed
from pgbed.pooled import Pool
from support.records import NOW, action, person, put

pytestmark = pytest.mark.pgbed
OFTEN = PREPARED_FROM + 2
ASKED = "SELECT title FROM action WHERE ref = ?"


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    return postgresql_server.database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(open_store(url)) as opened:
        put(opened, action("A1", title="预算表"))
        yield opened


@pytest.fixture
def reader(url: str, store: Store) -> Iterator[PostgresqlConnection]:  # which has filled it
    with closing(open_reader(url)) as opened:
        yield opened


def kept(connection: PostgresqlConnection) -> list[str]:
    return [one for (one,) in connection.rows("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time")]


def without_them(connection: PostgresqlConnection) -> None:
    """As behind a pool, which gives the next session; psycopg is not told."""
    connection.own.pgconn.exec_(b"DEALLOCATE ALL")


def test_what_is_asked_often_is_prepared(reader: PostgresqlConnection) -> None:
    for _ in range(OFTEN):
        assert reader.row(ASKED, ("A1",)) == ("预算表",)
    assert kept(reader) == ["SELECT title FROM action WHERE ref = $1"]


def test_of_a_department_lists_have_one_plan_and_windows_none(reader: PostgresqlConnection, store: Store) -> None:
    put(store, person("P1", name="张伟", department="采购"), action("A2", owner="P1"))
    for _ in range(2 * OFTEN):
        assert [row["ref"] for row in actions(reader, today=NOW.date(), department="采购", limit=5)] == ["A2"]
    asked = "SELECT statement, generic_plans > 0 FROM pg_prepared_statements"
    plans = dict(reader.rows(asked))
    assert not [one for one in plans if "LIMIT nullif" in one]
    assert [for_any for asked, for_any in plans.items() if asked.startswith("WITH size")] == [1]


@pytest.mark.parametrize("limit", [None, 1])
def test_a_list_of_nothing_in_particular_has_a_plan_of_its_number(
    reader: PostgresqlConnection, store: Store, limit: int | None
) -> None:
    put(store, action("A2"))
    for _ in range(OFTEN):
        assert len(actions(reader, today=NOW.date(), open_only=True, limit=limit)) == (limit or 2)
    assert [one for one in kept(reader) if one.endswith(f"LIMIT {limit or 'ALL'}")]


@pytest.mark.usefixtures("store")
def test_through_a_pool_nothing_is(url: str, connection_pool: Pool) -> None:
    with closing(open_reader(connection_pool.url(url))) as pooled:
        for _ in range(OFTEN):
            assert pooled.row(ASKED, ("A1",)) == ("预算表",)
        assert pooled.own.prepare_threshold is None
        assert kept(pooled) == []


def test_what_a_writer_looks_for_by_words_is_planned_for_them(store: Store) -> None:
    for _ in range(OFTEN):
        assert [hit.ref for hit in store.search("预算")] == ["A1"]
        store.find(Action, owner="P1", limit=1)
        store.get(Action, "A1")
    said = kept(store._connection)  # type: ignore[attr-defined]  # of this engine
    assert any("FROM action" in one for one in said)
    assert not [one for one in said if "@@" in one or "LIMIT" in one]


def test_one_that_is_gone_is_asked_anew(reader: PostgresqlConnection) -> None:
    for _ in range(OFTEN):
        reader.row(ASKED, ("A1",))
    without_them(reader)
    assert reader.row(ASKED, ("A1",)) == ("预算表",)
    assert reader.own.prepare_threshold is None


def test_so_are_several_in_one_round_trip(reader: PostgresqlConnection) -> None:
    for _ in range(OFTEN):
        search_hits(reader, "预算")
    without_them(reader)
    assert [hit["ref"] for hit in search_hits(reader, "预算")] == ["A1"]


def test_one_whose_column_has_another_type_since_is_asked_anew(url: str, reader: PostgresqlConnection) -> None:
    with closing(connect(url, None, only_reads=False)) as other:
        other.run("CREATE TABLE something (word TEXT)")
        other.run("INSERT INTO something VALUES ('a')")
        for _ in range(OFTEN):
            reader.row("SELECT word FROM something")
        other.run("ALTER TABLE something ALTER COLUMN word TYPE VARCHAR(9)")
    assert reader.row("SELECT word FROM something") == ("a",)


def test_a_transaction_in_which_one_is_gone_is_refused_and_the_next_goes(store: Store) -> None:
    connection: PostgresqlConnection = store._connection  # type: ignore[attr-defined]  # of this engine

    def changed(title: str) -> None:
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            found = tx.get(Action, "A1")
            if title == "gone":
                without_them(connection)
            tx.put(found.model_copy(update={"title": title}))

    for number in range(OFTEN):
        changed(f"t{number}")
    with pytest.raises(Unreachable, match=r"store\.busy"):
        changed("gone")
    assert store.get(Action, "A1").title == f"t{OFTEN - 1}"
    changed("after")
    assert store.get(Action, "A1").title == "after"


def test_one_that_is_gone_as_a_transaction_begins_is_asked_anew(store: Store) -> None:
    for number in range(OFTEN):
        put(store, action(f"A{number + 2}"))
    without_them(store._connection)  # type: ignore[attr-defined]  # of this engine
    put(store, action("A90"))
    assert store.get(Action, "A90").ref == "A90"


@pytest.mark.parametrize(
    "typed",
    [
        "预算",
        "预算表",
        "预",
        "budget",
        "café API接口",
        "ＣＡＲＤ カード",
        "한국어 문서",
        "naïve ﬁle",
        "İstanbul ß",
        "v2 接口",
        "x" * 150,
    ],
)
def test_words_are_looked_for_as_the_server_would_write_them(reader: PostgresqlConnection, typed: str) -> None:
    expression = match_expression(typed)
    row = reader.row("SELECT words_query(?)::text, (?)::tsquery::text", (str(expression), text_query(expression)))
    assert row is not None
    assert row[0] == row[1]


def test_ids_come_in_their_order(reader: PostgresqlConnection) -> None:
    sql = "SELECT n.n FROM generate_series(1, 300) AS n (n) WHERE n.n < ? ORDER BY n.n % 7, n.n DESC"
    assert list(reader.ids(sql, (250,))) == [n for (n,) in reader.rows(sql, (250,))]
    assert list(reader.ids(sql, (0,))) == []
