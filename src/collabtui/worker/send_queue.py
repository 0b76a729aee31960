"""The mails of one sending, and what is written of them while the server is busy with the next one."""

from collections.abc import Callable
from contextlib import nullcontext

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves

SendProgress = Callable[[Outgoing], None]
"""Told of each mail with its new state."""


class SendQueue:
    """Mails that are marked as being sent, a batch at a time.

    What the server said of one mail is written before the next one is handed over, so that `kill -9` leaves one of
    which nobody knows whether it arrived. These notes are flushed to the disk a batch at a time, with the marks of the
    next one: a power cut can take a batch of them along, and lets these mails be sent once more, none be lost."""

    def __init__(self, workspace: Workspace, batch: int, progress: SendProgress) -> None:
        self._workspace = workspace
        self._batch = batch
        self._progress = progress
        self._answered: tuple[Outgoing, Outcome] | None = None
        self.waiting: list[Outgoing] = []
        """Not answered yet; the first is the one to be sent."""

    def more(self) -> bool:
        """Whether a mail waits. Raises as `write` does."""
        if not self.waiting:
            self.write()
        return bool(self.waiting)

    def answered(self, outcome: Outcome) -> None:
        """Of the first that waits, of which the server has spoken."""
        self._answered = self.waiting.pop(0), outcome

    def write(self) -> None:
        """Write the outcome of the mail before, which has to stand before the next is handed over, and, when that is
        the last of its batch, the marks of the next. Raises `Refused` (worker.lost) and what the disk refuses."""
        self.settle()
        if len(self.waiting) <= 1:
            self.waiting += take_batch(self._workspace.as_worker(), self._batch, true_as_it_leaves)

    def settle(self) -> None:
        """Write the outcome of the mail before, once."""
        if self._answered is None:
            return
        with self._workspace.store.unflushed() if self.waiting else nullcontext():
            settled = settle(self._workspace.as_worker(), *self._answered)
        self._answered = None
        self._progress(settled)
