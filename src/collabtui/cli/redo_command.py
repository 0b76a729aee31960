"""`collabtui redo`: doing again what the last undo took back."""

from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.send_queued import send_queued
from collabtui.errors import Conflict, Refused


class RedoArgs(NamedTuple):
    yes: bool = False


def register(parser: Parser) -> None:
    parser.does(redo, RedoArgs)


def redo(context: Context, arguments: RedoArgs) -> None:
    """Do again what the last undo took back, as long as nothing else was changed since."""
    from collabtui.lifecycle.history.redo_last import next_redo, redo_last, waiting_mails
    from collabtui.lifecycle.history.undo_words import UndoWords

    acting = context.acting()
    words = UndoWords(context.words, context.zone, context.workspace.store)
    try:
        plan = next_redo(acting)
    except Conflict as error:
        raise words.worded(error) from error
    mails = waiting_mails(acting, plan)
    leaving = [context.words("redo.leaving", n=mails)] if mails else []
    about = " ".join(filter(None, (words.notified(plan), *leaving)))
    if about and not arguments.yes:
        raise Refused("redo.notified_yes", what=words.summary(plan), notified=about)
    redone = redo_last(acting)
    for line in words.lines(plan):
        context.say("redo.done", what=line)
    if mails or redone.corrections:
        send_queued(context)
