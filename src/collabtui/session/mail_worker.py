"""The worker beside the screens: reads, reminds and sends in a thread of its own, unless another worker does."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from collabtui.errors import CollabError

if TYPE_CHECKING:
    from collabtui.session.services import Services
    from collabtui.worker.watch_loop import WatchEvent


class MailWorker:
    """`told` gets what happened, `failed` why it does not work; both are called in the worker's threads, and no more
    once it is to stop."""

    def __init__(
        self, services: "Services", report: "Callable[[WatchEvent], object]", failed: Callable[[CollabError], object]
    ) -> None:
        self._services = services
        self._report, self._failed = report, failed
        self._stop = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        """Nothing where it runs, or where there is no configuration."""
        if self._services.session.configured and (self.thread is None or not self.thread.is_alive()):
            self._stop.clear()
            self.thread = threading.Thread(target=self._work, name="collabtui-worker", daemon=True)
            self.thread.start()

    async def restart(self) -> None:
        """With the new configuration; the old one's worker may be in the middle of a mail."""
        await self.rest()
        self.start()

    async def rest(self) -> None:
        """Until it is started again: it is done with the mail that it is in the middle of."""
        self._stop.set()
        if self.thread is not None:
            await asyncio.to_thread(self.thread.join)

    def stop(self, patience: float) -> None:
        """Waits `patience` seconds for what it is about."""
        self._stop.set()
        if self.thread is not None:
            self.thread.join(timeout=patience)

    def _work(self) -> None:
        from collabtui.config_file import read_config
        from collabtui.lifecycle.base.workspace import open_workspace
        from collabtui.worker.real_clock import wall_clock
        from collabtui.worker.watch_loop import watch

        session = self._services.session
        try:
            config = read_config(session.home)
            watch(
                lambda: open_workspace(session.home, config, session.clock, timer=time.thread_time),
                self._services.mail.password,
                wall_clock,
                self._stop,
                self._happened,
            )
        except CollabError as error:
            if not self._stop.is_set():
                self._failed(error)

    def _happened(self, event: "WatchEvent") -> None:
        if not self._stop.is_set():
            self._report(event)
