"""Sending what a command has queued: what is queued is kept, so a server that is away is no refusal of the command."""

from collabtui.cli.base.context import Context, passwords
from collabtui.errors import NoPassword, Refused, Unreachable


def send_queued(context: Context) -> int:
    """Send what is due now; how many mails left. What cannot be sent, since the server or its password is away, is kept
    and left to the worker, which the sentence says."""
    try:
        return send_now(context)
    except (NoPassword, Unreachable) as error:
        context.warn(error.key, **error.values)
        return 0


def send_now(context: Context) -> int:
    """The same where sending is all that was asked for. While another worker runs, it sends them, and
    any for who enters by a login of his own.

    Raises `Unreachable` as the server gives cause; what was queued stays so, which the sentence says."""
    from collabtui.domain.mail.mail_records import Outgoing
    from collabtui.worker.one_pass import flush
    from collabtui.worker.real_clock import wall_clock

    def progress(mail: Outgoing) -> None:
        if mail.state != "sent":
            context.warn("mail.not_sent", ref=mail.ref, to=mail.to, why=mail.last_error)

    try:
        sent = flush(context.workspace, passwords(context), wall_clock, progress)
    except Refused as error:
        if error.key not in ("worker.busy", "worker.own_login"):
            raise
        context.say("mail.worker_sends" if error.key == "worker.busy" else "mail.any_worker_sends")
        return 0
    context.say("mail.sent", n=sent.sent)
    for fault in sent.unreadable:
        context.warn(fault.key, **fault.values)
    return sent.sent


def send_assignment_mails(context: Context) -> None:
    """Send what a command has queued besides its own work, where that is anything: people hear which part they have."""
    from collabtui.lifecycle.base.outbox import due

    if due(context.workspace.store, context.clock(), 1):
        send_queued(context)
