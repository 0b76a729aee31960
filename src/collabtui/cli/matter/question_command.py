"""`collabtui matter settle`: an open question gets its answer, which the next minutes name."""

from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional


class SettleArgs(NamedTuple):
    ref: str
    answer: Positional[str]


def register(parser: Parser) -> None:
    parser.verb("settle", settle, SettleArgs)


def settle(context: Context, arguments: SettleArgs) -> None:
    from collabtui.lifecycle.matters.risks import settle_question

    settled = settle_question(context.acting(), arguments.ref, arguments.answer)
    context.say("matters.settled_by", ref=settled.ref, what=settled.text, answer=settled.answer)
    if context.options.json:
        context.show(settled.model_dump(mode="json", include={"ref", "text", "meeting", "matter", "state", "answer"}))
