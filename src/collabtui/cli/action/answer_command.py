"""`collabtui action answer`: what is done about what holds an action up, by whom and by when."""

from typing import NamedTuple

from collabtui.cli.action.action_command import day_of
from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.names_read import names_read, say_names_read, warn_of_unread
from collabtui.cli.base.send_queued import send_assignment_mails


class AnswerArgs(NamedTuple):
    ref: str
    answer: str
    owner: str = ""
    by: str = ""
    no_mail: bool = False


def register(parser: Parser) -> None:
    parser.verb("answer", answer, AnswerArgs)


def answer(context: Context, arguments: AnswerArgs) -> None:
    from collabtui.lifecycle.actions.answer_to_block import answer_block
    from collabtui.store.queries.actions import action

    acting = context.acting().quiet() if arguments.no_mail else context.acting()
    by = day_of(context, arguments.by) if arguments.by else None
    answered, made = answer_block(acting, arguments.ref, arguments.answer, owner=arguments.owner, by=by)
    read = names_read(context, (arguments.owner,))
    if context.options.json:
        row = action(context.reader, answered.ref, today=context.today)
        context.show({**row, "answered_by": made.ref if made else None, **({"read_as": read} if read else {})})
    elif made:
        context.say("action.answer.made", ref=answered.ref, made=made.ref, title=made.title)
    else:
        context.say("action.answer.kept", ref=answered.ref, answer=arguments.answer)
    say_names_read(context, read)
    if made:
        warn_of_unread(context, made.matter, (made.owner,))
    send_assignment_mails(context)
