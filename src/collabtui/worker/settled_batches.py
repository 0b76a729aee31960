"""The mails of one sending, and what is written of them, by a thread beside the line to the server."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import TrueAsTheyLeave

SendProgress = Callable[[Outgoing], None]
"""Told of each mail with its new state."""

LEAST = 1
"""When no more wait, the one that is handed over included, the next batch is marked."""


class SettledBatches:
    """Mails that are marked as being sent, a batch at a time.

    What the server said of one mail is on the disk, flushed, before the next one is handed over: `kill -9` or a power
    cut leaves one of which nobody knows whether it arrived. The note is written and flushed while the server is told
    from whom and to whom the next one goes, and begun when the first of that is on its way: the thread and the line
    take turns in one interpreter. The next batch is marked while the server looks at a mail. Nothing is handed over
    whose mark is not on the disk."""

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
        self._marking: Future[None] | None = None
        self.waiting: list[Outgoing] = []
        """Marked, and not answered yet; the first is the one to be sent. The thread adds at the end."""

    async def more(self) -> bool:
        """Whether a mail waits. Raises as `written` does."""
        if not self.waiting:
            await self.written()
            await asyncio.wrap_future(self._mark_ahead())
        return bool(self.waiting)

    def answered(self, outcome: Outcome) -> None:
        """Of the first that waits, of which the server has spoken. It is written as soon as nothing else is to be done
        at once."""
        self._answered = self.waiting.pop(0), outcome
        asyncio.get_running_loop().call_soon(self._begin_to_write)

    async def written(self) -> None:
        """Returns once the outcome of the mail before is on the disk, which has to be before the next is handed over.
        Raises `Refused` (worker.lost) and what the disk refuses."""
        self._begin_to_write()
        writing, self._writing = self._writing, None
        if writing is not None:
            if not writing.done():
                await asyncio.wrap_future(writing)
            writing.result()
        self._tell()
        if len(self.waiting) <= LEAST:
            self._mark_ahead()

    def settle(self) -> None:
        """Writes the outcome of the mail before where that was not written, or was refused. Raises as `written`."""
        self._writing = self._thread.submit(self._settle)
        self._writing.result()
        self._tell()

    def _begin_to_write(self) -> None:
        if self._answered is not None and self._writing is None:
            self._writing = self._thread.submit(self._settle)

    def _mark_ahead(self) -> Future[None]:
        """The marking that is under way, or another. Raises what the last one was refused with."""
        if self._marking is None or self._marking.done():
            if self._marking is not None:
                self._marking.result()
            self._marking = self._thread.submit(self._mark)
        return self._marking

    def _mark(self) -> None:
        self.waiting.extend(take_batch(self._workspace.as_worker(), self._batch, TrueAsTheyLeave()))

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
