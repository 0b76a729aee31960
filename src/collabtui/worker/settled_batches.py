"""The mails of one sending, and what is written of them, by a thread beside the line to the server."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import CollabError, Conflict, Refused, Unreachable
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox import Outcome, note_after_loss, put_back_left, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import TrueAsTheyLeave

SendProgress = Callable[[Outgoing], None]
"""Told of each mail with its new state."""

BRIEF = 0.01
"""Seconds for which the line stands still for a thread: a turn of the loop that is woken by one costs as much as most
writings take."""
LEAST = 1
"""When no more wait, the one that is handed over included, the next batch is marked."""


@dataclass
class LeftToNote:
    """The part of a sending that the database took no note of, kept by the worker until it does: the server has the
    mail, and it is not to be handed over again."""

    answered: list[tuple[Outgoing, Outcome]] = field(default_factory=list)
    """In the order in which the server spoke."""
    is_marked: bool = False
    """Mails may be marked still that were not handed over."""

    def note(self, acting: Acting) -> Iterator[Outgoing]:
        """Writes the outcomes. Keeps those that `Unreachable` or `Conflict` refuses; raises as `settle`, and then what
        the server took is noted where nobody else has marked it since."""
        while self.answered:
            mail, outcome = self.answered.pop(0)
            try:
                settled = settle(acting, mail, outcome)
            except (Unreachable, Conflict):
                self.answered.insert(0, (mail, outcome))
                raise
            except Refused:
                self.answered.insert(0, (mail, outcome))
                self._note_after_loss(acting)
                raise
            yield settled

    def _note_after_loss(self, acting: Acting) -> None:
        """What cannot be noted any more is somebody else's by now."""
        taken = [mail for mail, outcome in self.answered if outcome.kind == "sent"]
        self.answered.clear()
        for mail in taken:
            with suppress(CollabError):
                note_after_loss(acting, mail)

    def take_up(self, acting: Acting, progress: SendProgress) -> None:
        """Writes what is left of an earlier sending under this lease, and puts back what was not handed over."""
        for mail in self.note(acting):
            progress(mail)
        put_back_left(acting)
        self.is_marked = False


class SettledBatches:
    """Mails that are marked as being sent, a batch at a time.

    What the server said of one mail is on the disk, flushed, before the next one is handed over: `kill -9` or a power
    cut leaves one of which nobody knows whether it arrived. The note is written and flushed while the server is told
    from whom and to whom the next one goes, and begun when the first of that is on its way: the thread and the line
    take turns in one interpreter. The next batch is marked while the server looks at a mail. Nothing is handed over
    whose mark is not on the disk."""

    def __init__(
        self,
        workspace: Workspace,
        batch: int,
        progress: SendProgress,
        left: LeftToNote,
        thread: ThreadPoolExecutor,
    ) -> None:
        self._workspace = workspace
        """With a store of the thread's own."""
        self._batch = batch
        self._progress = progress
        self._thread = thread
        self._left = left
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
            await _done(self._mark_ahead())
        return bool(self.waiting)

    def answered(self, outcome: Outcome) -> None:
        """Of the first that waits, of which the server has spoken. It is written as soon as nothing else is to be done
        at once; nothing that fails meanwhile makes it be handed over again."""
        self._left.answered.append((self.waiting.pop(0), outcome))
        asyncio.get_running_loop().call_soon(self._begin_to_write)

    async def written(self) -> None:
        """Returns once the outcomes of the mails before are on the disk, which has to be before the next is handed
        over. Raises `Refused` (worker.lost) and what the disk refuses."""
        self._begin_to_write()
        while self._writing is not None:
            writing, self._writing = self._writing, None
            await _done(writing)
            self._begin_to_write()
        self._tell()
        if len(self.waiting) <= LEAST:
            self._mark_ahead()

    def settle(self) -> None:
        """Writes the outcomes that were not written, or were refused. Raises as `written`."""
        self._writing = self._thread.submit(self._settle)
        self._writing.result()
        self._tell()

    def _begin_to_write(self) -> None:
        if self._left.answered and self._writing is None:
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
        self._settled.extend(self._left.note(self._workspace.as_worker()))

    def _tell(self) -> None:
        while self._settled:
            self._progress(self._settled.pop(0))


async def _done(writing: Future[None]) -> None:
    """Raises what it was refused with."""
    try:
        writing.exception(BRIEF)
    except TimeoutError:
        await asyncio.wrap_future(writing)
    writing.result()


@contextmanager
def settled_batches(
    workspace: Workspace, batch: int, progress: SendProgress, left: LeftToNote
) -> Iterator[SettledBatches]:
    """With the thread that writes, which ends with the block."""
    with ThreadPoolExecutor(1, "collabtui-outbox") as thread:
        store = thread.submit(workspace.store.open_again).result()
        try:
            yield SettledBatches(replace(workspace, store=store), batch, progress, left, thread)
        finally:
            thread.submit(store.close).result()
