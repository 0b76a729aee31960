"""A database on PostgreSQL at either end of a move."""

from collabtui.errors import Refused
from collabtui.store.moving.moved_rows import MOVED
from collabtui.store.postgresql.postgresql_connection import connect
from collabtui.store.postgresql.postgresql_store import open_reader
from collabtui.store.postgresql.schema_steps import (
    WRITING,
    leave_behind,
    make_for_move,
    move_begun_from,
    note_move_from,
)
from collabtui.store.postgresql.sequences import SEQUENCES
from collabtui.store.postgresql.server_objects import PostgresqlObjects
from collabtui.store.records.tables import TABLES


class ServerSource:
    """`move_ends.MoveSource`: the lock of who writes is held. Raises what `open_reader` raises."""

    def __init__(self, url: str, password: str | None) -> None:
        open_reader(url, password).close()  # brings its tables up to date
        self.connection = connect(url, password, only_reads=False)
        self.place = self.connection.place
        self.connection.run("BEGIN")
        self.connection.row("SELECT 1 FROM pg_advisory_xact_lock(?)", (WRITING,))

    def state(self) -> str:
        secret = self.connection.row("SELECT encode(value, 'hex') FROM setting WHERE name = 'secret'")
        return f"{secret[0] if secret else ''} {self.connection.change_counter()}"

    def numbers(self) -> dict[str, int]:
        return PostgresqlObjects(self.connection).counted()

    def leave_to(self, place: str) -> None:
        leave_behind(self.connection, place)
        self.connection.run("COMMIT")

    def close(self) -> None:
        self.connection.give_up()
        self.connection.close()


class ServerTarget:
    """`move_ends.MoveTarget`: as a step that no program knows, which is there until it is whole."""

    def __init__(self, url: str, password: str | None) -> None:
        self.connection = connect(url, password, only_reads=False)
        self.place = self.connection.place
        make_for_move(self.connection)

    def begun_from(self) -> str | None:
        return move_begun_from(self.connection)

    def begin(self, state: str) -> None:
        if move_begun_from(self.connection) is None:
            raise Refused("move.there", path=self.place)
        self.connection.run("BEGIN")
        for table in MOVED:
            self.connection.run(f"DELETE FROM {table.name}")
        note_move_from(self.connection, state)
        self.connection.run("COMMIT")

    def number(self, numbers: dict[str, int]) -> None:
        run = self.connection.run
        run("BEGIN")
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
        run("COMMIT")

    def finish(self) -> None:
        run = self.connection.run
        run("BEGIN")
        note_move_from(self.connection, None)
        run("COMMIT")
        for name in ("trail", "member", *(table.name for table in TABLES)):
            run(f"ANALYZE {name}")

    def close(self) -> None:
        self.connection.give_up()
        self.connection.close()
