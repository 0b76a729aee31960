"""Seeing soon that anybody wrote, at next to no cost while nobody does.

Where the system tells of writes, nothing is looked at before it does. It tells of the write and not of the commit,
which follows when the disk has it: so from then on there is a look every few milliseconds, for a while. Elsewhere
looks come one after the other, in the event loop itself: a timer of Textual would send a message each time.
"""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

LOOK = 0.1
"""Seconds between two looks where the system tells of nothing. A look is one indexed query of a few microseconds; to
wake up for it costs twenty times as much."""
BEGIN = 0.3
"""Seconds after which a page begins to look: its first frame comes before."""
SOON = 0.01
"""Seconds between two looks after a write was told of."""
PATIENCE = 0.3
"""Seconds after the last write for which that goes on; what takes a disk longer is left to the page's next second."""


class ChangeWatch:
    """Asks `changed` until it is stopped, and calls `tell` whenever that is so. To be started where the loop runs.

    `folder` holds the files that are written when something changes."""

    def __init__(self, folder: Path, changed: Callable[[], bool], tell: Callable[[], object]) -> None:
        self._folder = folder
        self._changed = changed
        self._tell = tell
        self._runs = False
        self._watched: int | None = None
        self._next: asyncio.TimerHandle | None = None
        self._until = 0.0

    def start(self) -> None:
        if not self._runs:
            self._runs = True
            self._look_again(BEGIN, self._begin)

    def stop(self) -> None:
        self._runs = False
        if self._next is not None:
            self._next.cancel()
            self._next = None
        if self._watched is not None:
            asyncio.get_running_loop().remove_reader(self._watched)
            os.close(self._watched)
            self._watched = None

    def _begin(self) -> None:
        from collabtui.system.file_watch import watched  # after the first frame

        self._next, self._watched = None, watched(self._folder)
        if self._watched is None:
            self._look()
        else:
            asyncio.get_running_loop().add_reader(self._watched, self._written)
            self._written()  # perhaps: until now nobody told of anything

    def _look_again(self, seconds: float, look: Callable[[], None]) -> None:
        self._next = asyncio.get_running_loop().call_later(seconds, look)

    def _look(self) -> None:
        self._look_again(LOOK, self._look)
        if self._changed():
            self._tell()

    def _written(self) -> None:
        from collabtui.system.file_watch import drained

        if self._watched is not None:
            drained(self._watched)
        self._until = asyncio.get_running_loop().time() + PATIENCE
        if self._next is None:
            self._look_for_it()

    def _look_for_it(self) -> None:
        self._next = None
        if self._changed():
            self._tell()
        if asyncio.get_running_loop().time() < self._until:  # also after a change: another write may be on its way
            self._look_again(SOON, self._look_for_it)
