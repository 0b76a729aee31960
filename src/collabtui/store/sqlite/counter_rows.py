"""Counting batches and refs by rows of the table `counter`: nobody else writes meanwhile."""

from collabtui.store.engine_connection import Connection


class CounterRows:
    """`records.transaction.NumberSource`, inside a transaction that has the write lock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_batch(self) -> int:
        return self._connection.change_counter() + 1

    def keep_batch(self, batch: int) -> None:
        self._count("batch", batch)

    def next_of(self, series: str) -> int:
        row = self._connection.row("SELECT value FROM counter WHERE name = ?", (series,))
        number: int = row[0] + 1 if row else 1
        self._count(series, number)
        return number

    def never_give(self, series: str, number: int) -> None:
        self._count(series, number)

    def _count(self, name: str, value: int) -> None:
        sql = """INSERT INTO counter (name, value) VALUES (?, ?)
                 ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"""
        self._connection.run(sql, (name, value))
