"""The form of the mail servers: what is left empty is looked for, and a certificate that nobody vouches for is shown
before it is trusted."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.mail.transport.find_server import FoundServer, Trusted, usual_candidates
from collabtui.mail.transport.providers import names, provider_named, settings_for
from collabtui.screens.dialogs.confirm import ConfirmTrust
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.setup.account import Account, Tables, from_provider
from collabtui.system.real_path import expanded_path

if TYPE_CHECKING:
    from collabtui.mail.transport.find_server import ServerCertificate
    from collabtui.mail.transport.secrets import Which
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue

ENDS: tuple["Which", "Which"] = ("smtp", "imap")
SECURITY = ("tls", "starttls", "none")
USUAL = {"smtp": ("587", "starttls"), "imap": ("993", "tls")}
"""What is taken where nothing was typed and nothing answers: the test of the connection says more."""
PORTS = range(1, 65536)


class TypedServer(NamedTuple):
    """One end as it was typed; empty is what is to be found."""

    host: str
    port: str
    security: str

    @property
    def number(self) -> int | None:
        return whole_number(self.port) if self.port else None


async def servers(page: "PagePort", account: Account) -> bool:
    """Whether the form was saved."""

    async def save(values: Values) -> None:
        if values["provider"]:
            provider = provider_named(values["provider"], account.get("organiser", "email"))
            await asyncio.to_thread(account.write, {**account.tables, **from_provider(provider)})
            return
        typed = _typed_servers(account, values)
        with page.telling("setup.looking"):
            found = await _found(page, account, values, typed)
        trusted = await _trusted(page, account, found)
        tables = _with_servers(account, values, typed, found, trusted)
        await asyncio.to_thread(account.write, tables)
        for end in ENDS:
            if found[end] is None and not typed[end].port:
                page.warn("setup.nothing_answers", host=typed[end].host, port=tables[end]["port"])

    fields = list(_server_fields(page, account))
    form = Form(page.services, page.words("setup.servers"), fields, save, begins_in="smtp-host")
    return await page.ask(form)


def _server_fields(page: "PagePort", account: Account) -> Sequence[FormField]:
    words = page.words
    known = [("", words("setup.by_hand")), *((name, name) for name in names())]
    fields = [FormField("provider", options=known)]
    securities = security_options(words)
    for end in ENDS:
        fields += [
            FormField(f"{end}-host", account.get(end, "host"), _usual_hosts(account, end),
                      label=words(f"setup.{end}"), read=_reading_of_host(words, account, end)),
            FormField(f"{end}-port", account.get(end, "port"), label=words("setup.port"),
                      read=partial(_says_port, words)),
            FormField(f"{end}-security", account.get(end, "security"), label=words("setup.security"),
                      options=securities),
            FormField(f"{end}-username", account.get(end, "username", account.get("organiser", "email")),
                      label=words("setup.login")),
        ]  # fmt: skip
    plus = "yes" if account.subaddress else ""
    fields.append(FormField("folder", account.get("imap", "folder", "INBOX")))
    fields.append(FormField("ca_file", _ca_file(account), path="file", read=partial(_says_certificates, words)))
    choices = [("yes", words("key.yes")), ("", words("key.no"))]
    fields.append(FormField("subaddress", plus, options=choices, read=partial(_says_plus, words)))
    return fields


def security_options(words: "Catalogue") -> list[tuple[str, str]]:
    """The kinds of encryption to choose from; an empty value is what is found or usual."""
    return [("", words("setup.security.found")), *((one, words(f"setup.security.{one}")) for one in SECURITY)]


def says_provider(words: "Catalogue", email: str) -> str:
    """The provider whose servers are known from an address; empty where none is."""
    provider = settings_for(email) if "@" in email else None
    return words("setup.provider_found", name=provider.name) if provider else ""


def port_number(typed: str, field: str) -> int | None:
    """None where nothing is typed. Raises Refused (setup.bad_port)."""
    number = whole_number(typed) if typed else None
    if typed and number not in PORTS:
        raise Refused("setup.bad_port", value=typed, field=field)
    return number


def _reading_of_host(words: "Catalogue", account: Account, end: "Which") -> Callable[[str], str]:
    """What an empty field means."""
    key, domain = ("setup.same_host" if end == "imap" else "setup.host_looked_for"), _domain(account)

    def read(host: str) -> str:
        return "" if host or not domain else words(key, domain=domain)

    return read


def _says_port(words: "Catalogue", port: str) -> str:
    return "" if port else words("setup.port_looked_for")


def _says_certificates(words: "Catalogue", path: str) -> str:
    return "" if path else words("setup.ca_file_public")


def _says_plus(words: "Catalogue", chosen: str) -> str:
    return words("setup.plus_yes" if chosen else "setup.plus_no")


def _ca_file(account: Account) -> str:
    """One for both servers, as they mostly are one machine; where the file gives each its own they stay as they are."""
    return account.get("smtp", "ca_file") or account.get("imap", "ca_file")


def _domain(account: Account) -> str:
    return account.get("organiser", "email").rpartition("@")[2]


def _usual_hosts(account: Account, end: str) -> list[str]:
    """What such servers are mostly called: offered while one types, and looked for where nothing is typed."""
    domain = _domain(account)
    return [f"{end}.{domain}", f"mail.{domain}", domain] if domain else []


def _typed_servers(account: Account, values: Values) -> dict["Which", TypedServer]:
    """Raises Refused (setup.bad_port, setup.no_ca_file) for what cannot be."""
    ca_file = values["ca_file"]
    if ca_file and not expanded_path(ca_file).is_file():
        raise Refused("setup.no_ca_file", value=ca_file)
    typed: dict[Which, TypedServer] = {}
    for end in ENDS:
        host, port = _address(account, values, end)
        port_number(port, f"{end}-port")
        typed[end] = TypedServer(host, port, values[f"{end}-security"])
    return typed


def _address(account: Account, values: Values, end: str) -> tuple[str, str]:
    """Host and port, out of `host:port` where both stand in one field. Who reads where he sends, or at `imap.` beside
    `smtp.`, leaves the host for reading empty at first."""
    host = values[f"{end}-host"].strip()
    if not host and end == "imap" and not account.get("imap", "host"):
        sends = values["smtp-host"].strip().partition(":")[0]
        host = f"imap.{sends.removeprefix('smtp.')}" if sends.startswith("smtp.") else sends
    name, colon, port = host.rpartition(":")
    if colon and whole_number(port) is not None and ":" not in name:
        return name, port
    return host, values[f"{end}-port"]


async def _found(
    page: "PagePort", account: Account, values: Values, typed: dict["Which", TypedServer]
) -> dict["Which", FoundServer | None]:
    """Both ends are looked for at once. Raises Refused (setup.none_found) where nobody said which host, and none of the
    usual names has such a server that could be trusted."""
    look = page.services.mail.find_server

    def find(end: "Which") -> FoundServer | None:
        one = typed[end]
        hosts = [one.host] if one.host else _usual_hosts(account, end)
        pinned = account.get(end, "certificate") if one.host == account.get(end, "host") else ""
        answer = look(
            end,
            usual_candidates(end, hosts, one.number, one.security),
            Trusted(values["ca_file"], pinned),
        )
        return answer if one.host or (answer and (answer.is_trusted or answer.certificate)) else None

    answers = await asyncio.gather(*(asyncio.to_thread(find, end) for end in ENDS))
    found = dict(zip(ENDS, answers, strict=True))
    for end in ENDS:
        if not typed[end].host and found[end] is None:
            raise Refused("setup.none_found", end=end.upper(), domain=_domain(account), field=f"{end}-host")
    return found


async def _trusted(
    page: "PagePort", account: Account, found: dict["Which", FoundServer | None]
) -> dict["Which", "ServerCertificate"]:
    """The certificates that somebody trusts after he has seen them. Raises Refused (setup.not_trusted)."""
    trusted: dict[Which, ServerCertificate] = {}
    for end in ENDS:
        server = found[end]
        if server is None or server.certificate is None:
            continue
        if server.certificate not in trusted.values():
            was_another = bool(account.get(end, "certificate")) and account.get(end, "host") == server.host
            question = page.words(
                "setup.trust_changed" if was_another else "setup.trust",
                host=f"{server.host}:{server.port}",
                **server.certificate._asdict(),
            )
            if not await page.ask(ConfirmTrust(page.services, question, "setup.trust_it")):
                raise Refused("setup.not_trusted", host=server.host, field=f"{end}-host")
        trusted[end] = server.certificate
    return trusted


def _with_servers(
    account: Account,
    values: Values,
    typed: dict["Which", TypedServer],
    found: dict["Which", FoundServer | None],
    trusted: dict["Which", "ServerCertificate"],
) -> Tables:
    """What was typed, what was found where nothing was typed, and the usual where nothing answers."""
    tables: Tables = dict(account.tables)
    ca_file = values["ca_file"]
    for end in ENDS:
        one, server = typed[end], found[end]
        usual_port, usual_security = USUAL[end]
        more: dict[str, object] = {"username": values[f"{end}-username"]}
        if ca_file != _ca_file(account):
            more["ca_file"] = str(expanded_path(ca_file)) if ca_file else ""
        if end in trusted:
            more["certificate"] = trusted[end].encoded
        elif one.host != account.get(end, "host"):
            more["certificate"] = ""  # that of another server
        tables[end] = {
            **tables.get(end, {}),
            "host": server.host if server else one.host,
            "port": server.port if server else int(one.port or usual_port),
            "security": server.security if server else one.security or usual_security,
            **more,
        }
    tables["imap"]["folder"] = values["folder"] or "INBOX"
    tables["reply"] = {**tables.get("reply", {}), "subaddress": bool(values["subaddress"])}
    return tables
