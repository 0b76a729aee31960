"""Settings that an administrator gave a login or a database: none of them changes what is read or written, or leads to
other tables, and no wait is without end."""

from collections.abc import Callable
from contextlib import closing

import psycopg
import pytest

from collabtui.domain.action import Action
from collabtui.errors import Refused, Unreachable
from collabtui.store.postgresql import sent_together
from collabtui.store.postgresql.postgresql_connection import connect
from collabtui.store.postgresql.postgresql_store import open_reader, open_store
from pgbed.bed import Pgbed
from support.records import action, put

pytestmark = pytest.mark.pgbed

Settle = Callable[[str], None]


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    return postgresql_server.own_database()


@pytest.fixture
def settle(postgresql_server: Pgbed, url: str) -> Settle:
    """Gives the login a setting in that database."""

    def settle(setting: str) -> None:
        name = url.rpartition("/")[2]
        postgresql_server.run(f"ALTER ROLE {postgresql_server.user} IN DATABASE {name} SET {setting}")

    return settle


@pytest.mark.parametrize(
    "setting",
    [
        "client_encoding = 'LATIN1'",
        "client_encoding = 'SQL_ASCII'",
        "standard_conforming_strings = off",
        "DateStyle = 'German, DMY'",
        "bytea_output = escape",
        "default_transaction_isolation = serializable",
        "lock_timeout = 1",
    ],
)
def test_what_is_written_and_read_is_the_same(url: str, settle: Settle, setting: str) -> None:
    settle(setting)
    with closing(open_store(url)) as store:
        put(store, action("A1", title="写素材包 \\u00e4 'x'"))
        assert [one.title for one in store.find(Action)] == ["写素材包 \\u00e4 'x'"]
    with closing(open_reader(url)) as reader:
        assert reader.row("SELECT title FROM action") == ("写素材包 \\u00e4 'x'",)


@pytest.mark.parametrize("schema", ["its_own", "one_with_tables", "''"])
def test_a_path_that_leads_to_another_schema_makes_no_second_ledger(
    postgresql_server: Pgbed, url: str, settle: Settle, schema: str
) -> None:
    name = url.rpartition("/")[2]
    with closing(psycopg.connect(url, autocommit=True)) as owner:
        if schema != "''":
            owner.execute(f"CREATE SCHEMA {schema}".encode())
        if schema == "one_with_tables":
            owner.execute("CREATE TABLE one_with_tables.action (LIKE public.action)")
    settle(f"search_path = {schema}")
    for open_it in (open_store, open_reader):
        with pytest.raises(Refused, match=r"database\.other_schema.*'public'"):
            open_it(url)
    assert postgresql_server.run("SELECT count(*) FROM pg_tables WHERE tablename = 'schema_step'", name) == [(1,)]
    with closing(open_reader(f"{url}?options=-csearch_path%3Dpublic")) as reader:
        assert reader.rows("SELECT 1 FROM action") == []


def test_a_schema_that_the_url_names_is_meant(url: str) -> None:
    with closing(psycopg.connect(url, autocommit=True)) as owner:
        owner.execute("CREATE SCHEMA second")
    with closing(open_store(f"{url}?options=-csearch_path%3Dsecond")) as store:
        assert store.find(Action) == []


def test_a_table_that_somebody_has_locked_is_waited_for_some_seconds(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sent_together, "_WHOSE_BOUNDED", sent_together._WHOSE_BOUNDED.replace(f"'{sent_together.READ_LOCK}'", "'50ms'")
    )
    with closing(psycopg.connect(url)) as other, closing(open_reader(url)) as reader:
        other.execute("LOCK TABLE action IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(Unreachable, match=r"store\.busy"):
            reader.rows("SELECT title FROM action")
        other.rollback()
        assert reader.rows("SELECT title FROM action") == []


def test_what_the_server_breaks_off_is_not_said_to_be_held_by_another_program(url: str) -> None:
    with closing(open_reader(f"{url}?options=-cstatement_timeout%3D50")) as reader:
        with pytest.raises(Unreachable, match=r"database\.cut_off.*statement timeout"):
            reader.rows("SELECT pg_sleep(5)")
        assert reader.rows("SELECT 1") == [(1,)]


def test_a_session_that_was_ended_while_it_waited_is_a_sentence(url: str, settle: Settle) -> None:
    settle("idle_in_transaction_session_timeout = 50")
    with closing(connect(url, None, only_reads=False)) as connection, closing(psycopg.connect(url)) as other:
        connection.run("BEGIN")
        connection.rows("SELECT 1")
        other.execute("SELECT pg_sleep(0.5)")
        with pytest.raises(Unreachable, match=r"database\.gone"):
            connection.rows("SELECT 1")
