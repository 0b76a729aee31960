"""The index of a full-text search (FTS5), compared with one that is made of the texts which it keeps."""

from collections.abc import Iterator
from contextlib import contextmanager

from collabtui.errors import Damaged
from collabtui.store.records.tables import Table
from collabtui.store.sqlite.connection import SqliteConnection

_FRESH = "words_made_anew"
_TERMS, _PLACES = "row", "instance"
"""The kinds of a table of FTS5's vocabulary: each term with its number of texts, and each place of a term."""
_SUMS = """SELECT count(*), sum(doc), sum(offset), sum(doc * (offset + 1) % 1000003), sum(unicode(term) * doc % 1000003)
    FROM """
"""Of all places; millions of them are compared so in one pass each, without a row being kept."""


def has_other_words(reader: SqliteConnection, table: Table) -> bool:
    """Whether the search of a table finds by other words than stand in its texts. SQLite's own check of pages looks
    into it from 3.44 on alone."""
    kept = f"{table.name}_text"
    try:
        with _made_anew(reader, kept):
            return _differ(reader, kept)
    except Damaged:
        return True


def _differ(reader: SqliteConnection, kept: str) -> bool:
    """Terms first, which are few."""
    of_each = [f"SELECT term, doc, cnt FROM temp.{name}_{_TERMS}" for name in (kept, _FRESH)]
    for first, second in (of_each, of_each[::-1]):
        if reader.row(f"SELECT 1 FROM ({first} EXCEPT {second})"):
            return True
    sums = [reader.row(f"{_SUMS} temp.{name}_{_PLACES}") for name in (kept, _FRESH)]
    return sums[0] != sums[1]


@contextmanager
def _made_anew(reader: SqliteConnection, kept: str) -> Iterator[None]:
    """Beside the database, in its tables for the time being: whoever only reads may have such."""
    made = reader.row("SELECT sql FROM sqlite_master WHERE name = ?", (kept,))
    form = made[0].partition(" USING ")[2] if made else ""
    names = [_FRESH]
    try:
        reader.run(f"CREATE VIRTUAL TABLE temp.{_FRESH} USING {form}")
        reader.run(f"INSERT INTO temp.{_FRESH} (rowid, text) SELECT id, c0 FROM {kept}_content")
        for place, name in (("main", kept), ("temp", _FRESH)):
            for kind in (_TERMS, _PLACES):
                names.append(f"{name}_{kind}")
                reader.run(f"CREATE VIRTUAL TABLE temp.{names[-1]} USING fts5vocab({place}, {name}, {kind})")
        yield
    finally:
        for name in reversed(names):
            reader.run(f"DROP TABLE IF EXISTS temp.{name}")
