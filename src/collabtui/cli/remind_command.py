"""`collabtui remind [--dry-run]`: what is due to be reminded or escalated now."""

from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.due_rows import due_lines, due_rows
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.send_queued import send_queued
from collabtui.cli.base.unreadable_errors import warn_of_error


class RemindArgs(NamedTuple):
    dry_run: bool = False


def register(parser: Parser) -> None:
    parser.does(remind_now, RemindArgs)


def remind_now(context: Context, arguments: RemindArgs) -> int:
    """Lists what the worker would queue at this instant, and queues and sends it unless it is a dry run. Exit code 1
    where a record could not be read; the others were reminded of."""
    from collabtui.lifecycle.backup.past_unreadable_records import past_unreadable
    from collabtui.lifecycle.due.registry import list_due, queue_due

    stores = dict.fromkeys((context.workspace.store, context.visible))
    found = past_unreadable(stores, lambda: list_due(context.visible, context.workspace.as_worker()))
    rows = due_rows(found.result)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("remind.none")
    else:
        context.out.lines(due_lines(context, rows))
    if not arguments.dry_run:
        queued = past_unreadable([context.workspace.store], lambda: queue_due(context.workspace.as_worker()))
        if queued.result:
            send_queued(context)
    for row in found.set_aside:
        warn_of_error(context, row.error())
    return 1 if found.set_aside else 0
