"""`collabtui sync`: reads, reminds and sends once, for cron."""

from typing import NamedTuple

from collabtui.cli.base.context import Context, passwords
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.unreadable_errors import error_as_seen
from collabtui.text.width import on_a_line


class SyncArgs(NamedTuple):
    accounts: tuple[str, ...] = ()


def register(parser: Parser) -> None:
    parser.does(sync_once, SyncArgs)


def sync_once(context: Context, arguments: SyncArgs) -> int:
    """Exit code 1 when a server did not do its part; what could be done was done."""
    from collabtui.domain.access.mail_account import account_names
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.worker.one_pass import sync
    from collabtui.worker.real_clock import wall_clock

    def read(incoming: Incoming) -> None:
        if incoming.verdict != "ignore":
            context.say(
                f"sync.{incoming.state}", ref=incoming.ref, sender=incoming.sender, subject=on_a_line(incoming.subject)
            )

    done = sync(
        context.workspace, passwords(context), wall_clock, accounts=account_names(arguments.accounts), read=read
    )
    errors = [error_as_seen(context, error) for error in done.errors]
    if context.options.json:
        context.show(
            {
                "read": dict(done.read),
                "reminded": done.reminded,
                "sent": done.sent.sent,
                "failed": done.sent.failed,
                "later": done.sent.later,
                "errors": [context.words(one.key, **one.values) for one in errors],
            }
        )
    context.say("sync.done", read=done.read.total(), reminded=done.reminded, sent=done.sent.sent)
    for error in errors:
        context.warn(error.key, **error.values)
    return 1 if done.errors else 0
