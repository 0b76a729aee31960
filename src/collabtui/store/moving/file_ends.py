"""An SQLite file at either end of `move`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collabtui.errors import CollabError, Refused
from collabtui.store.common_sql.dialect import BEGIN_TO_WRITE
from collabtui.store.moving.moved_rows import clear
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.sqlite.connection import SqliteConnection, connect
from collabtui.store.sqlite.database_files import explained, files_of, take_free_place
from collabtui.store.sqlite.database_objects import SqliteObjects, empty_log, flush_each_commit, is_empty
from collabtui.store.sqlite.migrations import leave_behind, migrate, move_begun_from, note_move_from, pending

_BUSY_SECONDS = 5.0


class FileSource:
    """`move_ends.MoveSource`: its write lock is held. Raises what `open_reader` raises."""

    def __init__(self, path: Path) -> None:
        open_reader(path).close()  # brings its tables up to date
        self.place = str(path)
        self.connection = _connect(path)
        self.connection.run(BEGIN_TO_WRITE)

    def state(self) -> str:
        return _state_of(self.connection)

    def numbers(self) -> dict[str, int]:
        return SqliteObjects(self.connection).counted()

    def leave_to(self, place: str) -> None:
        leave_behind(self.connection, place)
        self.connection.run("COMMIT")

    def close(self) -> None:
        _give_up(self.connection)


class CopiedFileSource(FileSource):
    """A copy, which is thrown away: until then it can be read again, should the move be killed at its very end."""

    def leave_to(self, place: str) -> None:
        """It stays as it is."""


class FileTarget:
    """`move_ends.MoveTarget`: beside its place until it is whole. Raises `Refused` (move.there: path) where something
    else is in that place, also where it is the source itself; (file.unwritable: path, why) where no file can be."""

    def __init__(self, path: Path) -> None:
        self.place, self._path = str(path), path
        self._part = _part_of(path)
        self._is_whole = path.exists()
        if self._is_whole:  # perhaps by a move that was killed at its very end
            self.connection = _held(path)
            self._part.unlink(missing_ok=True)
            return
        try:
            self._part.touch(mode=0o600)
        except OSError as error:
            raise Refused("file.unwritable", path=self.place, why=error.strerror or "") from error
        self.connection = _connect(self._part)
        if is_empty(self.connection):
            migrate(self.connection, None)

    def begun_from(self) -> str | None:
        return None if self._is_whole else move_begun_from(self.connection)

    def begin(self, state: str) -> None:
        if self._is_whole:
            raise Refused("move.there", path=self.place)
        self.connection.run(BEGIN_TO_WRITE)
        clear(self.connection)
        note_move_from(self.connection, state)
        self.connection.run("COMMIT")

    def go_on_from(self, begun: str, state: str) -> None:
        with self.filling(begun):
            note_move_from(self.connection, state)

    @contextmanager
    def filling(self, state: str) -> Iterator[None]:
        self.connection.run(BEGIN_TO_WRITE)
        if move_begun_from(self.connection) != state:
            raise Refused("move.other", path=self.place)
        yield
        self.connection.run("COMMIT")

    def number(self, numbers: dict[str, int]) -> None:
        self.connection.run("DELETE FROM counter")
        for name, value in numbers.items():
            if value:
                self.connection.run("INSERT INTO counter (name, value) VALUES (?, ?)", (name, value))

    def finish(self, state: str) -> None:
        with self.filling(state):
            note_move_from(self.connection, None)
        empty_log(self.connection)
        self.connection.close()
        try:
            if self._path.exists():
                raise Refused("move.there", path=self.place)
            for beside in files_of(self._path):  # of a database that was there once
                beside.unlink()
            if not take_free_place(self._part, self._path):
                raise Refused("move.there", path=self.place)
            self._part.unlink(missing_ok=True)
        except OSError as error:
            raise explained(error, self._path) from error

    def close(self) -> None:
        self.connection.close()


def make_part_again(path: Path) -> None:
    """A whole file is again what a move to it has left that was broken off, from the state which it has: another one
    goes on with the rows that still stand. Raises what opening it raises."""
    connection = _connect(path)
    try:
        connection.run(BEGIN_TO_WRITE)
        note_move_from(connection, _state_of(connection))
        connection.run("COMMIT")
        empty_log(connection)
    finally:
        _give_up(connection)
    try:
        path.replace(_part_of(path))
    except OSError as error:
        raise explained(error, path) from error


def _part_of(path: Path) -> Path:
    return path.with_name(path.name + ".moving")


def _state_of(connection: SqliteConnection) -> str:
    secret = connection.row("SELECT hex(value) FROM setting WHERE name = 'secret'")
    return f"{secret[0] if secret else ''} {connection.change_counter()}"


def _connect(path: Path) -> SqliteConnection:
    connection = connect(path, "rw", busy_seconds=_BUSY_SECONDS)
    flush_each_commit(connection)
    return connection


def _held(path: Path) -> SqliteConnection:
    """A database of ours and of today, which nobody writes to meanwhile; anything else is refused."""
    connection = connect(path, "rw", busy_seconds=0)
    try:
        connection.run(BEGIN_TO_WRITE)
        if pending(connection):
            raise Refused("move.there", path=str(path))
    except CollabError as error:
        _give_up(connection)
        raise Refused("move.there", path=str(path)) from error
    return connection


def _give_up(connection: SqliteConnection) -> None:
    try:
        if connection.in_transaction:
            connection.run("ROLLBACK")
    finally:
        connection.close()
