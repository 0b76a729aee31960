"""`collabtui outbox`: what is to be sent and what became of it."""

from typing import Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import NoArgs, Parser
from collabtui.cli.base.send_queued import send_queued
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.refs import OUTGOING, ref_of


class ListOutboxArgs(NamedTuple):
    state: Literal["queued", "sending", "sent", "failed", "held"] | None = None


class OutgoingArgs(NamedTuple):
    id: str


class ShowOutgoingArgs(NamedTuple):
    id: str
    eml: bool = False


def register(parser: Parser) -> None:
    parser.verb("list", list_outbox, ListOutboxArgs)
    parser.verb("show", show_mail, ShowOutgoingArgs)
    parser.verb("flush", flush, NoArgs)
    parser.verb("retry", retry, OutgoingArgs)
    parser.verb("hold", hold, OutgoingArgs)


def list_outbox(context: Context, arguments: ListOutboxArgs) -> None:
    from collabtui.store.queries.mails import outbox

    rows = outbox(context.reader, state=arguments.state)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("outbox.none")
    else:
        words = context.words
        lines = ((one["id"], words(f"state.{one['state']}"), one["to"], one["subject"]) for one in rows)
        context.out.lines(table(lines, width=terminal_width(context.out)))


def show_mail(context: Context, arguments: ShowOutgoingArgs) -> None:
    from collabtui.store.queries.mails import outbox_mail, outbox_raw

    if arguments.eml:
        context.out.file(outbox_raw(context.reader, arguments.id))
        return
    mail = outbox_mail(context.reader, arguments.id)
    if context.options.json:
        context.show(mail)
        return
    for name in ("to", "subject", "state", "attempts", "last_error", "not_before", "message_id"):
        if mail[name]:
            shown = {"state": lambda state: context.words(f"state.{state}"), "not_before": context.moment}
            value = shown.get(name, str)(mail[name])
            context.out.line(f"{context.words(f'mail.field.{name}')}: {value}")
    context.out.line("\n" + mail["text"])


def flush(context: Context, _: NoArgs) -> None:
    from collabtui.lifecycle.base import outbox

    outbox.flush(context.acting())
    sent = send_queued(context)
    if context.options.json:
        context.show({"sent": sent})


def retry(context: Context, arguments: OutgoingArgs) -> None:
    from collabtui.lifecycle.base import outbox

    outbox.retry(context.acting(), ref_of(OUTGOING, arguments.id))
    sent = send_queued(context)
    if context.options.json:
        context.show({"sent": sent})


def hold(context: Context, arguments: OutgoingArgs) -> None:
    from collabtui.lifecycle.base import outbox

    held = outbox.hold(context.acting(), ref_of(OUTGOING, arguments.id))
    context.say("outbox.held", ref=held.ref)
