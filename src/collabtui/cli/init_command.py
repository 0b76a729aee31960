"""`collabtui init`: write the configuration, from flags or from questions."""

import getpass
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.errors import Refused
from collabtui.text.catalogue import Catalogue

if TYPE_CHECKING:
    from collabtui.config import Config
    from collabtui.mail.transport.providers import Provider

Security = Literal["tls", "starttls", "none"]


Flags = dict[str, str | int | None]
"""Fields of a server's section of the configuration, None for what no flag names."""


class InitArgs(NamedTuple):
    name: str | None = None
    email: str | None = None
    timezone: str | None = None
    locale: Literal["zh", "en"] | None = None
    provider: str | None = None
    smtp_host: str | None = None
    smtp_port: int | None = None
    smtp_security: Security | None = None
    smtp_username: str | None = None
    smtp_password_command: str | None = None
    smtp_ca_file: str | None = None
    imap_host: str | None = None
    imap_port: int | None = None
    imap_security: Security | None = None
    imap_username: str | None = None
    imap_password_command: str | None = None
    imap_ca_file: str | None = None
    imap_folder: str | None = None
    authserv_id: str | None = None
    no_subaddress: bool = False
    force: bool = False


def register(parser: Parser) -> None:
    parser.does(write_configuration, InitArgs)


def write_configuration(context: Context, arguments: InitArgs) -> None:
    """Write the configuration: what flags leave open is taken from the provider, then asked for at a terminal."""
    from collabtui.config_file import write_config, write_first_config
    from collabtui.lifecycle.people.edit_people import add_organiser

    if arguments.locale and not context.options.lang:
        context.words = Catalogue(arguments.locale, today=lambda: context.today)
    there = Refused("init.there", path=str(context.home.config_path))
    if context.home.config_path.exists() and not arguments.force:
        raise there
    config, provider = _config(context, arguments)
    if arguments.force:
        write_config(context.home, config)
    elif not write_first_config(context.home, config):
        raise there
    add_organiser(context.acting())  # makes the database, too, so that lists have something to be empty
    if provider:
        context.say(provider.hint)
    context.say("init.written", path=str(context.home.config_path))
    calendar = config.reminders.calendar
    context.say("init.calendar" if calendar else "init.no_calendar", country=calendar, zone=config.organiser.timezone)
    context.say("init.next")


def _config(context: Context, arguments: InitArgs) -> "tuple[Config, Provider | None]":
    """Raises `Refused`: what `checked` raises, name.no_address, provider.unknown, init.flag_missing."""
    from collabtui.config_file import checked
    from collabtui.home import local_timezone
    from collabtui.mail.parse.addresses import typed_address
    from collabtui.mail.transport.providers import provider_named, settings_for
    from collabtui.system.country_of_zone import calendar_of_zone

    asked = _Asked(context)
    email = arguments.email or asked("email")
    if not typed_address(email):
        raise Refused("name.no_address", value=email)
    provider = provider_named(arguments.provider, email) if arguments.provider else settings_for(email)
    organiser = {
        "name": arguments.name or asked("name", default=_own_name()),
        "email": email,
        "locale": arguments.locale or context.words.locale,
        "timezone": arguments.timezone or local_timezone(context.environ.get("TZ", "")),
    }
    reply = {
        "subaddress": not arguments.no_subaddress and (provider is None or provider.subaddress),
        "authserv_id": arguments.authserv_id or (provider.authserv_id if provider else ""),
    }
    smtp = _server("smtp", _smtp_flags(arguments), provider, asked)
    imap = _server("imap", _imap_flags(arguments), provider, asked)
    for server, other in ((smtp, imap), (imap, smtp)):
        # most servers want one login for both, and most logins are the address
        server.setdefault("username", other.get("username") or email)
    reminders = {"calendar": calendar_of_zone(organiser["timezone"])}
    data = {"organiser": organiser, "reply": reply, "smtp": smtp, "imap": imap, "reminders": reminders}
    return checked(data, str(context.home.config_path)), provider


def _smtp_flags(arguments: InitArgs) -> Flags:
    return {
        "host": arguments.smtp_host,
        "port": arguments.smtp_port,
        "security": arguments.smtp_security,
        "username": arguments.smtp_username,
        "password_command": arguments.smtp_password_command,
        "ca_file": arguments.smtp_ca_file,
    }


def _imap_flags(arguments: InitArgs) -> Flags:
    return {
        "host": arguments.imap_host,
        "port": arguments.imap_port,
        "security": arguments.imap_security,
        "username": arguments.imap_username,
        "password_command": arguments.imap_password_command,
        "ca_file": arguments.imap_ca_file,
        "folder": arguments.imap_folder,
    }


def _server(protocol: str, flags: Flags, provider: "Provider | None", asked: "_Asked") -> Flags:
    """What the provider has, what flags say instead, and the host in any case."""
    known: Flags = getattr(provider, protocol).model_dump() if provider else {}
    data = known | {name: value for name, value in flags.items() if value is not None}
    if "host" not in data:
        data["host"] = asked(f"{protocol}_host")
    return data


class _Asked:
    """Asks at the terminal; without one, names the flag that was left out."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __call__(self, what: str, *, default: str = "") -> str:
        missing = Refused("init.flag_missing", flag=f"--{what.replace('_', '-')}")
        if sys.stdin is None or not sys.stdin.isatty():
            raise missing
        try:
            answer = input(self._context.words(f"init.ask.{what}", default=default)).strip() or default
        except EOFError:
            answer = ""
        if not answer:
            raise missing
        return answer


def _own_name() -> str:
    """The login name; empty where the system has none for this user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
