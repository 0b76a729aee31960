"""Looking again and again whether anybody wrote. It goes on in the event loop itself: a timer of Textual would send a
message each time, which costs ten times as much as the look."""

import asyncio
from collections.abc import Callable

LOOK = 0.03
"""Seconds between two looks; a look is one indexed query of a few microseconds."""


class Looking:
    """Asks `changed` until it is stopped, and calls `tell` whenever that is so. To be started where the loop runs."""

    def __init__(self, changed: Callable[[], bool], tell: Callable[[], object]) -> None:
        self._changed = changed
        self._tell = tell
        self._next: asyncio.TimerHandle | None = None

    def start(self) -> None:
        if self._next is None:
            self._wait()

    def stop(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _wait(self) -> None:
        self._next = asyncio.get_running_loop().call_later(LOOK, self._look)

    def _look(self) -> None:
        self._wait()
        if self._changed():
            self._tell()
