"""`collabtui action check`: the list by which what an action delivers is checked before it is handed in."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.action.action_command import CHECK_MARKS
from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.send_queued import send_assignment_mails, send_queued

if TYPE_CHECKING:
    from collabtui.domain.action import Action


class CheckArgs(NamedTuple):
    ref: str
    add: tuple[str, ...] = ()
    number: int | None = None
    ok: Literal["yes", "no"] | None = None
    remark: str = ""
    send: bool = False


def register(parser: Parser) -> None:
    parser.verb("check", check_action, CheckArgs)


def check_action(context: Context, arguments: CheckArgs) -> None:
    """Print the list; add lines to it, take down what was found on one, or send it to who does the action."""
    from collabtui.domain.action import Action
    from collabtui.errors import Refused
    from collabtui.lifecycle.actions import deliverable_checks

    ref = context.workspace.store.get(Action, arguments.ref).ref
    if (arguments.number is None) != (arguments.ok is None):
        raise Refused("checks.number_and_ok", ref=ref)
    if arguments.add:
        texts = [one.text for one in context.workspace.store.get(Action, ref).checks]
        deliverable_checks.describe_checks(context.acting(), ref, (*texts, *arguments.add))
        send_assignment_mails(context)
    if arguments.number is not None:
        is_ok = arguments.ok == "yes"
        deliverable_checks.take_check(context.acting(), ref, arguments.number, ok=is_ok, remark=arguments.remark)
    queued = deliverable_checks.ask_checks(context.acting(), ref).queued if arguments.send else ()
    _show(context, context.workspace.store.get(Action, ref))
    if arguments.send:
        context.say("checks.sent", ref=ref, n=len(queued))
        send_queued(context)


def _show(context: Context, action: "Action") -> None:
    if context.options.json:
        context.show([one.model_dump(mode="json") for one in action.checks])
        return
    if not action.checks:
        context.say("checks.none", ref=action.ref)
    for number, one in enumerate(action.checks, 1):
        mark = CHECK_MARKS[one.ok]
        at = context.moment(one.at.isoformat()) if one.at else ""
        context.out.line("  ".join(filter(None, (f"{mark} {number} {one.text}", one.remark, at))))
