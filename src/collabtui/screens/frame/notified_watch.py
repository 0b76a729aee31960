"""Seeing soon that anybody wrote to the organisation's database: it tells so itself, once what was written is there.

Where the line is lost it is made anew beside the loop, again and again, and what was missed meanwhile is seen then."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from collabtui.errors import CollabError

if TYPE_CHECKING:
    from collabtui.store.postgresql.listening import Listening

BEGIN = 0.3
"""Seconds after which a page begins to listen: its first frame comes before."""
AGAIN = 1.0
"""Seconds between two tries to listen."""


class NotifiedWatch:
    """As `change_watch.ChangeWatch`; `listen` connects, and may take its time."""

    def __init__(
        self, listen: "Callable[[], Listening]", changed: Callable[[], bool], tell: Callable[[], object]
    ) -> None:
        self._listen = listen
        self._changed = changed
        self._tell = tell
        self._runs = 0
        """Odd while it runs: what was begun in an earlier run is dropped when it comes."""
        self._listening: Listening | None = None
        self._next: asyncio.TimerHandle | None = None

    def start(self) -> None:
        if not self._runs % 2:
            self._runs += 1
            self._begin_in(BEGIN)

    def stop(self) -> None:
        self._runs += self._runs % 2
        if self._next is not None:
            self._next.cancel()
            self._next = None
        self._drop()

    def _begin_in(self, seconds: float) -> None:
        self._next = asyncio.get_running_loop().call_later(seconds, self._begin)

    def _begin(self) -> None:
        self._next = None
        run = self._runs
        connecting = asyncio.get_running_loop().run_in_executor(None, self._listen)
        connecting.add_done_callback(lambda done: self._connected(done, run))

    def _connected(self, done: "asyncio.Future[Listening]", run: int) -> None:
        try:
            listening = done.result()
        except (CollabError, asyncio.CancelledError):
            if run == self._runs:
                self._begin_in(AGAIN)
            return
        if run != self._runs:
            listening.close()
            return
        self._listening = listening
        asyncio.get_running_loop().add_reader(listening.fileno(), self._heard)
        self._look()  # perhaps: until now nobody told of anything

    def _heard(self) -> None:
        try:
            if self._listening is not None:
                self._listening.forget()
        except CollabError:
            self._drop()
            self._begin_in(AGAIN)
        self._look()

    def _look(self) -> None:
        if self._changed():
            self._tell()

    def _drop(self) -> None:
        if self._listening is not None:
            asyncio.get_running_loop().remove_reader(self._listening.fileno())
            self._listening.close()
            self._listening = None
