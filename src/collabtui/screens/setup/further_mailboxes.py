"""Mailboxes beside the one of the settings: which there are, and the form that enters or changes one."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from collabtui.domain.access.mail_account import EVERY
from collabtui.errors import Refused
from collabtui.lifecycle.access.edit_accounts import AccountFields, ServerFields, add_account, edit_account
from collabtui.lifecycle.base.access.account_config import config_of
from collabtui.mail.transport.secrets import Secret, kept_by_keyring
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.setup.account import Account
from collabtui.screens.setup.servers_form import ENDS, port_number, says_provider, security_options
from collabtui.store.queries.access.account_list import accounts
from collabtui.store.queries.people_list import known_people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from collabtui.domain.access.mail_account import Auth, MailAccount, Security
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.account_rows import AccountRow
    from collabtui.text.catalogue import Catalogue

NEW = "+"
"""In the place of a name: one that is to be entered."""
_SECURITIES: "dict[str, Security]" = {"tls": "tls", "starttls": "starttls", "none": "none"}
_AUTHS: "dict[str, Auth]" = {"password": "password", "xoauth2": "xoauth2"}


async def choose_mailbox(page: "PagePort", account: Account) -> bool:
    """One of those that there are is changed, or another one entered. Whether the settings of this machine were
    written: its worker has to begin anew then."""
    words, rows = page.words, await page.session.query(accounts)
    options = [(row["name"], row["name"], _about(row, words)) for row in rows]
    options.append((NEW, words("mailboxes.new"), words("mailboxes.new_about")))
    chosen = await page.ask(Pick(page.services, words("setup.mailboxes"), options))
    if chosen is None:
        return False
    return await _ask_mailbox(page, account, next((row for row in rows if row["name"] == chosen), None))


def _about(row: "AccountRow", words: "Catalogue") -> str:
    whose = row["person"]["name"] if row["person"] else words("account.shared")
    waits = words("account.queued", n=row["queued"]) if row["queued"] else ""
    return " · ".join(filter(None, (row["email"], whose, words("account.matters", n=row["matters"]), waits)))


async def _ask_mailbox(page: "PagePort", account: Account, known: "AccountRow | None") -> bool:
    words, is_rewritten, entered = page.words, False, ""

    async def save(values: Values) -> None:
        nonlocal is_rewritten, entered
        name, fields = known["name"] if known else values["account_name"], _typed(values)
        put = edit_account if known else add_account
        made = await page.session.run_command(lambda acting: _at_its_field(lambda: put(acting, name, fields)))
        entered, secret = made.name, Secret(values["password"])
        is_rewritten = await _serve(account, made.name, wanted=bool(values["served"]))
        if values["password"] and not await page.session.run_command(
            lambda acting: _keeps_password(acting, made, secret)
        ):
            page.warn("mailboxes.no_keyring", seconds=12, name=made.name)

    everybody = await page.session.query(known_people)
    fields = [*_whose(known, [row["name"] for row in everybody], words), *_servers(known, words)]
    is_served = known is None or known["name"] in _served_here(account)
    choices = [("yes", words("key.yes")), ("", words("key.no"))]
    served = FormField("served", "yes" if is_served else "", label=words("mailboxes.served"), options=choices)
    title = words("mailboxes.edit", name=known["name"]) if known else words("mailboxes.new")
    if await page.ask(Form(page.services, title, [*fields, served], save)):
        page.tell("mailboxes.changed" if known else "mailboxes.entered", seconds=8, name=entered)
    return is_rewritten


def _whose(known: "AccountRow | None", names: "Sequence[str]", words: "Catalogue") -> "Iterator[FormField]":
    if known is None:
        yield FormField("account_name", label=words("mailboxes.name"), read=lambda _: words("mailboxes.name_is"))
    whose = known["person"]["name"] if known and known["person"] else ""
    yield FormField("email", known["email"] if known else "", read=partial(says_provider, words))
    yield FormField("person", whose, names, label=words("mailboxes.person"), read=_says_shared(words))
    yield FormField("sender", (known["sender"] or "") if known else "", label=words("mailboxes.sender"))
    yield FormField("password", secret=True)


def _servers(known: "AccountRow | None", words: "Catalogue") -> "Iterator[FormField]":
    """What is left empty is as the provider has it."""
    securities = security_options(words)
    for end in ENDS:
        server = known[end] if known else None
        yield FormField(f"{end}-host", server["host"] if server else "", label=words(f"setup.{end}"))
        yield FormField(f"{end}-port", str(server["port"]) if server else "", label=words("setup.port"))
        security = server["security"] if server else ""
        yield FormField(f"{end}-security", security, label=words("setup.security"), options=securities)
        yield FormField(f"{end}-username", server["username"] if server else "", label=words("setup.login"))
    yield FormField("folder", known["folder"] if known else "INBOX")
    auths = [(one, words(f"mailboxes.auth.{one}")) for one in _AUTHS]
    yield FormField(
        "auth", known["smtp"]["auth"] if known else "password", label=words("mailboxes.auth"), options=auths
    )


def _says_shared(words: "Catalogue") -> "Callable[[str], str]":
    return lambda typed: "" if typed else words("mailboxes.person_none")


def _typed(values: Values) -> AccountFields:
    """An empty field leaves what is there, or what is usual; an empty person is nobody's own. Raises Refused
    (setup.bad_port)."""
    smtp, imap = (
        ServerFields(
            host=values[f"{end}-host"] or None,
            port=port_number(values[f"{end}-port"], f"{end}-port"),
            security=_SECURITIES.get(values[f"{end}-security"]),
            username=values[f"{end}-username"] or None,
            auth=_AUTHS[values["auth"]],
        )
        for end in ENDS
    )
    return AccountFields(values["email"], values["person"], values["sender"], smtp, imap, values["folder"] or None)


def _at_its_field(command: "Callable[[], MailAccount]") -> "MailAccount":
    """What is refused of a server is said beside the field that it is typed into."""
    try:
        return command()
    except Refused as error:
        match error.key:
            case "account.no_host":
                raise Refused("mailboxes.no_host", **error.values, field=f"{error.values['end']}-host") from None
            case "account.bad_server":
                at = f"{error.values['end']}-{error.values['field']}"
                raise Refused("mailboxes.bad_server", value=error.values["value"], field=at) from None
            case "account.bad_name":
                raise Refused(error.key, **error.values, field="account_name") from None
        raise


def _keeps_password(acting: "Acting", account: "MailAccount", password: Secret) -> bool:
    config = config_of(acting.store, acting.config, account)
    return kept_by_keyring(config.smtp, config.imap, password)


def _served_here(account: Account) -> list[str]:
    """The names of those that this machine sends for and reads, beside its own."""
    names = account.tables.get("accounts", {}).get("names", ())
    return [str(one) for one in names] if isinstance(names, list | tuple) else []


async def _serve(account: Account, name: str, *, wanted: bool) -> bool:
    """Whether the settings say something else of it now."""
    before = _served_here(account)
    after = [one for one in before if one != name] + ([name] if wanted else [])
    if wanted == (name in before) or (EVERY in before and wanted):
        return False
    tables = account.tables.get("accounts", {})
    await asyncio.to_thread(account.write, {**account.tables, "accounts": {**tables, "names": after}})
    return True
