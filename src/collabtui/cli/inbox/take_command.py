"""`collabtui inbox take`: a table that came with a reply, taken over as `action import` takes a file."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.domain.refs import INCOMING, ref_of
from collabtui.domain.via import Via

if TYPE_CHECKING:
    from collabtui.cli.action.action_import_command import Answer


class TakeTableArgs(NamedTuple):
    id: str
    file: str = ""
    """Which one, where several came with it."""
    matter: str = ""
    """Of new actions; empty: the one that the answered mail is about."""
    column: tuple[str, ...] = ()
    sheet: str = ""
    yes: bool = False
    no_mail: bool = False


def take_table(context: Context, arguments: TakeTableArgs) -> None:
    """Shown first; what it makes is the mail's, so that `inbox undo` takes it back. Its sender is told."""
    from collabtui.cli.action.action_import_command import ImportedFile, import_table
    from collabtui.cli.base.send_queued import send_assignment_mails
    from collabtui.lifecycle.actions.importing.import_words import counts_by_kind
    from collabtui.lifecycle.attachments.returned_tables import returned_table, settle_taken
    from collabtui.store.queries.mails import inbox_mail

    inbox_mail(context.reader, arguments.id)  # raises where its matter is not for who asks
    ref = ref_of(INCOMING, arguments.id)
    table = returned_table(context.workspace.store, ref, arguments.file)
    acting = context.acting()
    by_mail = acting.acting_as(acting.actor, str(Via.mail(ref)))
    answer: Answer = "yes" if arguments.yes else "ask"
    file = ImportedFile(table.file.name, arguments.sheet, table.file.content)
    quiet = by_mail.quiet() if arguments.no_mail else by_mail
    done = import_table(context, quiet, file, arguments.matter or table.matter, arguments.column, answer)
    if done is None:
        return
    mail = settle_taken(acting, table, lambda words: counts_by_kind(done, words))
    context.say("inbox.table_settled", ref=ref, name=mail.sender)
    send_assignment_mails(context)
