"""Emptying the outbox: one connection for all that is due."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabtui.config import Smtp
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, put_back, put_back_left, take_batch
from collabtui.mail.transport.secrets import Secret
from collabtui.worker.outbox_writer import OutboxWriter

if TYPE_CHECKING:
    from collabtui.mail.transport.smtp import SendResult, SmtpConnection

BATCH = 20
"""Mails marked in one transaction. After a crash in between they are the ones that are looked at again."""


@dataclass(frozen=True)
class SendCount:
    sent: int = 0
    failed: int = 0
    """Refused for good."""
    later: int = 0
    """Refused for now."""


SendProgress = Callable[[Outgoing], None]
"""Told of each mail with its new state."""


async def send_due(
    workspace: Workspace,
    server: Smtp,
    secret: Secret | None,
    progress: SendProgress = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> SendCount:
    """Send all that is due. Raises `Unreachable` where the server is gone or does not let us in; what was not sent
    stays queued. The caller holds the worker's lease, which `workspace` names; raises `Refused` (worker.lost) when it
    is over."""
    put_back_left(workspace.as_worker())
    batch = take_batch(workspace.as_worker(), BATCH)
    if not batch:
        return SendCount()
    from collabtui.mail.transport.smtp import connect  # most passes find nothing to send, and need no SMTP

    count = {"sent": 0, "permanent": 0, "temporary": 0}
    with OutboxWriter(workspace, BATCH, progress) as writer:
        waiting = list(batch)
        try:
            async with connect(server, secret, stop=stop) as connection:
                while waiting:
                    if len(waiting) == 1:
                        writer.take_next()
                    outcome = await _send(workspace, connection, waiting[0], writer)
                    settle = writer.settle if waiting[1:] else writer.settle_last
                    settle(waiting.pop(0), outcome)
                    count[outcome.kind] += 1
                    waiting = waiting or await writer.taken()
                await writer.written()
        except Unreachable as error:
            await writer.written()
            why = str(error.values.get("text") or error.key)
            put_back(workspace.as_worker(), [*waiting, *await writer.taken()], why)
            raise
    return SendCount(count["sent"], count["permanent"], count["temporary"])


async def _send(workspace: Workspace, connection: "SmtpConnection", mail: Outgoing, writer: OutboxWriter) -> Outcome:
    sender = workspace.config.organiser.email
    result = await connection.send(mail.raw, sender, mail.to, before_data=writer.written)
    await writer.written()  # also where the server did not want to hear more than the addresses
    return _outcome(result)


def _outcome(result: "SendResult") -> Outcome:
    said = f"{result.code} {result.text}".strip()
    if result.outcome == "ok":
        return Outcome("sent", said)
    return Outcome(result.outcome, said, speaks_against_address=result.stage == "recipient")
