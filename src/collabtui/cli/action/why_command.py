"""`collabtui action why`: why something is held up, asked on until the cause is found."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser

if TYPE_CHECKING:
    from collabtui.domain.action import Action


class WhyArgs(NamedTuple):
    ref: str
    because: tuple[str, ...] = ()
    anew: bool = False


def register(parser: Parser) -> None:
    parser.verb("why", ask_why, WhyArgs)


def ask_why(context: Context, arguments: WhyArgs) -> None:
    """Print the chain; write on at its end, or anew."""
    from collabtui.domain.action import Action
    from collabtui.lifecycle.actions.chain_of_whys import write_whys

    action = context.workspace.store.get(Action, arguments.ref)
    if arguments.because or arguments.anew:
        kept = () if arguments.anew else action.whys
        action = write_whys(context.acting(), action.ref, (*kept, *arguments.because))
    _show(context, action)


def _show(context: Context, action: "Action") -> None:
    if context.options.json:
        context.show({"ref": action.ref, "whys": list(action.whys)})
        return
    if not action.whys:
        context.say("whys.none", ref=action.ref, title=action.title)
        return
    context.out.line(f"{action.ref} {action.title}")
    for number, text in enumerate(action.whys, 1):
        context.say("whys.line", number=number, text=text)
    context.say("whys.next", ref=action.ref, text=action.whys[-1])
