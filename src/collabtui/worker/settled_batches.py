"""The mails of one sending, and what is written of them while the server looks at the next."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import CollabError, Conflict, Refused, Unreachable, UnreadableRecord
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox import Outcome, note_after_loss, put_back_left, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import TrueAsTheyLeave

SendProgress = Callable[[Outgoing], None]
"""Told of each mail with its new state."""

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
    cut leaves one of which nobody knows whether it arrived. It is written while the server is told from whom the next
    one comes, and the next batch is marked while it is asked whether it takes one: by the loop itself, once the line is
    waited for, since a thread beside it costs more than it saves. Nothing is handed over whose mark is not on the
    disk."""

    def __init__(self, workspace: Workspace, batch: int, progress: SendProgress, left: LeftToNote) -> None:
        self._workspace = workspace
        self._batch = batch
        self._progress = progress
        self._left = left
        self._refusal: Exception | None = None
        """Why an outcome was not noted."""
        self.waiting: list[Outgoing] = []
        """Marked, and not answered yet; the first is the one to be sent."""
        self.unreadable: dict[str, UnreadableRecord] = {}
        """By the ref of what cannot be read: a mail that was due, or what it tells of."""

    def more(self) -> bool:
        """Whether a mail waits. Raises as `written` does."""
        if not self.waiting:
            self.settle()
            self._mark()
        return bool(self.waiting)

    def answered(self, outcome: Outcome) -> None:
        """Of the first that waits, of which the server has spoken. It is written as soon as nothing else is to be done
        at once; nothing that fails meanwhile makes it be handed over again."""
        self._left.answered.append((self.waiting.pop(0), outcome))
        asyncio.get_running_loop().call_soon(self._settle_meanwhile)

    def written(self) -> None:
        """Returns once the outcomes of the mails before are on the disk, which has to be before the next is handed
        over. Raises `Refused` (worker.lost) and what the disk refuses."""
        if self._refusal:
            raise self._refusal
        self.settle()
        if len(self.waiting) <= LEAST:
            asyncio.get_running_loop().call_soon(self._mark_ahead)

    def settle(self) -> None:
        """Writes the outcomes that were not written, or were refused. Raises as `written`."""
        self._refusal = None
        for mail in self._left.note(self._workspace.as_worker()):
            self._progress(mail)

    def _settle_meanwhile(self) -> None:
        if self._refusal is None:
            try:
                self.settle()
            except Exception as error:  # noqa: BLE001  # raised to who hands the next mail over
                self._refusal = error

    def _mark_ahead(self) -> None:
        """Where it is refused, what is marked goes, and whoever wants more then hears why there is none."""
        with suppress(Exception):
            self._mark()

    def _mark(self) -> None:
        acting = self._workspace.as_worker()
        self.waiting.extend(take_batch(acting, self._batch, TrueAsTheyLeave(), self._note_unreadable))

    def _note_unreadable(self, error: UnreadableRecord) -> None:
        self.unreadable.setdefault(str(error.values.get("ref", "")), error)
