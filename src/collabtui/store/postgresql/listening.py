"""Hearing soon that anybody wrote, at no cost while nobody does: LISTEN, on a connection of its own, which no pool of
transactions may stand before."""

from contextlib import suppress

import psycopg

from collabtui.store.postgresql.postgresql_connection import own_connection, parameters, raise_explained
from collabtui.store.postgresql.sequences import CHANNEL


class Listening:
    """Can be read from, by its `fileno`, whenever somebody has written, and when the line is lost."""

    def __init__(self, url: str, password: str | None) -> None:
        """Raises as `postgresql_connection.connect`."""
        self.place, given = parameters(url, password)
        self._own = own_connection(self.place, given)
        try:
            self._own.execute(f"LISTEN {CHANNEL}")
        except psycopg.Error as error:
            self.close()
            raise_explained(error, self.place)
        self._descriptor = self._own.fileno()
        """Asked once: a line that was lost has none."""

    def fileno(self) -> int:
        return self._descriptor

    def forget(self) -> None:
        """All that was told so far. Raises `Unreachable` (database.gone) where the line is lost."""
        try:
            for _ in self._own.notifies(timeout=0):
                pass
        except psycopg.Error as error:
            raise_explained(error, self.place)

    def close(self) -> None:
        with suppress(psycopg.Error):
            self._own.close()
