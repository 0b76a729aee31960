"""`collabtui remind [--dry-run]`: what is due to be reminded or escalated now."""

from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.due_rows import due_lines, due_rows
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.send_queued import send_queued


class RemindArgs(NamedTuple):
    dry_run: bool = False


def register(parser: Parser) -> None:
    parser.does(remind_now, RemindArgs)


def remind_now(context: Context, arguments: RemindArgs) -> None:
    """Lists what the worker would queue at this instant, and queues and sends it unless it is a dry run."""
    from collabtui.lifecycle.due.registry import list_due, queue_due

    rows = due_rows(list_due(context.visible, context.workspace.as_worker()))
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("remind.none")
    else:
        context.out.lines(due_lines(context, rows))
    if not arguments.dry_run and queue_due(context.workspace.as_worker()):
        send_queued(context)
