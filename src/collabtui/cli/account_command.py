"""`collabtui account`: the mailboxes that mail is sent from and read in, beside the one of the configuration."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import NoArgs, Option, Parser
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.domain.access.mail_account import MailAccount
    from collabtui.lifecycle.access.edit_accounts import AccountFields

Security = Literal["tls", "starttls", "none"]


class ServerOptions(NamedTuple):
    """Of one end of a mailbox, what its provider does not tell."""

    host: str | None = None
    port: int | None = None
    security: Security | None = None
    username: str | None = None


class AddAccountArgs(NamedTuple):
    name: str
    email: Option[str]
    person: str | None = None
    sender: str | None = None
    smtp: ServerOptions = ServerOptions()
    imap: ServerOptions = ServerOptions()
    imap_folder: str | None = None
    auth: Literal["password", "xoauth2"] | None = None


class EditAccountArgs(NamedTuple):
    name: str
    email: str | None = None
    person: str | None = None
    sender: str | None = None
    smtp: ServerOptions = ServerOptions()
    imap: ServerOptions = ServerOptions()
    imap_folder: str | None = None
    auth: Literal["password", "xoauth2"] | None = None


def register(parser: Parser) -> None:
    parser.verb("list", list_accounts, NoArgs)
    parser.verb("add", add_account, AddAccountArgs)
    parser.verb("edit", edit_account, EditAccountArgs)


def list_accounts(context: Context, _: NoArgs) -> None:
    """The account of the configuration is none of them."""
    from collabtui.store.queries.access.account_list import accounts

    rows = accounts(context.reader)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("account.none")
    else:
        words = context.words
        shown = (
            (
                row["name"],
                row["email"],
                row["person"]["name"] if row["person"] else words("account.shared"),
                f"{row['smtp']['host']}:{row['smtp']['port']}",
                f"{row['imap']['host']}:{row['imap']['port']}/{row['folder']}",
                words("account.matters", n=row["matters"]),
                words("account.queued", n=row["queued"]) if row["queued"] else "",
            )
            for row in rows
        )
        context.out.lines(table(shown, width=terminal_width(context.out)))


def add_account(context: Context, arguments: AddAccountArgs) -> None:
    from collabtui.lifecycle.access import edit_accounts

    added = edit_accounts.add_account(context.acting(), arguments.name, _fields(arguments))
    _done(context, added, "account.added")
    variable = added.name.upper().replace("-", "_")
    known = {"host": added.smtp.host, "username": added.smtp.username}
    context.say("account.secrets", name=added.name, variable=variable, **known)


def edit_account(context: Context, arguments: EditAccountArgs) -> None:
    """Only what is given changes."""
    from collabtui.lifecycle.access import edit_accounts

    if arguments == EditAccountArgs(arguments.name):
        raise Refused("account.nothing_to_edit", ref=arguments.name)
    edited = edit_accounts.edit_account(context.acting(), arguments.name, _fields(arguments))
    _done(context, edited, "account.edited")


def _fields(arguments: AddAccountArgs | EditAccountArgs) -> "AccountFields":
    from collabtui.lifecycle.access.edit_accounts import AccountFields, ServerFields

    smtp, imap = (ServerFields(*end, auth=arguments.auth) for end in (arguments.smtp, arguments.imap))
    return AccountFields(arguments.email, arguments.person, arguments.sender, smtp, imap, arguments.imap_folder)


def _done(context: Context, account: "MailAccount", key: str) -> None:
    if context.options.json:
        from collabtui.store.queries.access.account_list import accounts

        context.show(next(row for row in accounts(context.reader) if row["ref"] == account.ref))
    context.say(key, ref=account.ref, name=account.name, email=account.email)
