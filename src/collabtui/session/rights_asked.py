"""Whether roles count, and since which change: on a server each question is a round trip, and a page asks often."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from collabtui.store.queries.row_reader import change_counter, roles_count

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection

FRESH = 0.25
"""Seconds for which what the server said is believed where nobody told of a change meanwhile (NOTIFY): within that a
change has to be on every screen. Whoever writes is asked within his transaction all the same."""


class RightsAsked:
    """Of one session. `seconds`: how long an answer is believed; 0 asks each time, as of a file."""

    def __init__(self, timer: Callable[[], float], seconds: float) -> None:
        self._timer, self._seconds = timer, seconds
        self._told: tuple[int, float] | None = None
        """The change counter, and when it was asked."""
        self._roles: tuple[int, bool] | None = None
        """Whether roles count, as of a counter."""

    def look(self, reader: "Connection") -> int:
        """The change counter as it is now."""
        asked = self._timer()
        counter = change_counter(reader)
        self._told = (counter, asked)
        return counter

    def counter(self, reader: "Connection") -> int:
        """As it is now, or was less than `seconds` ago."""
        told = self._told
        if told is not None and self._timer() - told[1] < self._seconds:
            return told[0]
        return self.look(reader)

    def roles_count(self, reader: "Connection") -> bool:
        counter = self.counter(reader)
        known = self._roles
        if known is None or known[0] != counter:
            known = self._roles = (counter, roles_count(reader))
        return known[1]

    def forget(self) -> None:
        """After a change of one's own."""
        self._told = None
