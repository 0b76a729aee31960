"""Many rows at once by COPY, and the words of the search from them. Both raise psycopg's errors."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql


def copy_rows(
    own: "psycopg.Connection[tuple[Any, ...]]", table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """The server reads values while the next are on their way."""
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), named)
    with psycopg.Cursor(own) as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def copy_words(own: "psycopg.Connection[tuple[Any, ...]]", kind: str, cut: Sequence[tuple[int, str]]) -> None:
    """Over a table that lives as long as the transaction: a statement for each would be planned each time."""
    own.execute("CREATE TEMPORARY TABLE IF NOT EXISTS words_cut (id BIGINT, words TEXT) ON COMMIT DROP")
    copy_rows(own, "words_cut", ("id", "words"), cut)
    own.execute(f"INSERT INTO {kind}_text (rowid, {kind}_words) SELECT id, words_vector(words) FROM words_cut")
    own.execute("TRUNCATE words_cut")
