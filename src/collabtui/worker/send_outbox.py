"""Emptying the outbox: one connection for all that is due."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabtui.config import Smtp
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, put_back, put_back_left, settle, take_batch
from collabtui.mail.transport.secrets import Secret

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

    waiting = list(batch)
    count = {"sent": 0, "permanent": 0, "temporary": 0}
    try:
        async with connect(server, secret, stop=stop) as connection:
            while waiting:
                mail = waiting[0]
                outcome = await _send(workspace, connection, mail)
                progress(settle(workspace.as_worker(), mail, outcome))
                count[outcome.kind] += 1
                waiting = waiting[1:] or take_batch(workspace.as_worker(), BATCH)
    except Unreachable as error:
        put_back(workspace.as_worker(), waiting, str(error.values.get("text") or error.key))
        raise
    return SendCount(count["sent"], count["permanent"], count["temporary"])


async def _send(workspace: Workspace, connection: "SmtpConnection", mail: Outgoing) -> Outcome:
    result = await connection.send(mail.raw, workspace.config.organiser.email, mail.to)
    return _outcome(result)


def _outcome(result: "SendResult") -> Outcome:
    answer = f"{result.code} {result.text}".strip()
    if result.outcome == "ok":
        return Outcome("sent", answer)
    return Outcome(result.outcome, answer, speaks_against_address=result.stage == "recipient")
