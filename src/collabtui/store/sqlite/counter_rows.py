"""The counters of batches and refs on SQLite, rows of the table `counter`: nobody else writes meanwhile."""

from collabtui.store.engine_connection import Connection
from collabtui.store.records.sql import COUNT_ON


class CounterRows:
    """`records.transaction.NumberSource`, inside a transaction that has the write lock."""

    in_turn = True

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept = False

    def next_batch(self) -> int:
        return self._connection.change_counter() + 1

    def keep_batch(self, batch: int) -> None:
        if not self._kept:
            self._count("batch", batch)
            self._kept = True

    def next_of(self, series: str) -> int:
        ((number,),) = self._connection.rows(COUNT_ON, (series,))
        return int(number)

    def never_give(self, series: str, number: int) -> None:
        self._count(series, number)

    def _count(self, name: str, value: int) -> None:
        sql = """INSERT INTO counter (name, value) VALUES (?, ?)
                 ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"""
        self._connection.run(sql, (name, value))
