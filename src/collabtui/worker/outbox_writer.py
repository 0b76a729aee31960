"""Writing down what became of mails, while the next one goes over the line."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import TracebackType
from typing import Self, TypeVar

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch

T = TypeVar("T")


class OutboxWriter:
    """Settles mails and takes batches in a thread of its own, which has its own connection to the database.

    At most one outcome is being written. Who sends awaits `written` before the next mail is handed over: `kill -9` then
    leaves one mail of which nobody knows whether it arrived. The outcomes of a batch are flushed to the disk together:
    a power cut can take them along, and lets these mails be sent once more.

    Give it to `with`, inside a running event loop; at the end of the block everything that was begun has been written,
    or was refused."""

    def __init__(self, workspace: Workspace, batch: int, progress: Callable[[Outgoing], None]) -> None:
        self._workspace = workspace
        self._batch = batch
        self._progress = progress
        self._thread = ThreadPoolExecutor(1, "collabtui-outbox")
        self._settling: asyncio.Future[Outgoing] | None = None
        self._taking: asyncio.Future[list[Outgoing]] | None = None

    def __enter__(self) -> Self:
        self._thread.submit(self._open).result()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._thread.submit(self._store.close)
        self._thread.shutdown()

    def settle(self, mail: Outgoing, outcome: Outcome) -> None:
        """Begin to write what became of a mail. The one before has to be written."""
        self._settling = self._begin(lambda: self._settle_unflushed(mail, outcome))

    def settle_last(self, mail: Outgoing, outcome: Outcome) -> None:
        """The same of the last one of a batch, with which the others are flushed."""
        self._settling = self._begin(lambda: settle(self._own.as_worker(), mail, outcome))

    async def written(self) -> None:
        """Wait until the outcome that was begun last outlives this process. Raises what `outbox.settle` raises, once."""
        settling, self._settling = self._settling, None
        if settling:
            self._progress(await settling)

    def take_next(self) -> None:
        """Begin to mark the mails that are to be sent next."""
        self._taking = self._begin(lambda: take_batch(self._own.as_worker(), self._batch))

    async def taken(self) -> list[Outgoing]:
        """The mails that `take_next` marked; none where it was not called since, or was refused as `take_batch` is."""
        taking, self._taking = self._taking, None
        return await taking if taking else []

    def _open(self) -> None:
        self._store = self._workspace.store.open_again()
        self._own = replace(self._workspace, store=self._store)

    def _settle_unflushed(self, mail: Outgoing, outcome: Outcome) -> Outgoing:
        with self._store.unflushed():
            return settle(self._own.as_worker(), mail, outcome)

    def _begin(self, write: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._thread, write)
