"""`collabtui init`: write the configuration, from flags or from questions."""

import getpass
import sys
from typing import TYPE_CHECKING, Any

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Given, Parser
from collabtui.errors import Refused
from collabtui.text.catalogue import Catalogue

if TYPE_CHECKING:
    from collabtui.config import Config
    from collabtui.mail.transport.providers import Provider

SECURITY = ("tls", "starttls", "none")
SERVER = ("host", "port", "security", "username", "password-command", "ca-file")


def register(parser: Parser) -> None:
    for name in ("--name", "--email", "--timezone"):
        parser.takes(name)
    parser.takes("--locale", choices=("zh", "en"))
    parser.takes("--provider")
    for protocol in ("smtp", "imap"):
        for name in SERVER:
            choices = SECURITY if name == "security" else ()
            parser.takes(f"--{protocol}-{name}", "number" if name == "port" else "text", choices=choices)
    parser.takes("--imap-folder")
    parser.takes("--authserv-id")
    for name in ("--no-subaddress", "--force"):
        parser.takes(name, "switch")
    parser.does(write_configuration)


def write_configuration(context: Context, arguments: Given) -> None:
    """What flags leave open is taken from the provider, then asked for when somebody is there to answer."""
    from collabtui.home import write_config

    if arguments.locale and not context.options.lang:
        context.words = Catalogue(arguments.locale)
    if context.home.config_path.exists() and not arguments.force:
        raise Refused("init.there", path=str(context.home.config_path))
    config, provider = _config(context, arguments)
    write_config(context.home, config)
    context.acting()  # makes the database, so that lists have something to be empty
    if provider:
        context.say(provider.hint)
    context.say("init.written", path=str(context.home.config_path))
    context.say("init.next")


def _config(context: Context, arguments: Given) -> "tuple[Config, Provider | None]":
    """Raises `Refused`: what `checked` raises, name.no_address, provider.unknown, init.flag_missing."""
    from collabtui.home import checked, local_timezone
    from collabtui.mail.parse.addresses import normal_address
    from collabtui.mail.transport.providers import provider_named, settings_for

    asked = _Asked(context)
    email = arguments.email or asked("email")
    if not normal_address(email):
        raise Refused("name.no_address", value=email)
    provider = provider_named(arguments.provider, email) if arguments.provider else settings_for(email)
    data: dict[str, Any] = {
        "organiser": {
            "name": arguments.name or asked("name", default=_own_name()),
            "email": email,
            "locale": arguments.locale or context.words.locale,
            "timezone": arguments.timezone or local_timezone(context.environ.get("TZ", "")),
        },
        "reply": {
            "subaddress": not arguments.no_subaddress and (provider is None or provider.subaddress),
            "authserv_id": arguments.authserv_id or (provider.authserv_id if provider else ""),
        },
    }
    for protocol in ("smtp", "imap"):
        data[protocol] = _server(protocol, arguments, provider, asked)
    for protocol, other in (("smtp", "imap"), ("imap", "smtp")):
        # most servers want one login for both, and most logins are the address
        data[protocol].setdefault("username", data[other].get("username") or email)
    return checked(data, str(context.home.config_path)), provider


def _server(protocol: str, arguments: Given, provider: "Provider | None", asked: "_Asked") -> dict[str, Any]:
    """What the provider has, what flags say instead, and the host in any case."""
    flags = {name: getattr(arguments, f"{protocol}_{name}") for name in (one.replace("-", "_") for one in SERVER)}
    if protocol == "imap":
        flags["folder"] = arguments.imap_folder
    known = getattr(provider, protocol).model_dump() if provider else {}
    data: dict[str, Any] = known | {name: value for name, value in flags.items() if value is not None}
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
