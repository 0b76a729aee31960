"""Commands under a fixed clock (`--now`, COLLABTUI_NOW): what waits for a later instant waits for ever."""

from collabtui.cli.base.context import Context


def say_what_stays(context: Context) -> None:
    """After a command that wrote: how many mails of this instant are queued still, and what sends them."""
    if not context.has_written:
        return
    from collabtui.domain.mail.mail_records import Outgoing

    now = context.clock()
    left = [
        mail
        for mail in context.workspace.store.find(Outgoing, state="queued")
        if mail.queued_at == now or (mail.not_before and mail.not_before > now)
    ]
    if left:
        context.warn("mail.clock_stands", n=len(left))
