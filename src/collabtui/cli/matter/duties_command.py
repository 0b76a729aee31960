"""`collabtui matter duties`: the draft of duties, mailed to each department with its own plan as a table."""

from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.cli.matter.consultation_commands import preview_mails, say_sent
from collabtui.cli.matter.opened_matter import opened_matter


class DutiesArgs(NamedTuple):
    ref: str
    department: str = ""
    send: bool = False


def register(parser: Parser) -> None:
    parser.verb("duties", show_or_send, DutiesArgs)


def show_or_send(context: Context, arguments: DutiesArgs) -> None:
    """As each who speaks for a department would get it; with `--send` it goes out."""
    from collabtui.lifecycle.base.queue_mail import rendered
    from collabtui.lifecycle.matters.duty_letters import duty_letters, send_duties

    ref, acting = opened_matter(context, arguments.ref), context.acting()
    if arguments.send:
        say_sent(context, "duties.sent", ref, len(send_duties(acting, ref, arguments.department)))
        return
    letters = duty_letters(context.workspace.store, acting, ref, arguments.department)
    preview_mails(context, [(one, rendered(acting, one)) for one in letters])
    context.say("duties.would_go", ref=ref, n=len(letters))
