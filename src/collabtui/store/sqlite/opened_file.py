"""The file that a connection has open, and whether it is still the one under its path.

Whoever moves a database, or another one over it, leaves SQLite's log under the old path: what a connection to the file
of before writes goes into that log, and is taken for part of the file that stands there now. So nothing more is written
then. What is in the log still belongs to the file of before and is carried over into it, as long as it is certain that
nobody has written to the log for the file of now.

Whoever copies another database over it (`cp`) leaves the log, too, and of the file of before nothing: the log is
emptied then, or the last one who closes the file would write it into what was copied.
"""

import os

from collabtui.errors import CollabError, Refused
from collabtui.store.common_sql.dialect import BEGIN_TO_WRITE
from collabtui.store.interface import REPLACED
from collabtui.store.sqlite.connection import SqliteConnection, identity_of, number_of, set_number
from collabtui.store.sqlite.file_number import drawn_number


class OpenedFile:
    def __init__(self, connection: SqliteConnection) -> None:
        self._connection = connection
        self._file = connection.file
        self._path = os.path.abspath(connection.path)  # noqa: PTH100  # asked with each change: a text is the fastest
        self._version = self._data_version()
        self._number = number_of(connection)
        self._known = {self._number, self._file.number() if self._file else None}
        """What the file may say: what stands in the log reaches it later."""

    def refuse_replaced(self) -> None:
        """Raises `Refused` (store.replaced: path). It asks the system alone: with each change."""
        if self._is_another():
            self._carry_over()
            raise Refused(REPLACED, path=self._path)
        self.refuse_copied_over()

    def refuse_copied_over(self) -> None:
        """The same where another was copied over the very file, which SQLite may take for a damaged one."""
        if self._is_copied_over():
            self._empty_log()
            raise Refused(REPLACED, path=self._path)

    def number_it(self) -> None:
        """A file of before these numbers gets one, in the transaction that has begun; it counts once that is over."""
        if not self._number:
            self._number = number_of(self._connection)
            if self._number:
                self._known.add(self._number)
            else:
                set_number(self._connection, drawn_number())

    def note_writers(self) -> None:
        """Remember what others have written by now: it was written to this file."""
        self.refuse_replaced()
        self._version = self._data_version()

    def refuse_opening_another(self) -> None:
        """The same for who is about to open the path once more. For any thread: the connection is not used."""
        if self._is_another() or self._is_copied_over():
            raise Refused(REPLACED, path=self._path)

    def _is_another(self) -> bool:
        return self._file is None or identity_of(self._path) != self._file.identity

    def _is_copied_over(self) -> bool:
        return bool(self._number) and self._file is not None and self._file.number() not in self._known

    def _data_version(self) -> int:
        """Another number where another connection has written since."""
        row = self._connection.row("PRAGMA data_version")
        return row[0] if row else 0

    def _carry_over(self) -> None:
        if self._connection.in_transaction:
            self._connection.run("ROLLBACK")
        if identity_of(self._path) is None or self._data_version() == self._version:
            self._connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def _empty_log(self) -> None:
        """While nobody else writes to it; whoever wants to afterwards finds the same, and leaves it alone."""
        if not self._connection.in_transaction:
            try:
                self._connection.run(BEGIN_TO_WRITE)
            except CollabError as error:
                if error.key == "store.busy":
                    return  # who writes comes here himself
        log = f"{self._path}-wal"
        if os.path.exists(log):  # noqa: PTH110  # a text
            os.truncate(log, 0)
        if self._connection.in_transaction:
            self._connection.run("ROLLBACK")
