"""Sentences of the commands on what a yes to a mail makes: before it, and afterwards."""

from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context, warn_of

if TYPE_CHECKING:
    from collabtui.lifecycle.history.yes_to_mail import MadeOfMail


def say_made(context: Context, ref: str) -> None:
    """After the facilitator's yes: owner and day of each action, since a name in notes may be read as somebody's, and
    what of them has to be cleared up."""
    from collabtui.lifecycle.history.yes_to_mail import made_of_mail

    _say(context, made_of_mail(context.acting(), context.words, context.workspace.store, ref))


def say_would_make(context: Context, ref: str) -> None:
    """The same of a mail that waits, before the yes; nothing where it cannot be done as it is."""
    found = would_make(context, ref)
    if found.things:
        context.say("inbox.would_make")
    _say(context, found)


def would_make(context: Context, ref: str) -> "MadeOfMail":
    """The things that a yes would make; nothing is written."""
    from collabtui.lifecycle.history.yes_to_mail import would_make as made

    return made(context.acting(), context.words, ref)


def say_to_tell(context: Context, ref: str) -> None:
    """The departments that an answer wants told and that are asked nothing, with the command that tells them."""
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.lifecycle.assignments.untold_departments import untold_departments

    store = context.workspace.store
    for one in untold_departments(store, context.acting(), store.get(Incoming, ref)):
        context.say("inbox.to_tell", **one._asdict())


def _say(context: Context, found: "MadeOfMail") -> None:
    for one in found.things:
        context.out.line(one.line(context.words))
    for line, value in found.questions:
        context.warn("record.open_question", line=line, value=value)
    warn_of(context, found.remarks)
