"""What only a server can do: be newer, be somebody else's, lose a connection, and answer nobody."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import psycopg
import pytest

from collabtui.domain.action import Action
from collabtui.errors import Refused, Unreachable
from collabtui.store.interface import Store
from collabtui.store.postgresql import postgresql_connection
from collabtui.store.postgresql.plans_compiled import compiling_fault
from collabtui.store.postgresql.postgresql_store import PostgresqlStore, open_reader, open_store
from collabtui.store.records.tables import TABLES
from collabtui.store.sqlite.migrations import STEPS
from pgbed.bed import Pgbed
from support.records import NOW, action, put

pytestmark = pytest.mark.pgbed


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    return postgresql_server.database()


def columns_there(bed: Pgbed) -> set[tuple[str, str, bool]]:
    sql = """SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name NOT LIKE '%\\_text' AND table_name NOT IN
                 ('schema_step', 'batch', 'database_login', 'restricted_reader', 'written_meanwhile')
             AND column_name <> 'restricted_matters' AND (table_name, column_name) <> ('trail', 'login')"""
    # rights by row are this engine's own
    return {(table, column, bool(nullable)) for table, column, nullable in bed.run(sql, "made")}


def test_it_has_the_tables_and_columns_that_sqlite_has(postgresql_server: Pgbed) -> None:
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in STEPS:
            for statement in step.statements():
                fresh.execute(statement)
        names = [
            name
            for (name,) in fresh.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            )
            if "_text" not in name and not name.startswith("sqlite")
        ]
        expected = {
            (name, column, not (needed or key))
            for name in names
            for _, column, _, needed, _, key in fresh.execute(f"PRAGMA table_info('{name}')")
        }
    assert columns_there(postgresql_server) == expected


def test_what_is_true_or_false_is_kept_as_that(postgresql_server: Pgbed) -> None:
    sql = "SELECT table_name, column_name FROM information_schema.columns WHERE data_type = 'boolean'"
    fields = {(table.name, column.name) for table in TABLES for column in table.columns if column.type is bool}
    assert set(postgresql_server.run(sql + " AND table_schema = 'public'", "made")) == fields


def test_plans_are_not_compiled(postgresql_server: Pgbed) -> None:
    """Which takes seconds, for a list that is guessed to cost much."""
    url = postgresql_server.empty_database()
    open_store(url).close()
    with closing(open_reader(url)) as reader:
        assert reader.row("SELECT current_setting('jit')") == ("off",)
        assert compiling_fault(reader) is None
    name = url.rpartition("/")[2]
    postgresql_server.run(f"ALTER DATABASE {name} RESET jit")  # as in a database that a dump was restored into
    with closing(open_reader(url)) as reader:
        fault = compiling_fault(reader)
    assert fault is not None
    assert (fault.key, fault.values) == ("database.jit", {"database": name})


def test_a_table_that_is_read_by_several_processes_is_checked(postgresql_server: Pgbed) -> None:
    url = postgresql_server.own_database()
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        for setting in ("parallel_setup_cost = 0", "parallel_tuple_cost = 0", "min_parallel_table_scan_size = 0"):
            connection.execute(f"SET {setting}".encode())
        connection.execute("SET force_parallel_mode = on")
        assert connection.execute("SELECT count(*) FROM setting WHERE json_valid(name)").fetchone() == (0,)


def test_an_older_program_refuses_a_newer_database(postgresql_server: Pgbed) -> None:
    url = postgresql_server.empty_database()
    open_store(url).close()
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("INSERT INTO schema_step VALUES ('of_tomorrow', now())")
    for open_it in (open_store, open_reader):
        with pytest.raises(Refused, match=r"database\.newer.*of_tomorrow"):
            open_it(url)


def test_the_database_of_another_program_is_left_alone(postgresql_server: Pgbed) -> None:
    url = postgresql_server.empty_database()
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("CREATE TABLE customer (id INTEGER)")
    with pytest.raises(Refused, match=r"database\.not_ours"):
        open_store(url)


def test_two_who_start_at_once_make_the_tables_once(postgresql_server: Pgbed) -> None:
    url = postgresql_server.empty_database()
    with ThreadPoolExecutor(4) as pool:
        secrets = set(pool.map(_secret_of, [url] * 4))
    assert len(secrets) == 1


def _secret_of(url: str) -> bytes:
    with closing(open_store(url)) as store:
        return store.secret()


def test_a_lost_connection_is_a_sentence_and_nothing_was_written(url: str, postgresql_server: Pgbed) -> None:
    def lose(store: Store) -> None:
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            tx.put(action("A1"))
            postgresql_server.end_sessions()
            tx.put(action("A2"))

    with closing(open_store(url)) as store, pytest.raises(Unreachable, match=r"database\.gone"):
        lose(store)
    with closing(open_store(url)) as store:
        assert store.find(Action) == []


@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_whose_answer_is_lost_is_looked_up(
    url: str, postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch, arrives: bool
) -> None:
    """The connection is cut behind the commit, or before it."""
    run = postgresql_connection.PostgresqlConnection.run

    def cut(self: postgresql_connection.PostgresqlConnection, sql: str, parameters: tuple[object, ...] = ()) -> object:
        if sql != "COMMIT":
            return run(self, sql, parameters)
        if arrives:
            run(self, sql, parameters)
        postgresql_server.end_sessions()
        with suppress(psycopg.Error):
            self.own.execute("COMMIT")
        raise Unreachable("database.gone", path=self.place, reason="cut")

    def write(store: Store) -> None:
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            tx.put(action("A1"))

    with closing(open_store(url)) as store:
        with monkeypatch.context() as patched:
            patched.setattr(postgresql_connection.PostgresqlConnection, "run", cut)
            if arrives:
                write(store)
            else:
                with pytest.raises(Unreachable, match=r"database\.gone"):
                    write(store)
        # it goes on, on a new connection
        assert [one.ref for one in store.find(Action)] == (["A1"] if arrives else [])
        put(store, action("A2"))


def test_a_server_that_came_back_is_asked_again_without_a_word(url: str, postgresql_server: Pgbed) -> None:
    """Nothing was under way: reading, and the beginning of a transaction, are simply done again."""
    with closing(open_store(url)) as store, closing(open_reader(url)) as reader:
        put(store, action("A1"))
        postgresql_server.end_sessions()
        assert reader.rows("SELECT ref FROM action") == [("A1",)]
        put(store, action("A2"))
        assert [one.ref for one in store.find(Action)] == ["A1", "A2"]


def test_nobody_goes_on_with_a_transaction_that_was_lost(url: str, postgresql_server: Pgbed) -> None:
    def go_on(store: Store) -> None:
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            tx.put(action("A1"))
            postgresql_server.end_sessions()
            with suppress(Unreachable):
                tx.find(Action)
            with suppress(Unreachable):
                tx.claim_mail("d", "m")

    with closing(open_store(url)) as store:
        with pytest.raises((Unreachable, RuntimeError)):
            go_on(store)
        assert store.find(Action) == []
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            assert not tx.is_claimed("d")


def test_a_statement_that_failed_and_was_passed_over_is_no_commit(url: str) -> None:
    def pass_over(store: PostgresqlStore) -> None:
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            tx.put(action("A1"))
            with suppress(psycopg.Error):
                store._connection.run("SELECT 1 / 0")

    with closing(open_store(url)) as store, pytest.raises(RuntimeError, match="nothing was written"):
        pass_over(store)


def test_a_text_may_hold_what_no_text_of_postgresql_holds(url: str) -> None:
    with closing(open_store(url)) as store:
        put(store, action("A1", title="a\0b", note="\udc00".encode("utf-8", "replace").decode()))
        assert store.get(Action, "A1").title == "a\ufffdb"


@pytest.mark.parametrize("do", [lambda reader: reader.run("DELETE FROM action"), lambda reader: reader.run("BEGIN")])
def test_a_reader_writes_nothing(url: str, do: Callable[[object], object]) -> None:
    with closing(open_reader(url)) as reader, pytest.raises(Unreachable, match=r"database\.unwritable"):
        do(reader)


def test_refs_are_never_given_twice_even_where_somebody_brings_his_own(url: str) -> None:
    with closing(open_store(url)) as store:
        put(store, action("A7"))
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            assert [tx.next_ref(Action), tx.next_ref(Action)] == ["A8", "A9"]
        put(store, action("A3"))
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            assert tx.next_ref(Action) == "A10"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("postgresql://x@db.example.test/c?sslmode=require", "database.insecure"),
        ("postgresql://x@127.0.0.1:1/c", "database.not_reached"),
        ("postgresql://x@127.0.0.1/c?no_such=1", "database.bad_url"),
    ],
)
def test_what_cannot_be_connected_to_says_why(url: str, key: str) -> None:
    with pytest.raises((Refused, Unreachable)) as caught:
        open_store(url)
    assert caught.value.key == key
