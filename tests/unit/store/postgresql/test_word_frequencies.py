"""Words that are rare have one plan, and common ones another: which they are is read from the server's statistics."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from collabtui.store.common_sql.fulltext import match_expression
from collabtui.store.interface import Store
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection, connect
from collabtui.store.postgresql.postgresql_store import open_reader, open_store
from collabtui.store.postgresql.word_frequencies import ASKED_BEFORE, BELIEVED_FOR, WordFrequencies
from collabtui.store.queries.actions import actions
from collabtui.store.queries.search import search_hits
from pgbed.bed import Pgbed
from support.records import NOW, action, person, put

NUMBER = 60
OFTEN = 2 * ASKED_BEFORE + 6
STATISTICS = [("action_text", 1200.0, ["预算", "合同"], [0.5, 0.3, 0.3, 0.5]), ("risk_text", 100.0, None, None)]


@pytest.fixture
def frequencies() -> WordFrequencies:
    found = WordFrequencies(lambda _: STATISTICS)
    while not found.are_known():
        pass
    return found


@pytest.mark.parametrize(
    ("kind", "typed", "frequency"),
    [
        ("action", "预算", "common"),
        ("action", "标书", "rare"),
        ("action", "预算 标书", "rare"),
        ("action", "预算 合同", "common"),
        ("action", "预算合同", "rare"),
        ("action", "budget", None),
        ("action", "预算 budget", None),
        ("action", "标书 budget", "rare"),
        ("risk", "预算", "rare"),
        ("meeting", "预算", "rare"),
    ],
)
def test_how_often_words_are(frequencies: WordFrequencies, kind: str, typed: str, frequency: str | None) -> None:
    assert frequencies.of(kind, match_expression(typed)) == frequency


def test_statistics_are_read_once_they_are_worth_it_and_now_and_then() -> None:
    read = list[str]()

    def nothing(sql: str) -> list[tuple[object, ...]]:
        read.append(sql)
        return []

    found = WordFrequencies(nothing)
    assert [found.are_known() for _ in range(ASKED_BEFORE)] == [False] * (ASKED_BEFORE - 1) + [True]
    assert len(read) == 1
    assert all(found.are_known() for _ in range(BELIEVED_FOR - 1))
    assert len(read) == 1
    assert found.are_known()
    assert len(read) == 2


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    return postgresql_server.own_database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(open_store(url)) as opened:
        many = (action(f"A{n}", title="预算表" if n % 2 else "合同", owner="P1") for n in range(1, NUMBER))
        put(opened, person("P1", name="张伟", department="采购"), *many, action(f"A{NUMBER}", title="投标"))
        yield opened


@pytest.fixture
def reader(url: str, store: Store) -> Iterator[PostgresqlConnection]:  # which has filled it
    with closing(connect(url, None, only_reads=False)) as owner:
        owner.script("ANALYZE")
    with closing(open_reader(url)) as opened:
        yield opened


def one_plan(connection: PostgresqlConnection) -> dict[str, int]:
    """What is searched by a prepared statement, and how often by its plan for any words."""
    rows = connection.rows("SELECT statement, generic_plans FROM pg_prepared_statements")
    return {said: plans for said, plans in rows if "action_words" in said and "FROM action_text AS t" in said}


@pytest.mark.pgbed
@pytest.mark.parametrize(
    ("word", "found", "how"), [("投标", [NUMBER], "@@($2)"), ("合同", [58, 56, 54], "ts_match_vq(")]
)
def test_lists_by_words_have_one_plan_and_find_the_same(
    reader: PostgresqlConnection, word: str, found: list[int], how: str
) -> None:
    for _ in range(OFTEN):
        rows = actions(reader, today=NOW.date(), search=word, limit=3)
        assert [row["ref"] for row in rows] == [f"A{number}" for number in found]
        assert [hit["ref"] for hit in search_hits(reader, word, limit=3)] == [f"A{number}" for number in found]
    assert [plans > 0 for said, plans in one_plan(reader).items() if how in said] == [True]


@pytest.mark.pgbed
def test_what_became_common_since_is_found_all_the_same(reader: PostgresqlConnection, store: Store) -> None:
    for _ in range(OFTEN):
        assert len(actions(reader, today=NOW.date(), search="投标", limit=3)) == 1
    put(store, *(action(f"A{NUMBER + n}", title="投标") for n in range(1, 9)))
    rows = actions(reader, today=NOW.date(), search="投标", limit=3)
    assert [row["ref"] for row in rows] == ["A68", "A67", "A66"]


@pytest.mark.pgbed
def test_words_whose_end_is_open_are_planned_for(reader: PostgresqlConnection, store: Store) -> None:
    put(store, action("A90", title="budget"))
    for _ in range(OFTEN):
        assert [row["ref"] for row in actions(reader, today=NOW.date(), search="budg", limit=3)] == ["A90"]
    assert not one_plan(reader)


def test_a_line_that_is_lost_leaves_them_unknown() -> None:
    answers: list[list[tuple[object, ...]] | None] = [None, list(STATISTICS)]
    found = WordFrequencies(lambda _: answers.pop(0))
    assert not any(found.are_known() for _ in range(2 * ASKED_BEFORE - 1))
    assert found.are_known()
