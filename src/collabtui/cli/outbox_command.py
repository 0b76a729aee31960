"""`collabtui outbox list|show|hold|edit|retry|resend|flush`: what is to be sent and what became of it."""

from typing import Literal, NamedTuple

from collabtui.cli.base.context import Context, warn_of
from collabtui.cli.base.grammar import FilePath, NoArgs, Parser
from collabtui.cli.base.send_queued import send_now, send_queued
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.refs import OUTGOING, ref_of


class ListOutboxArgs(NamedTuple):
    state: Literal["queued", "sending", "sent", "failed", "held"] | None = None


class OutgoingArgs(NamedTuple):
    id: str


class EditOutgoingArgs(NamedTuple):
    id: str
    subject: str | None = None
    text: str | None = None
    file: FilePath | None = None
    """Of a text, `-` for standard input."""


class ShowOutgoingArgs(NamedTuple):
    id: str
    eml: bool = False


def register(parser: Parser) -> None:
    parser.verb("list", list_outbox, ListOutboxArgs)
    parser.verb("show", show_mail, ShowOutgoingArgs)
    parser.verb("flush", flush, NoArgs)
    parser.verb("retry", retry, OutgoingArgs)
    parser.verb("hold", hold, OutgoingArgs)
    parser.verb("edit", edit, EditOutgoingArgs)
    parser.verb("resend", resend, OutgoingArgs)


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
    from collabtui.store.queries.mails import outbox_mail

    if arguments.eml:
        context.out.file(_as_it_reads(context, arguments.id))
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
    if mail["state"] in ("queued", "held", "failed"):
        _warn_of_reader(context, ref_of(OUTGOING, arguments.id))


def flush(context: Context, _: NoArgs) -> None:
    from collabtui.lifecycle.base import outbox

    outbox.flush(context.acting())
    sent = send_now(context)
    if context.options.json:
        context.show({"sent": sent})


def retry(context: Context, arguments: OutgoingArgs) -> None:
    from collabtui.lifecycle.base import outbox

    mail = outbox.retry(context.acting(), ref_of(OUTGOING, arguments.id))
    _warn_of_reader(context, mail.ref)
    sent = send_now(context)
    if context.options.json:
        context.show({"sent": sent})


def hold(context: Context, arguments: OutgoingArgs) -> None:
    from collabtui.lifecycle.base import outbox

    held = outbox.hold(context.acting(), ref_of(OUTGOING, arguments.id))
    if context.options.json:
        context.show({"ref": held.ref, "state": held.state})
    else:
        context.say("outbox.held", ref=held.ref)


def edit(context: Context, arguments: EditOutgoingArgs) -> None:
    """Put own words into it; the subject or the text that is not named stays as it is."""
    from collabtui.cli.base.input_files import read_text_bytes
    from collabtui.domain.mail.mail_records import Outgoing
    from collabtui.lifecycle.base.edited_mail_text import edit_mail, words_of

    acting, ref = context.acting(), ref_of(OUTGOING, arguments.id)
    subject, text = words_of(acting.visible.get(Outgoing, ref))
    if arguments.file is not None:
        text = read_text_bytes(arguments.file).decode("utf-8-sig", "replace")
    elif arguments.text is not None:
        text = arguments.text
    edited = edit_mail(acting, ref, subject if arguments.subject is None else arguments.subject, text)
    if context.options.json:
        context.show({"ref": edited.ref, "state": edited.state, "edited": edited.own_words is not None})
    else:
        context.say("outbox.edited", ref=edited.ref)


def resend(context: Context, arguments: OutgoingArgs) -> None:
    from collabtui.lifecycle.base import outbox

    copy = outbox.send_copy(context.acting(), ref_of(OUTGOING, arguments.id))
    _warn_of_reader(context, copy.ref)
    sent = send_queued(context)
    if context.options.json:
        context.show({"ref": copy.ref, "sent": sent})


def _warn_of_reader(context: Context, ref: str) -> None:
    from collabtui.domain.mail.mail_records import Outgoing
    from collabtui.lifecycle.bookings.recipient_findings import recipient_findings

    acting = context.acting()
    warn_of(context, recipient_findings(acting, [acting.store.get(Outgoing, ref)]))


def _as_it_reads(context: Context, number: str) -> bytes:
    """The whole mail, in the words in which its reader gets it."""
    from collabtui.store.queries.mails import outbox_mail, outbox_raw

    if not outbox_mail(context.reader, number)["edited"]:
        return outbox_raw(context.reader, number)
    from collabtui.domain.mail.mail_records import Outgoing
    from collabtui.lifecycle.base.edited_mail_text import as_it_reads

    return as_it_reads(context.acting().store.get(Outgoing, ref_of(OUTGOING, number))).raw
