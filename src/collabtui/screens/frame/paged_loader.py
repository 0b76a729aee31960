"""Loading a long list again and again while others write: one load at a time, and a rest between two."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from textual import work

from collabtui.screens.frame.page import Page

LONGEST_REST = 0.15
"""Seconds: whoever types a filter meanwhile is not to notice it."""


class PagedLoader:
    """Asked for a load while one runs, it does one more when that is over, however often it was asked. So no query
    waits behind old ones, and a worker that writes a hundred mails a second does not keep a page busy with nothing
    else."""

    def __init__(self, load: Callable[[], Awaitable[None]]) -> None:
        self._load = load
        self._runs = False
        self._again = False

    async def ask(self) -> None:
        """Returns when what was asked for is shown, by this call or by the one that runs."""
        self._again = True
        if self._runs:
            return
        self._runs = True
        try:
            while self._again:
                self._again = False
                started = time.monotonic()
                await self._load()
                if self._again:
                    await asyncio.sleep(min(LONGEST_REST, time.monotonic() - started))
        finally:
            self._runs = False


class LoadingPage(Page):
    """A page over a long list: give `look_again`, which reads and shows."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._steady = PagedLoader(self.look_again)

    async def look_again(self) -> None:
        raise NotImplementedError

    def refresh_rows(self) -> None:
        self._load()

    @work(group="list")
    async def _load(self) -> None:
        await self._steady.ask()
