"""The steps of the set-up as forms."""

import asyncio
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from collabtui.config_file import checked
from collabtui.domain.people import NO_NAME_HAS
from collabtui.domain.whole_number import whole_number
from collabtui.errors import CollabError, Refused
from collabtui.formats.address_text import read_mailbox
from collabtui.formats.time_zone_names import nearest_zone, zone_of
from collabtui.home import local_timezone
from collabtui.mail.parse.addresses import normal_address
from collabtui.mail.transport.providers import names, provider_named, settings_for
from collabtui.mail.transport.secrets import Secret, ask_keyring, keep_in_keyring, service_name
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.inbox.server_trust import ServerTrust
from collabtui.screens.meetings.new_meeting import new_meeting
from collabtui.screens.people.people_import import PeopleImport
from collabtui.screens.setup.account import Account, Tables, from_provider
from collabtui.text.catalogue import LOCALES

if TYPE_CHECKING:
    from collabtui.config import Config
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue

ENDS = ("smtp", "imap")
SECURITY = ("tls", "starttls", "none")
PORTS = range(1, 65536)
Speak = Callable[[str], None]
"""Shows all screens in another language."""


async def account_step(page: "PagePort", account: Account, step: str, speak: Speak) -> bool:
    """Whether the form of the step was saved."""
    if step == "you":
        return await you(page, account, speak)
    return await (servers if step == "servers" else password)(page, account)


async def you(page: "PagePort", account: Account, speak: Speak) -> bool:
    """Ask for the sender's name and address. The address may settle everything about the servers."""
    words = page.words

    def read(email: str) -> str:
        provider = settings_for(email) if "@" in email else None
        return words("setup.provider_found", name=provider.name) if provider else ""

    def clock(typed: str) -> str:
        """A machine in a hall of servers has another clock than the office: it is seen before invitations have it."""
        named = zone_of(typed)
        return words("setup.zone_now", clock=f"{page.session.now.astimezone(ZoneInfo(named)):%H:%M}") if named else ""

    async def save(values: Values) -> None:
        values = {**values, **_as_written(values)}
        for name in ("name", "email"):
            if not values[name]:
                raise Refused(f"setup.no_{name}", field=name)
        if not NO_NAME_HAS.isdisjoint(values["name"]):
            raise Refused("person.name_is_address", value=values["name"], field="name")
        if not normal_address(values["email"]):
            raise Refused("name.no_address", value=values["email"])
        zone = zone_of(values["timezone"])
        if zone is None:
            raise Refused("setup.zone", value=values["timezone"], nearest=nearest_zone(values["timezone"]))
        values |= {"timezone": zone}
        await asyncio.to_thread(account.write, account.with_organiser(values))
        if values["locale"] != words.locale:
            speak(values["locale"])

    zone = account.get("organiser", "timezone") or local_timezone(os.environ.get("TZ", ""))
    fields = [
        FormField("name", account.get("organiser", "name") or _own_name()),
        FormField("email", account.get("organiser", "email"), read=read),
        FormField("locale", account.get("organiser", "locale") or words.locale, options=_languages(page)),
        FormField("timezone", zone, sorted(available_timezones()), read=clock),
    ]
    return await _ask(page, "you", fields, save)


def _own_name() -> str:
    """As the machine knows whoever is logged in, where it knows more than the login: that is nobody's name."""
    import pwd

    try:
        known = pwd.getpwuid(os.getuid())
    except KeyError:
        return ""
    full = known.pw_gecos.partition(",")[0].strip()
    return "" if full.casefold() == known.pw_name.casefold() else full


def _as_written(values: Values) -> dict[str, str]:
    """Name and address out of `Alice Zhang <alice@x.test>`, in whichever field it was pasted."""
    for field in ("email", "name"):
        if (box := read_mailbox(values[field])) and box.name:
            return {"name": box.name, "email": box.address}
    return {}


async def servers(page: "PagePort", account: Account) -> bool:

    async def save(values: Values) -> None:
        await asyncio.to_thread(account.write, _with_servers(account, values))

    fields = list(_server_fields(page, account))
    form = Form(page.services, page.words("setup.servers"), fields, save, begins_in="smtp-host")
    return await page.ask(form)


def _server_fields(page: "PagePort", account: Account) -> Sequence[FormField]:
    words = page.words
    known = [("", words("setup.by_hand")), *((name, name) for name in names())]
    fields = [FormField("provider", options=known)]
    for end, port, security in (("smtp", 587, "starttls"), ("imap", 993, "tls")):
        label = words(f"setup.{end}")
        options = [(one, words(f"setup.security.{one}")) for one in SECURITY]
        fields += [
            FormField(f"{end}-host", account.get(end, "host"), _usual_hosts(account, end), label=label,
                  read=partial(_says_host, words) if end == "imap" else None),
            FormField(f"{end}-port", account.get(end, "port", str(port)), label=words("setup.port")),
            FormField(f"{end}-security", account.get(end, "security", security), label=words("setup.security"),
                  options=options),
            FormField(f"{end}-username", account.get(end, "username", account.get("organiser", "email")),
                  label=words("setup.login")),
        ]  # fmt: skip
    plus = "yes" if account.subaddress else ""
    fields.append(FormField("folder", account.get("imap", "folder", "INBOX")))
    fields.append(FormField("ca_file", _ca_file(account)))
    fields.append(FormField("subaddress", plus, options=[("yes", words("key.yes")), ("", words("key.no"))]))
    return fields


def _says_host(words: "Catalogue", host: str) -> str:
    return "" if host else words("setup.same_host")


def _ca_file(account: Account) -> str:
    """One for both servers, as they mostly are one machine; where the file gives each its own they stay as they are."""
    return account.get("smtp", "ca_file") or account.get("imap", "ca_file")


def _usual_hosts(account: Account, end: str) -> list[str]:
    """What such servers are mostly called, offered while one types."""
    domain = account.get("organiser", "email").rpartition("@")[2]
    return [f"{name}.{domain}" for name in (end, "mail")] if domain else []


def _with_servers(account: Account, values: Values) -> Tables:
    """A provider that is chosen says everything; else the fields do."""
    if values["provider"]:
        return {
            **account.tables,
            **from_provider(provider_named(values["provider"], account.get("organiser", "email"))),
        }
    tables: Tables = dict(account.tables)
    ca_file = values["ca_file"]
    if ca_file and not Path(ca_file).expanduser().is_file():
        raise Refused("setup.no_ca_file", value=ca_file)
    for end in ENDS:
        host, typed_port = _address(account, values, end)
        port = whole_number(typed_port)
        if port not in PORTS:
            raise Refused("setup.bad_port", value=typed_port, field=f"{end}-port")
        typed: dict[str, object] = {name: values[f"{end}-{name}"] for name in ("security", "username")}
        if ca_file != _ca_file(account):
            typed["ca_file"] = str(Path(ca_file).expanduser()) if ca_file else ""
        if not host:
            raise Refused("setup.no_host", end=end.upper(), field=f"{end}-host")
        tables[end] = {**tables.get(end, {}), "host": host, **typed, "port": port}
    tables["imap"]["folder"] = values["folder"] or "INBOX"
    tables["reply"] = {**tables.get("reply", {}), "subaddress": bool(values["subaddress"])}
    return tables


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


async def password(page: "PagePort", account: Account) -> bool:
    """Into the system's keyring, or where a command fetches it; never into a file of ours. Where there is no keyring
    that keeps it, it is used until the end: nobody is stopped by such a machine."""
    if not account.complete:
        page.warn("setup.servers_first")
        return False

    async def save(values: Values) -> None:
        command = values["password_command"]
        if not (command or values["password"]):
            raise Refused("setup.no_password")
        tables = dict(account.tables)
        for end in ENDS:
            tables[end] = {**tables[end], "password_command": command}
        await asyncio.to_thread(account.write, tables)
        page.services.mail.typed_password = None if command else Secret(values["password"])
        page.services.mail.forgets_password = not command and not await asyncio.to_thread(
            _kept, account, values["password"]
        )
        if page.services.mail.forgets_password:
            page.warn("setup.until_quit", seconds=12)

    def wanted(_: str) -> str:
        """This provider's name for the password, where it is not the one of its web page."""
        return page.words(account.hint) if account.hint else ""

    fields = [
        FormField("password", secret=True, read=wanted),
        FormField("password_command", account.get("smtp", "password_command")),
    ]
    return await _ask(page, "password", fields, save)


def _kept(account: Account, typed: str) -> bool:
    """Whether the keyring has it now: there are machines without one, and keyrings that take everything and keep
    nothing."""
    config: Config = checked(account.tables, str(account.session.home.config_path))
    try:
        keep_in_keyring(config.smtp, "smtp", Secret(typed))
        keep_in_keyring(config.imap, "imap", Secret(typed))
        kept = (
            ask_keyring(service_name(config.smtp, "smtp"), config.smtp.username),
            ask_keyring(service_name(config.imap, "imap"), config.imap.username),
        )
    except CollabError:
        return False
    return kept == (typed, typed)


async def people(page: "PagePort") -> None:
    """Typed, one a line, or from a file."""
    if not page.session.configured:
        page.warn("setup.servers_first")
        return
    await PeopleImport(page).ask()


async def meeting(page: "PagePort") -> None:
    """The editor with an agenda to begin with."""
    if not page.session.configured:
        page.warn("setup.servers_first")
    else:
        await new_meeting(page)


async def language(page: "PagePort", account: Account, speak: Speak) -> None:
    """The other one, from now on: on the screens and, once there is a configuration, for good."""
    other = next(one for one in LOCALES if one != page.words.locale)
    if account.complete:
        organiser = {**account.tables["organiser"], "locale": other}
        try:
            await asyncio.to_thread(account.write, {**account.tables, "organiser": organiser})
        except CollabError as error:
            page.show_error(error)
            return
    speak(other)


def _languages(page: "PagePort") -> list[tuple[str, str]]:
    return [(one, page.words(f"language.{one}")) for one in LOCALES]


async def _ask(page: "PagePort", step: str, fields: Sequence[FormField], save: Any) -> bool:
    return await page.ask(Form(page.services, page.words(f"setup.{step}"), fields, save))


async def distrust_server(page: "PagePort") -> None:
    """The mail server whose verdict counts, no longer."""
    await ServerTrust(page).distrust()
