"""The file that a connection has open, and whether it is still the one under its path.

Whoever moves a database, or another one over it, leaves SQLite's log under the old path: what a connection to the file
of before writes goes into that log, and is taken for part of the file that stands there now. So nothing more is written
then. What is in the log still belongs to the file of before and is carried over into it, as long as it is certain that
nobody has written to the log for the file of now.
"""

import os

from collabtui.errors import Refused
from collabtui.store.interface import REPLACED
from collabtui.store.sqlite.connection import SqliteConnection, identity_of


class OpenedFile:
    def __init__(self, connection: SqliteConnection) -> None:
        self._connection = connection
        self._path = os.path.abspath(connection.path)  # noqa: PTH100  # asked with each change: a text is the fastest
        self._version = self._data_version()

    def refuse_replaced(self) -> None:
        """Raises `Refused` (store.replaced: path). It asks the system alone: with each change."""
        if self._is_another():
            self._carry_over()
            raise Refused(REPLACED, path=self._path)

    def note_writers(self) -> None:
        """Remember what others have written by now: it was written to this file."""
        self.refuse_replaced()
        self._version = self._data_version()

    def refuse_opening_another(self) -> None:
        """The same for who is about to open the path once more. For any thread: the connection is not used."""
        if self._is_another():
            raise Refused(REPLACED, path=self._path)

    def _is_another(self) -> bool:
        return identity_of(self._path) != self._connection.identity

    def _data_version(self) -> int:
        """Another number where another connection has written since."""
        row = self._connection.row("PRAGMA data_version")
        return row[0] if row else 0

    def _carry_over(self) -> None:
        if self._connection.in_transaction:
            self._connection.run("ROLLBACK")
        if identity_of(self._path) is None or self._data_version() == self._version:
            self._connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")
