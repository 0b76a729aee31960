"""A PostgreSQL database at either end of `move`."""

from collections.abc import Iterator
from contextlib import contextmanager

from collabtui.errors import Refused, Unreachable
from collabtui.store.common_sql.dialect import WRITTEN_AT_ONCE
from collabtui.store.moving.moved_rows import clear
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection, connect
from collabtui.store.postgresql.postgresql_store import LOCK_SECONDS, open_reader
from collabtui.store.postgresql.schema_steps import (
    MIGRATING,
    WRITING,
    leave_behind,
    lock_steps,
    make_for_move,
    move_begun_from,
    note_move_from,
)
from collabtui.store.postgresql.sequences import SEQUENCES
from collabtui.store.postgresql.server_objects import PostgresqlObjects
from collabtui.store.records.tables import TABLES


def state_of(connection: PostgresqlConnection) -> str:
    secret = connection.row("SELECT encode(value, 'hex') FROM setting WHERE name = 'secret'")
    return f"{secret[0] if secret else ''} {connection.change_counter()}"


def numbers_of(connection: PostgresqlConnection) -> dict[str, int]:
    last_line = connection.row("SELECT coalesce(max(id), 0) FROM trail") or (0,)
    return PostgresqlObjects(connection).counted() | {WRITTEN_AT_ONCE: last_line[0]}


def _refuse_part(connection: PostgresqlConnection) -> None:
    """Raises `Refused` (database.own_copy: path) for a login that rights by row bind: what it does not see would be
    missing, and nobody would know."""
    if connection.is_bound:
        raise Refused("database.own_copy", path=connection.place)


class ServerSource:
    """`move_ends.MoveSource`: the lock of who writes is held. Raises what `open_reader` raises."""

    def __init__(self, url: str, password: str | None) -> None:
        open_reader(url, password).close()  # brings its tables up to date
        self.connection = connect(url, password, only_reads=False)
        self.place = self.connection.place
        try:
            _refuse_part(self.connection)
            _begin_to_hold(self.connection)
            self.connection.row("SELECT 1 FROM pg_advisory_xact_lock(?)", (WRITING,))
        except BaseException:
            self.close()
            raise

    def state(self) -> str:
        return state_of(self.connection)

    def numbers(self) -> dict[str, int]:
        return numbers_of(self.connection)

    def leave_to(self, place: str) -> None:
        leave_behind(self.connection, place)
        self.connection.run("COMMIT")

    def close(self) -> None:
        self.connection.give_up()
        self.connection.close()


class ServerSnapshot:
    """`move_ends.MoveSource` of what is only copied: one state of it, while others write on."""

    def __init__(self, url: str, password: str | None) -> None:
        open_reader(url, password).close()  # brings its tables up to date
        self.connection = connect(url, password, only_reads=False)
        self.place = self.connection.place
        try:
            _refuse_part(self.connection)
            self.connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        except BaseException:
            self.close()
            raise

    def state(self) -> str:
        return state_of(self.connection)

    def numbers(self) -> dict[str, int]:
        return numbers_of(self.connection)

    def leave_to(self, place: str) -> None:
        """It stays in use."""

    def close(self) -> None:
        self.connection.give_up()
        self.connection.close()


class ServerTarget:
    """`move_ends.MoveTarget`: as a step that no program knows, which is there until it is whole. Raises `Refused`
    (move.there: path) where it is whole and somebody has its steps locked, as the source has if it is the same one."""

    def __init__(self, url: str, password: str | None) -> None:
        self.connection = connect(url, password, only_reads=False)
        self.place = self.connection.place
        try:
            make_for_move(self.connection)
            if move_begun_from(self.connection) is None:
                _begin_to_hold(self.connection)
        except BaseException as error:
            self.close()
            if isinstance(error, Unreachable) and error.key == "store.busy":
                raise Refused("move.there", path=self.place) from error
            raise

    def begun_from(self) -> str | None:
        return move_begun_from(self.connection)

    def begin(self, state: str) -> None:
        with self._alone():
            if move_begun_from(self.connection) is None:
                raise Refused("move.there", path=self.place)
            clear(self.connection)
            note_move_from(self.connection, state)

    def go_on_from(self, begun: str, state: str) -> None:
        with self.filling(begun):
            note_move_from(self.connection, state)

    @contextmanager
    def filling(self, state: str) -> Iterator[None]:
        with self._alone():
            if move_begun_from(self.connection) != state:
                raise Refused("move.other", path=self.place)
            yield

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A transaction beside which no other move touches what has been moved so far; what was committed before it is
        on the disk with it."""
        self.connection.run("BEGIN")
        self.connection.row("SELECT 1 FROM pg_advisory_xact_lock(?)", (MIGRATING,))
        self.connection.row("SELECT set_config('synchronous_commit', 'on', TRUE)")
        yield
        self.connection.run("COMMIT")

    def number(self, numbers: dict[str, int]) -> None:
        run = self.connection.run
        run("DELETE FROM counter")
        run("DELETE FROM batch")
        series = {**SEQUENCES, "batch": "ref_batch"}
        for name, value in numbers.items():
            if name in series:
                if value:
                    self.connection.row(f"SELECT setval('{series[name]}', ?)", (value,))
            elif value:
                run("INSERT INTO counter (name, value) VALUES (?, ?)", (name, value))
        known = "(SELECT DISTINCT batch FROM trail) AS known"
        run(f"INSERT INTO batch (number, key) SELECT batch, gen_random_uuid() FROM {known}")
        last = "INSERT INTO batch (number, key) VALUES (?, gen_random_uuid()) ON CONFLICT DO NOTHING"
        if numbers.get("batch"):
            run(last, (numbers["batch"],))
        for name in ("trail", *(table.name for table in TABLES)):
            highest = f"(SELECT coalesce(max(id), 0) + 1 FROM {name})"
            self.connection.row(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {highest}, FALSE)")

    def finish(self, state: str) -> None:
        run = self.connection.run
        with self.filling(state):
            note_move_from(self.connection, None)
        run("ANALYZE")  # else a rare word is looked for in every row until the server has looked by itself

    def close(self) -> None:
        self.connection.give_up()
        self.connection.close()


def _begin_to_hold(connection: PostgresqlConnection) -> None:
    """A transaction that lasts as long as the move, however long that is, and by which the same database is known where
    it is given as both ends."""
    connection.run("BEGIN")
    connection.row(
        "SELECT set_config('lock_timeout', ?, TRUE), set_config('idle_in_transaction_session_timeout', '0', TRUE)",
        (f"{LOCK_SECONDS}s",),
    )
    lock_steps(connection)
