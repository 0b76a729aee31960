"""The counters of batches and refs on PostgreSQL, by sequences: no row is locked for it, and a number that was drawn
for nothing stays a gap.

What was written in a batch is known by its row in `batch`, which is there from the commit on."""

from collabtui.domain.records import RECORDS
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.sent_together import next_number
from collabtui.store.records.sql import COUNT_ON

CHANNEL = "collabtui_batch"
"""On which is told that something was written."""
SEQUENCES = {
    model.prefix: f"ref_{model.kept.table}" for model in RECORDS if model.kept.numbered and model.prefix != "X-"
}
"""By the prefix of a ref. A matter's number counts within its year, which is a row of `counter`: few are made."""


class Sequences:
    """`records.transaction.NumberSource`, inside a transaction; by `key` its commit can be looked up."""

    in_turn = False

    def __init__(self, connection: PostgresqlConnection, key: str, batch: int) -> None:
        self._connection = connection
        self._key = key
        self._batch = batch
        self._kept = False

    def next_batch(self) -> int:
        return self._batch

    def keep_batch(self, batch: int) -> None:
        if not self._kept:
            self._connection.run_along("INSERT INTO batch (number, key) VALUES (?, ?)", (batch, self._key))
            # told once a batch, with nothing in it that a right could hide; within it all commits would wait in one
            # line, each until the replica has it. It waits for no disk and no replica itself: it writes nothing
            heard = f"SELECT set_config('synchronous_commit', 'off', TRUE), pg_notify('{CHANNEL}', '')"
            self._connection.run_after(heard)
            self._kept = True

    def next_of(self, series: str) -> int:
        if series in SEQUENCES:
            return self._drawn(SEQUENCES[series])
        ((number,),) = self._connection.rows(COUNT_ON, (series,))
        return int(number)

    def never_give(self, series: str, number: int) -> None:
        if series in SEQUENCES:
            name = SEQUENCES[series]
            raised = f"SELECT setval('{name}', ?) FROM {name} WHERE last_value < ? OR NOT is_called"
            self._connection.run(raised, (number, number))
            return
        sql = """INSERT INTO counter (name, value) VALUES (?, ?)
                 ON CONFLICT (name) DO UPDATE SET value = greatest(counter.value, excluded.value)"""
        self._connection.run(sql, (series, number))

    def _drawn(self, sequence: str) -> int:
        ((number,),) = self._connection.rows(next_number(sequence))
        return int(number)
