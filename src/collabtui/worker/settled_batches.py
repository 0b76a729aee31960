"""The mails of one sending, and what is written of them, by a thread beside the line to the server."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves

SendProgress = Callable[[Outgoing], None]
"""Told of each mail with its new state."""


class SettledBatches:
    """Mails that are marked as being sent, a batch at a time.

    What the server said of one mail is on the disk, flushed, before the next one is handed over: `kill -9` or a power
    cut leaves one of which nobody knows whether it arrived. The note is written and flushed while the server is told
    from whom and to whom the next one goes. Nothing is handed over whose mark is not on the disk."""

    def __init__(self, workspace: Workspace, batch: int, progress: SendProgress, thread: ThreadPoolExecutor) -> None:
        self._workspace = workspace
        """With a store of the thread's own."""
        self._batch = batch
        self._progress = progress
        self._thread = thread
        self._answered: tuple[Outgoing, Outcome] | None = None
        self._settled: list[Outgoing] = []
        """Of which `progress` was not told yet."""
        self._writing: Future[None] | None = None
        self.waiting: list[Outgoing] = []
        """Not answered yet; the first is the one to be sent."""

    async def more(self) -> bool:
        """Whether a mail waits. Raises as `written` does."""
        if not self.waiting:
            self._writing = self._writing or self._thread.submit(self._write)
            await self.written()
        return bool(self.waiting)

    def answered(self, outcome: Outcome) -> None:
        """Of the first that waits, of which the server has spoken. Begins to write it."""
        self._answered = self.waiting.pop(0), outcome
        self._writing = self._thread.submit(self._write)

    async def written(self) -> None:
        """Returns once the outcome of the mail before is on the disk, which has to be before the next is handed over,
        and, when that is the last of its batch, the marks of the next. Raises `Refused` (worker.lost) and what the
        disk refuses."""
        writing, self._writing = self._writing, None
        if writing is not None:
            if not writing.done():
                await asyncio.wrap_future(writing)
            writing.result()
        self._tell()

    def settle(self) -> None:
        """Writes the outcome of the mail before where that was not written, or was refused. Raises as `written`."""
        self._thread.submit(self._settle).result()
        self._tell()

    def _write(self) -> None:
        self._settle()
        if len(self.waiting) <= 1:
            self.waiting += take_batch(self._workspace.as_worker(), self._batch, true_as_it_leaves)

    def _settle(self) -> None:
        if self._answered is not None:
            self._settled.append(settle(self._workspace.as_worker(), *self._answered))
            self._answered = None

    def _tell(self) -> None:
        while self._settled:
            self._progress(self._settled.pop(0))


@contextmanager
def settled_batches(workspace: Workspace, batch: int, progress: SendProgress) -> Iterator[SettledBatches]:
    """With the thread that writes, which ends with the block."""
    with ThreadPoolExecutor(1, "collabtui-outbox") as thread:
        store = thread.submit(workspace.store.open_again).result()
        try:
            yield SettledBatches(replace(workspace, store=store), batch, progress, thread)
        finally:
            thread.submit(store.close).result()
