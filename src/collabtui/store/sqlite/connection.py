"""The SQLite connection both the store and the views open, and what its failures mean to people.

Standard library only: a list must not wait for anything heavier to be imported.
"""

import os
import re
import sqlite3
import stat
from _thread import allocate_lock
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from collabtui.errors import Damaged, Refused, Unreachable, UnreadableRecord
from collabtui.store.common_sql.dialect import MOVED_TO, enter_words

if TYPE_CHECKING:
    from array import array
    from typing import TypeVar

    from collabtui.store.engine_connection import Connection, KeptAnswer

    T = TypeVar("T")

_NUMBER_AT = 60
"""Where the header has the user version (https://www.sqlite.org/fileformat.html, section 1.3)."""
_NUMBER_LENGTH = 4
_LOG_BEGINS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", bytes(4), b"")
"""How a log begins (https://www.sqlite.org/fileformat.html, section 4.1), one that is new and of which a power cut
left the length alone, and one that is empty."""
Mode = Literal["ro", "rw"]
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
FAILED = (sqlite3.Error, UnicodeDecodeError)
"""What a statement raises. SQLite may repeat what stands on a damaged page, which Python cannot decode."""
UNFIT_ROW = (sqlite3.Error, Damaged, UnreadableRecord, ValueError, TypeError, OverflowError)
"""What is raised where a row from outside does not fit its table."""
CHANGE_COUNTER = "SELECT value FROM counter WHERE name = 'batch'"
"""The number of the last batch that was written; no row before the first."""
_NO_TEXT = "Could not decode to UTF-8"
"""What Python says of a text that holds other bytes: no command of ours writes any."""
_NO_DOCUMENT = "malformed JSON"
"""Said of a nested value that is none."""
_LACKING = (
    r"no such (table|column)|table \S+ has no column|malformed database schema|unsupported file format"
    r"|invalid fts5 file format|no such fts5 table|vtable constructor failed"
)
"""A table or a column is not there that the steps have made, or holds what was never put there: SQLite calls that an
error of the statement."""


class HeldFile:
    """A file open beside SQLite, of which the number that it bears is read without a lock: `cp other.db collabtui.db`
    leaves the file under the same device and number, and SQLite goes on with the pages that it remembers and the log
    beside it, both of the content of before. So each file bears a number by chance, which a copy does not share; it
    stands in the header, where `PRAGMA user_version` has it.

    To close the file drops every lock that this process has on it (POSIX), also those of its connections, so it is
    closed behind the last of these."""

    def __init__(self, descriptor: int) -> None:
        self.identity = _identity(os.fstat(descriptor))
        """Device and number of the file."""
        self.holders = 1
        self._descriptor = descriptor

    def number(self) -> int | None:
        """As the file has it, which may be behind what stands in the log; None where it has no header any more."""
        found = os.pread(self._descriptor, _NUMBER_LENGTH, _NUMBER_AT)
        return int.from_bytes(found, "big", signed=True) if len(found) == _NUMBER_LENGTH else None

    def close(self) -> None:
        os.close(self._descriptor)


_HELD: dict[tuple[int, int], HeldFile] = {}
"""By their identity. One that took the place while it was looked for is not here, and stays open."""
_LOCK = allocate_lock()


def hold(path: Path) -> HeldFile | None:
    """The file, for one more connection; None where there is none that can be read."""
    with _LOCK:
        identity = identity_of(path)
        if identity is not None and (known := _HELD.get(identity)):
            known.holders += 1
            return known
        try:
            held = HeldFile(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
        except OSError:
            return None
        if held.identity == identity:
            _HELD[identity] = held
        return held


def release(held: HeldFile) -> None:
    """One connection fewer."""
    with _LOCK:
        held.holders -= 1
        if not held.holders and _HELD.get(held.identity) is held:
            del _HELD[held.identity]
            held.close()


def identity_of(path: Path | str) -> tuple[int, int] | None:
    """Device and number of the file under a path; None where there is none."""
    try:
        return _identity(os.stat(path))  # noqa: PTH116  # asked with each change, and for each list
    except OSError:
        return None


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


class SqliteConnection(sqlite3.Connection):
    """In autocommit mode: a transaction begins where `BEGIN` is said, never by itself.

    `run`, `row` and `rows` raise `CollabError` for what the disk or a lock refuses; SQLite's own exceptions are left
    for what is a fault of the program, and `sqlite3.IntegrityError` for the caller to explain.
    """

    path: Path
    file: "HeldFile | None" = None
    """The file that was opened; None once the connection is closed."""
    rewrite: Callable[[str], str] | None = None
    """What makes of each statement the one that is asked; None: as it is."""

    is_far = False
    kept: "dict[str, KeptAnswer]"

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self.execute(self.rewrite(sql) if self.rewrite else sql, parameters)
        except FAILED as error:
            raise_explained(error, self.path)

    def run_along(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        self.run(sql, parameters)

    def enter(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        named = ", ".join(f'"{column}"' for column in columns)
        self._run_each(f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})", rows)

    def enter_words(self, kind: str, cut: Sequence[tuple[int, str]]) -> None:
        self._run_each(enter_words(kind), cut)

    def _run_each(self, sql: str, bound: Iterable[Sequence[Any]]) -> None:
        try:
            self.executemany(sql, bound)
        except FAILED as error:
            raise_explained(error, self.path)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self.execute(self.rewrite(sql) if self.rewrite else sql, parameters).fetchall()
        except FAILED as error:
            raise_explained(error, self.path)

    def each(self, cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after the other; what cannot be read of one is said as of the query itself."""
        try:
            yield from cursor
        except FAILED as error:
            raise_explained(error, self.path)

    def together(self, job: "Callable[[Connection], T]") -> "T":
        return job(self)

    def foresee(self, asked: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
        """Nothing: they are asked when they are."""

    def rows_of_each(self, asked: Sequence[tuple[str, Sequence[Any]]]) -> list[list[tuple[Any, ...]]]:
        return [self.rows(sql, parameters) for sql, parameters in asked]

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        try:
            found: tuple[Any, ...] | None = self.execute(
                self.rewrite(sql) if self.rewrite else sql, parameters
            ).fetchone()
        except FAILED as error:
            raise_explained(error, self.path)
        return found

    def ids(self, sql: str, parameters: Sequence[Any] = ()) -> "array[int]":
        from array import array

        return array("q", (identity for (identity,) in self.run(sql, parameters)))

    def change_counter(self) -> int:
        row = self.row(CHANGE_COUNTER)
        return row[0] if row else 0

    def show_texts(self, shown: Callable[[bytes], str]) -> None:
        self.text_factory = shown
        self.kept.clear()

    def close(self) -> None:
        super().close()
        if self.file:
            release(self.file)
            self.file = None

    def show_rows(self, rewrite: Callable[[str], str] | None) -> None:
        self.rewrite = rewrite
        self.kept.clear()


def connect(path: Path, mode: Mode, *, busy_seconds: float) -> SqliteConnection:
    """Opens the file, which has to be there; waits up to `busy_seconds` wherever another process holds a lock. Raises
    `Damaged` (store.not_a_database, store.damaged) and what `raise_explained` does."""
    _refuse_what_is_waited_for(path)
    _refuse_foreign_log(path)
    file = hold(path)
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            cached_statements=256,
            factory=SqliteConnection,
        )
    except FAILED as error:
        if file:
            release(file)
        raise_explained(error, path)
    connection.path = path
    connection.file = file
    connection.kept = {}
    return connection


def number_of(connection: SqliteConnection) -> int:
    """The number of its own that the database bears (`HeldFile`), as of its last commit; 0: none yet."""
    row = connection.row("PRAGMA user_version")
    return row[0] if row else 0


def set_number(connection: SqliteConnection, number: int) -> None:
    connection.run(f"PRAGMA user_version = {number}")


def _refuse_what_is_waited_for(path: Path) -> None:
    """Raises `Damaged` (store.not_a_database) for a pipe, which SQLite would open and wait for whoever writes to it,
    for a folder and a socket. What is not there is SQLite's to tell."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  # a list does without what Path.stat costs
    except OSError:
        return
    if stat.S_ISFIFO(mode) or stat.S_ISDIR(mode) or stat.S_ISSOCK(mode):
        raise Damaged("store.not_a_database", path=path)


def _refuse_foreign_log(path: Path) -> None:
    """Raises `Damaged` (store.damaged) where what is beside the database in the place of its log is none: SQLite would
    pass over it without a word, and with it over what was written last. Its locks are on another file."""
    try:
        log = os.open(f"{path}-wal", os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return
    try:
        begins = os.read(log, 4)
    except OSError:  # a folder: SQLite cannot open it either
        return
    finally:
        os.close(log)
    if begins not in _LOG_BEGINS:
        raise Damaged("store.damaged", path=path, reason=f"{path.name}-wal is not its log")


def has_journal(path: Path) -> bool:
    """Whether a rollback journal is beside it: of a change that was killed in the middle, or of who knows what. SQLite
    takes the change back, or throws away what is none, as soon as somebody opens the file who may write."""
    return path.with_name(f"{path.name}-journal").exists()


def raise_explained(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> NoReturn:
    """Raises what a person can act on, or the error itself where only a programmer can."""
    if isinstance(error, UnicodeDecodeError):
        raise Damaged("store.damaged", path=path, reason=_NO_TEXT) from error
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _no_space(path)):
        raise Unreachable("store.full", path=path) from error
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise Unreachable("store.busy", path=path) from error
    if code in _UNWRITABLE:
        raise Unreachable("store.unwritable", path=path, reason=str(error)) from error
    if code == sqlite3.SQLITE_IOERR:
        raise Unreachable("store.disk_failed", path=path, reason=str(error)) from error
    if code == sqlite3.SQLITE_NOTADB:
        raise Damaged("store.not_a_database", path=path) from error
    if code == sqlite3.SQLITE_CORRUPT:
        raise Damaged("store.damaged", path=path, reason=str(error)) from error
    if str(error).startswith(MOVED_TO):
        raise Refused("store.moved", path=path, to=str(error).removeprefix(MOVED_TO)) from error
    if str(error) == _NO_DOCUMENT:
        raise UnreadableRecord("store.unreadable", path=path) from error
    if re.match(_LACKING, str(error)) or str(error).startswith(_NO_TEXT):
        raise Damaged("store.damaged", path=path, reason=str(error)) from error
    raise error


def _no_space(path: Path) -> bool:
    """SQLite calls a full disk an I/O error where it maps memory onto the file instead of writing to it."""
    try:
        return os.statvfs(path.parent).f_bavail == 0
    except OSError:
        return False
