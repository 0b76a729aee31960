"""Mail accounts of people, entered and changed: address, whose it is, servers. Their passwords are kept where
those of the configuration are, and never here."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from collabtui.config import Imap, Smtp
from collabtui.domain.access.mail_account import Auth, MailAccount, Security, ServerLogin, is_account_name
from collabtui.domain.model import one_line
from collabtui.encryption_required import refuse_unencrypted
from collabtui.errors import Refused
from collabtui.lifecycle.base.access.account_config import account_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import address_of, find_person

End = Literal["smtp", "imap"]


class ServerFields(NamedTuple):
    """Of `ServerLogin`, as typed; None leaves it as it is, or as is usual."""

    host: str | None = None
    port: int | None = None
    security: Security | None = None
    username: str | None = None
    auth: Auth | None = None


class AccountFields(NamedTuple):
    """As typed; None leaves it as it is, or as is usual."""

    email: str | None = None
    person: str | None = None
    """A name or an address; empty: several share it."""
    sender: str | None = None
    smtp: ServerFields = ServerFields()
    imap: ServerFields = ServerFields()
    folder: str | None = None


def add_account(acting: Acting, name: str, fields: AccountFields) -> MailAccount:
    """Enter one: servers that are not named are the provider's, where the address tells it; the login is the address.

    Raises `Refused`: account.bad_name (value), account.taken (field, value, by), account.no_host (end, email),
    account.bad_server (end, field, value), config.insecure (key, host), name.no_address; names as `find_person`."""
    name = name.strip()
    if not is_account_name(name):
        raise Refused("account.bad_name", value=name)
    email = address_of(fields.email or "")
    with acting.transaction() as tx:
        person = find_person(tx, fields.person).ref if fields.person else None
        account = MailAccount(
            ref=tx.next_ref(MailAccount),
            name=name,
            email=email,
            person=person,
            sender=one_line(fields.sender or ""),
            smtp=_server("smtp", email, fields.smtp, _usual("smtp", email)),
            imap=_server("imap", email, fields.imap, _usual("imap", email)),
            folder=fields.folder or "INBOX",
        )
        return tx.put(account)


def edit_account(acting: Acting, name: str, fields: AccountFields) -> MailAccount:
    """Only what is given. Mail that waits leaves from where it is then. Raises as `add_account`, and `Unknown`
    (account.unknown: ref, known)."""
    with acting.transaction() as tx:
        before = account_named(tx, name)
        email = address_of(fields.email) if fields.email is not None else before.email
        given: dict[str, object] = {
            "email": email,
            "smtp": _server("smtp", email, fields.smtp, before.smtp.model_dump()),
            "imap": _server("imap", email, fields.imap, before.imap.model_dump()),
        }
        if fields.person is not None:
            given["person"] = find_person(tx, fields.person).ref if fields.person.strip() else None
        if fields.sender is not None:
            given["sender"] = one_line(fields.sender)
        if fields.folder:
            given["folder"] = fields.folder
        return tx.put(before.model_copy(update=given))


def _usual(end: End, email: str) -> Mapping[str, object]:
    from collabtui.mail.transport.providers import settings_for

    provider = settings_for(email)
    if provider is None:
        return {"username": email}
    server = provider.smtp if end == "smtp" else provider.imap
    return server.model_dump(include=set(ServerLogin.model_fields))


def _server(end: End, email: str, given: ServerFields, usual: Mapping[str, object]) -> ServerLogin:
    from pydantic import ValidationError

    fields = {**usual, **{name: value for name, value in given._asdict().items() if value is not None}}
    if not fields.get("host"):
        raise Refused("account.no_host", end=end, email=email)
    model = Smtp if end == "smtp" else Imap
    try:
        checked = model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise Refused("account.bad_server", end=end, field=first["loc"][0], value=str(first["input"])) from None
    refuse_unencrypted(checked, f"{end}-security")
    return ServerLogin(**checked.model_dump(include=set(ServerLogin.model_fields)))
