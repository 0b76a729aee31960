"""`collabtui receive`: one message on standard input, from procmail, sieve or a pipe."""

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import NoArgs, Parser
from collabtui.cli.base.input_files import standard_input
from collabtui.cli.base.unreadable_errors import warn_of_error
from collabtui.errors import Refused
from collabtui.store.unreadable_row import UnreadableRow
from collabtui.text.width import on_a_line


def register(parser: Parser) -> None:
    parser.does(receive_message, NoArgs)


def receive_message(context: Context, _: NoArgs) -> None:
    """Taken in is enough: the answer goes out with the next `sync`, so that a mail server is never kept waiting by
    another."""
    from collabtui.cli.inbox.explain_command import as_json
    from collabtui.lifecycle.backup.records_set_aside import note_set_aside
    from collabtui.lifecycle.mail_in.reading_budget import TOO_SLOW, TooSlow
    from collabtui.lifecycle.mail_in.receive import receive, set_aside

    raw = standard_input()
    if not raw.strip():
        raise Refused("receive.nothing")
    met: list[UnreadableRow] = []
    try:
        incoming = receive(context.workspace.as_worker(), raw, met=met.append)
    except TooSlow:  # nobody will bring it again
        incoming = set_aside(context.workspace.as_worker(), raw, TOO_SLOW)
    context.is_done_unheard = True  # else a mail server would bring it again, or send it back
    for row in note_set_aside(context.workspace, met):
        warn_of_error(context, row.error())
    if incoming is None:
        context.say("receive.known")
        return
    if context.options.json:
        context.show(as_json(incoming))
    context.say(f"sync.{incoming.state}", ref=incoming.ref, sender=incoming.sender, subject=on_a_line(incoming.subject))
