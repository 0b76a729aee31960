"""Opening a database for reading, and what all queries do to a row."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from collabtui.errors import Unknown, Unreachable
from collabtui.store.common_sql.dialect import EVERY_ROW
from collabtui.store.engine_connection import Connection
from collabtui.store.sqlite.connection import SqliteConnection, connect, has_journal
from collabtui.store.sqlite.migrations import migrate, pending

T = TypeVar("T")


def open_reader(path: Path, *, busy_seconds: float = 5.0) -> SqliteConnection:
    """A read-only connection, to be closed by whoever opened it. Not to be shared between threads.

    Tables of an earlier version are brought up to date first, and a change that was killed in the middle is taken back
    (a connection that only reads cannot: SQLite calls the file read-only then). Raises `Unknown` (key `store.missing`)
    where there is no database, and what `open_store` raises.
    """
    if not path.exists():
        raise Unknown("store.missing", path=path)
    reader = connect(path, "ro", busy_seconds=busy_seconds)
    try:
        if _pending(reader, busy_seconds):
            _bring_up_to_date(path, busy_seconds)
    except BaseException:
        reader.close()
        raise
    return reader


def _pending(reader: SqliteConnection, busy_seconds: float) -> bool:
    """As `pending`, once no journal stands in the way of who only reads."""
    try:
        return bool(pending(reader))
    except Unreachable:
        if not has_journal(reader.path):
            raise
    with closing(connect(reader.path, "rw", busy_seconds=busy_seconds)) as writer:
        pending(writer)
    return bool(pending(reader))


def change_counter(reader: Connection) -> int:
    """Rises whenever a record was written, by any process. A few microseconds: poll it."""
    return reader.change_counter()


def roles_count(reader: "Connection") -> bool:
    """Whether anybody has a role, so that not everybody may see and change everything."""
    return reader.row("SELECT 1 FROM role_grant WHERE NOT withdrawn LIMIT 1") is not None


def select(reader: Connection, columns: dict[str, str], rest: str, values: Sequence[Any] = ()) -> list[Any]:
    """Rows of `SELECT <columns> <rest>` as dictionaries under the names of the columns; `columns` gives the SQL of
    each. Of Any, since SQL tells no types: the caller's signature says which of `queries.rows` they are."""
    names = tuple(columns)
    rows = reader.rows(f"SELECT {', '.join(columns.values())} {rest}", values)
    return [dict(zip(names, row, strict=True)) for row in rows]


def only(rows: Sequence[T], kind: str, ref: str) -> T:
    """The single row, or `Unknown` (key `<kind>.unknown`)."""
    if not rows:
        raise Unknown(f"{kind}.unknown", ref=ref)
    return rows[0]


def or_null(column: str) -> str:
    """The SQL of a text that is unknown when it is empty."""
    return f"nullif({column}, '')"


def unfold(rows: list[Any], *names: str) -> list[Any]:
    """The rows with nested values, which are kept as JSON text, as values."""
    from json import loads

    for row in rows:
        for name in names:
            row[name] = loads(row[name]) if row[name] is not None else None
    return rows


def limited(limit: int | None) -> int:
    """As SQL's LIMIT takes it."""
    return EVERY_ROW if limit is None else limit


def _bring_up_to_date(path: Path, busy_seconds: float) -> None:
    writer = connect(path, "rw", busy_seconds=busy_seconds)
    try:
        migrate(writer, None)
    finally:
        writer.close()
