"""Loading a long list again and again while others write: one load at a time, and a rest between two."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from textual import work

from collabtui.screens.frame.page import Page

LONGEST_REST = 0.15
"""Seconds, after which what others wrote meanwhile is read."""


class PagedLoader:
    """Asked for a load while one runs, it does one more when that is over, however often it was asked. So no query
    waits behind old ones, and a worker that writes a hundred mails a second does not keep a page busy with nothing
    else."""

    def __init__(self, load: Callable[[], Awaitable[None]], clock: Callable[[], float] = time.monotonic) -> None:
        self._load, self._clock = load, clock
        self._runs = False
        self._again = False
        self._hurry = asyncio.Event()

    def hurry(self) -> None:
        """No rest before the next load: whoever asked for it sees nothing of what he asked for until then, and his
        next key would find no row."""
        self._hurry.set()

    async def ask(self) -> None:
        """Returns when what was asked for is shown, by this call or by the one that runs."""
        self._again = True
        if self._runs:
            return
        self._runs = True
        try:
            while self._again:
                self._again = False
                self._hurry.clear()
                started = self._clock()
                await self._load()
                if self._again and not self._hurry.is_set():
                    await self._rest(min(LONGEST_REST, self._clock() - started))
        finally:
            self._runs = False

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._hurry.wait(), seconds)


class LoadingPage(Page):
    """A page over a long list: give `look_again`, which reads and shows."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._steady = PagedLoader(self.look_again)

    async def look_again(self) -> None:
        raise NotImplementedError

    def refresh_rows(self) -> None:
        self._load()

    def refresh_now(self) -> None:
        self._steady.hurry()
        super().refresh_now()

    @work(group="list")
    async def _load(self) -> None:
        """Nothing before all is set up: a size or a tab that changes asks for it even then."""
        if self.session.configured:
            await self._steady.ask()
