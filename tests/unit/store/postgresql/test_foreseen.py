"""Questions that go along with the one before: how often the server is asked, and that no answer gets old."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from collabtui.store.interface import Store
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.postgresql_store import open_reader, open_store
from collabtui.store.queries.actions import actions
from collabtui.store.queries.search import search_hits
from pgbed.bed import Pgbed
from support.records import NOW, action, meeting, person, put

pytestmark = pytest.mark.pgbed
TODAY = NOW.date()
NAMES = "SELECT name FROM person WHERE ref = ?"


@pytest.fixture
def store(postgresql_server: Pgbed) -> Iterator[Store]:
    with closing(open_store(postgresql_server.database())) as opened:
        put(opened, person("P1", name="Erin", email="erin@example.test"), action("A1", title="budget", owner="P1"))
        yield opened


@pytest.fixture
def reader(postgresql_server: Pgbed, store: Store) -> Iterator[PostgresqlConnection]:  # which has filled it
    with closing(open_reader(postgresql_server.url("shared"))) as opened:
        yield opened


@pytest.fixture
def synced(reader: PostgresqlConnection, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each round trip, once it is known whose login it is."""
    assert not reader.is_bound
    trips: list[str] = []
    whole, several = PostgresqlConnection.round_trip, PostgresqlConnection.rows_of_each

    def one(connection: PostgresqlConnection, *given: object) -> object:
        trips.append("one")
        return whole(connection, *given)  # type: ignore[arg-type]  # as they came

    def each(connection: PostgresqlConnection, asked: object) -> object:
        trips.extend(["several"] if asked else [])
        return several(connection, asked)  # type: ignore[arg-type]  # as above

    monkeypatch.setattr(PostgresqlConnection, "round_trip", one)
    monkeypatch.setattr(PostgresqlConnection, "rows_of_each", each)
    return trips


@pytest.mark.parametrize(("word", "trips"), [("nowhere", ["one"]), ("budget", ["one", "several"])])
def test_a_search_asks_of_those_kinds_alone_that_have_the_word(
    reader: PostgresqlConnection, synced: list[str], word: str, trips: list[str]
) -> None:
    assert [hit["ref"] for hit in search_hits(reader, word)] == (["A1"] if word == "budget" else [])
    assert synced == trips


def test_a_list_by_a_word_goes_along_with_whom_the_word_names(reader: PostgresqlConnection, synced: list[str]) -> None:
    assert [row["ref"] for row in actions(reader, today=TODAY, search="budget", limit=50)] == ["A1"]
    assert synced == ["one"], "the list has the names of its owners"
    assert [row["ref"] for row in actions(reader, today=TODAY, search="erin", limit=50)] == ["A1"]


def test_what_was_written_since_is_found(reader: PostgresqlConnection, store: Store) -> None:
    """Nothing that was foreseen, and not asked then, answers a later question."""
    assert search_hits(reader, "tender") == []
    put(store, person("P2", name="Tender", email="t@example.test"))
    assert [hit["ref"] for hit in search_hits(reader, "tender")] == ["P2"]
    put(store, meeting("M1", title="tender late"))
    assert [hit["ref"] for hit in search_hits(reader, "tender")] == ["M1", "P2"]
    reader.foresee([(NAMES, ("P1",))])
    reader.row("SELECT 1")
    put(store, person("P1", name="Frank", email="erin@example.test", version=1))
    reader.row("SELECT 2")
    assert reader.row(NAMES, ("P1",)) == ("Frank",)
