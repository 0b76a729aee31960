"""The words of `common_sql.dialect`, each as PostgreSQL has it."""

import pytest

from collabtui.store.common_sql import dialect
from collabtui.store.postgresql.translation import translated
from collabtui.store.records.sql import OPEN_ACTION, not_left_open


@pytest.mark.parametrize(
    ("common", "there"),
    [
        ("WHERE a = ? AND b IN (?, ?)", "WHERE a = $1 AND b IN ($2, $3)"),
        (f"WHERE a NOT IN ({dialect.marks(0)})", "WHERE a NOT IN (SELECT NULL::text WHERE FALSE)"),
        ("WHERE a = 'why?' AND b = ?", "WHERE a = 'why?' AND b = $1"),
        ("""SELECT "a?" WHERE a = 'it''s?' AND b = ?""", """SELECT "a?" WHERE a = 'it''s?' AND b = $1"""),
        (dialect.by_index("action AS a", "action_open"), "action AS a"),
        (dialect.row_by_row("action"), "action"),
        (f"WHERE {dialect.unindexed('state')} = ?", "WHERE state = $1"),
        (f"WHERE {dialect.unindexed(chr(34) + 'to' + chr(34))} = ?", 'WHERE "to" = $1'),
        ("SELECT value + 1, -1", "SELECT value + 1, -1"),
        (dialect.is_same("a", "?"), "a IS NOT DISTINCT FROM $1"),
        ("a IS NOT b", "a IS DISTINCT FROM b"),
        ("a IS NULL AND b IS NOT NULL AND c IS NOT TRUE", "a IS NULL AND b IS NOT NULL AND c IS NOT TRUE"),
        ("ORDER BY id LIMIT ?", "ORDER BY id LIMIT nullif($1, -1)"),
        (dialect.larger("a", "excluded.a"), "greatest(a, excluded.a)"),
        ("SELECT max(at)", "SELECT max(at)"),
        (dialect.NO_BYTES, "''::bytea"),
        (f"VALUES (?, ? + {dialect.number_of_new_row('risk')})", "VALUES ($1, $2 + currval('risk_id_seq'))"),
        (dialect.BEGIN_TO_WRITE, "BEGIN"),
        (dialect.joined_lines("text"), "string_agg(text, chr(10))"),
        (dialect.looked_up("action AS a", "a.id = m.id"), "JOIN action AS a ON a.id = m.id"),
        (  # twice, and bound once: else a word that stands nowhere is looked for in every row
            "WHERE risk_text MATCH ? AND a = ?",
            "WHERE (risk_words @@ ($1)::tsquery AND risk_words @@ ($1)::tsquery) AND a = $2",
        ),
        (
            dialect.searched_ids("risk"),
            "SELECT id FROM (SELECT rowid AS id FROM risk_text) AS risk_text_content",
        ),
        ("CREATE TABLE a (b TEXT PRIMARY KEY) " + dialect.FOUND_BY_KEY, "CREATE TABLE a (b TEXT PRIMARY KEY)"),
        (dialect.enter_words("risk"), "INSERT INTO risk_text (rowid, risk_words) VALUES ($1, words_vector($2))"),
    ],
)
def test_the_common_sql_in_postgresqls_words(common: str, there: str) -> None:
    assert translated(common) == there


def test_what_is_left_open_in_the_archive_is_asked_of_each_row() -> None:
    """Gathered first, it took a hundred milliseconds of each short list."""
    there = translated(f"WHERE {not_left_open('a')}")
    assert there.startswith(f"WHERE (a.matter IS NULL OR a.{OPEN_ACTION.replace('IN', 'NOT IN')} OR a.matter NOT IN (")
    assert "filed" not in there
