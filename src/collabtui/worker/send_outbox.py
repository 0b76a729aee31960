"""Sending the outbox: one connection for all that is due."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from collabtui.config import Smtp
from collabtui.errors import Unreachable, UnreadableRecord
from collabtui.lifecycle.backup.records_set_aside import note_set_aside
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, put_back, put_back_left
from collabtui.mail.transport.secrets import Secret
from collabtui.store.unreadable_row import UnreadableRow
from collabtui.text.catalogue import Catalogue
from collabtui.worker.settled_batches import LeftToNote, SendProgress, SettledBatches

if TYPE_CHECKING:
    from collabtui.mail.transport.smtp import SendResult

BATCH = 20
"""Mails marked in one transaction. After a crash in between they are the ones that are looked at again."""


@dataclass(frozen=True)
class SendCount:
    sent: int = 0
    failed: int = 0
    """Refused for good."""
    later: int = 0
    """Refused for now."""
    unreadable: tuple[UnreadableRecord, ...] = ()
    """Why mails that were due stay where they are."""

    def __add__(self, other: "SendCount") -> "SendCount":
        unreadable = self.unreadable + other.unreadable
        return SendCount(self.sent + other.sent, self.failed + other.failed, self.later + other.later, unreadable)


async def send_due(
    workspace: Workspace,
    server: Smtp,
    secret: Secret | None,
    progress: SendProgress = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    left: LeftToNote | None = None,
) -> SendCount:
    """Send all that is due. Raises `Unreachable` where the server is gone or does not let us in; what was not sent
    stays queued, and so does what is under way when the process is ended. The caller holds the worker's lease, which
    `workspace` names; raises `Refused` (worker.lost) when it is over. When `stop` says so it ends after the mail that
    is on its way, and what was marked waits as before. `left` is what a worker keeps from one sending to the next."""
    left = left or LeftToNote()
    left.take_up(workspace.as_worker(), progress)
    left.is_marked = True
    try:
        queue = SettledBatches(workspace, BATCH, progress, left)
        count = await _send_all(workspace, queue, server, secret, stop) if queue.more() else SendCount()
        left.take_up(workspace.as_worker(), progress)
        unreadable = tuple(queue.unreadable.values())
        note_set_aside(workspace, [UnreadableRow.of(error) for error in unreadable])
        return replace(count, unreadable=unreadable)
    except BaseException as error:
        if not isinstance(error, Exception):  # ended from outside: nobody comes back to what was marked
            put_back_left(workspace.as_worker())
        raise


async def _send_all(
    workspace: Workspace, queue: SettledBatches, server: Smtp, secret: Secret | None, stop: Callable[[], bool]
) -> SendCount:
    from collabtui.mail.transport.smtp import connect  # most passes find nothing to send, and need no SMTP

    count = {"sent": 0, "permanent": 0, "temporary": 0}
    try:
        async with connect(server, secret, stop=stop) as connection:
            while not stop() and queue.more():
                mail = queue.waiting[0]
                result = await connection.send(mail.raw, workspace.config.organiser.email, mail.to, ready=queue.written)
                outcome = _outcome(result)
                queue.answered(outcome)
                count[outcome.kind] += 1
            queue.written()
    except BaseException as error:
        queue.settle()  # what the server said of the mail before is known
        if isinstance(error, Unreachable):
            put_back(workspace.as_worker(), queue.waiting, str(error.values.get("text") or _away(workspace, error)))
        raise
    return SendCount(count["sent"], count["permanent"], count["temporary"])


def _away(workspace: Workspace, error: Unreachable) -> str:
    """Why no mail leaves, for its list: the first sentence, what to do about it is said once."""
    sentence = Catalogue(workspace.config.organiser.locale)(error.key, **error.values)
    return re.split(r"。|(?<=\w)\. ", sentence, maxsplit=1)[0]


def _outcome(result: "SendResult") -> Outcome:
    answer = f"{result.code} {result.text}".strip()
    if result.outcome == "ok":
        return Outcome("sent", answer)
    return Outcome(result.outcome, answer, speaks_against_address=result.stage == "recipient")
