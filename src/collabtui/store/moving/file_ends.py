"""A file at either end of a move."""

from pathlib import Path

from collabtui.errors import Refused
from collabtui.store.common_sql.dialect import BEGIN_TO_WRITE
from collabtui.store.moving.moved_rows import MOVED
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.sqlite.connection import connect
from collabtui.store.sqlite.database_objects import SqliteObjects, empty_log, is_empty
from collabtui.store.sqlite.migrations import leave_behind, migrate, move_begun_from, note_move_from

_BUSY_SECONDS = 5.0


class FileSource:
    """`move_ends.MoveSource`: its write lock is held. Raises what `open_reader` raises."""

    def __init__(self, path: Path) -> None:
        open_reader(path).close()  # brings its tables up to date
        self.place = str(path)
        self.connection = connect(path, "rw", busy_seconds=_BUSY_SECONDS)
        self.connection.run(BEGIN_TO_WRITE)

    def state(self) -> str:
        secret = self.connection.row("SELECT hex(value) FROM setting WHERE name = 'secret'")
        return f"{secret[0] if secret else ''} {self.connection.change_counter()}"

    def numbers(self) -> dict[str, int]:
        return SqliteObjects(self.connection).counted()

    def leave_to(self, place: str) -> None:
        leave_behind(self.connection, place)
        self.connection.run("COMMIT")

    def close(self) -> None:
        if self.connection.in_transaction:
            self.connection.run("ROLLBACK")
        self.connection.close()


class FileTarget:
    """`move_ends.MoveTarget`: beside its place until it is whole. Raises `Refused` (move.there: path)."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise Refused("move.there", path=str(path))
        self.place, self._path = str(path), path
        self._part = path.with_name(path.name + ".moving")
        if not self._part.exists():
            self._part.touch(mode=0o600)
        self.connection = connect(self._part, "rw", busy_seconds=_BUSY_SECONDS)
        if is_empty(self.connection):
            migrate(self.connection, None)

    def begun_from(self) -> str | None:
        return move_begun_from(self.connection)

    def begin(self, state: str) -> None:
        self.connection.run(BEGIN_TO_WRITE)
        for table in MOVED:
            self.connection.run(f"DELETE FROM {table.name}")
        note_move_from(self.connection, state)
        self.connection.run("COMMIT")

    def number(self, numbers: dict[str, int]) -> None:
        self.connection.run(BEGIN_TO_WRITE)
        self.connection.run("DELETE FROM counter")
        for name, value in numbers.items():
            if value:
                self.connection.run("INSERT INTO counter (name, value) VALUES (?, ?)", (name, value))
        self.connection.run("COMMIT")

    def finish(self) -> None:
        note_move_from(self.connection, None)
        empty_log(self.connection)
        self.connection.close()
        self._part.replace(self._path)

    def close(self) -> None:
        self.connection.close()
