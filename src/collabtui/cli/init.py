"""`collabtui init`: write the configuration, from flags or from questions."""

import argparse
import getpass
import sys
from typing import Any

from collabtui.cli.context import Context
from collabtui.cli.dispatch import Parser
from collabtui.errors import Refused

SECURITY = ("tls", "starttls", "none")
SERVER = ("host", "port", "security", "username", "password-command", "ca-file")


def register(parser: Parser) -> None:
    for name in ("--name", "--email", "--timezone"):
        parser.takes(name)
    parser.takes("--locale", choices=("zh", "en"))
    parser.takes("--provider")
    for protocol in ("smtp", "imap"):
        for name in SERVER:
            kinds: dict[str, dict[str, Any]] = {"port": {"type": int}, "security": {"choices": SECURITY}}
            parser.takes(f"--{protocol}-{name}", **kinds.get(name, {}))
    parser.takes("--imap-folder")
    parser.takes("--authserv-id", default="")
    for name in ("--no-subaddress", "--force"):
        parser.takes(name, action="store_true")
    parser.set_defaults(command=write_configuration)


def write_configuration(context: Context, arguments: argparse.Namespace) -> None:
    """What flags leave open is taken from the provider, then asked for when somebody is there to answer."""
    from collabtui.home import write_config
    from collabtui.lifecycle.opening import open_office

    if context.home.config_path.exists() and not arguments.force:
        raise Refused("init.there", path=str(context.home.config_path))
    config = _config(context, arguments)
    write_config(context.home, config)
    with open_office(context.home, config, context.clock):
        pass  # makes the database, so that lists have something to be empty
    context.say("init.written", path=str(context.home.config_path))
    context.say("init.next")


def _config(context: Context, arguments: argparse.Namespace) -> Any:
    from pydantic import ValidationError

    from collabtui.config import Config
    from collabtui.home import local_timezone
    from collabtui.mail.providers import provider_named, settings_for

    asked = _Asked(context)
    email = arguments.email or asked("email")
    provider = provider_named(arguments.provider, email) if arguments.provider else settings_for(email)
    data: dict[str, Any] = {
        "organiser": {
            "name": arguments.name or asked("name"),
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
        known = getattr(provider, protocol).model_dump() if provider else {}
        data[protocol] = known | _flags(arguments, protocol)
        if "host" not in data[protocol]:
            data[protocol]["host"] = asked(f"{protocol}_host")
    if arguments.imap_folder:
        data["imap"]["folder"] = arguments.imap_folder
    if provider:
        context.say(provider.hint)
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        wrong = error.errors()[0]
        key = ".".join(str(part) for part in wrong["loc"])
        raise Refused("init.bad_value", key=key, value=wrong["input"], why=wrong["msg"]) from error


def _flags(arguments: argparse.Namespace, protocol: str) -> dict[str, Any]:
    named = ((name, getattr(arguments, f"{protocol}_{name}".replace("-", "_"))) for name in SERVER)
    return {name.replace("-", "_"): value for name, value in named if value is not None}


class _Asked:
    """Asks at the terminal; without one, names the flag that was left out."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __call__(self, what: str) -> str:
        if not sys.stdin.isatty():
            raise Refused("init.flag_missing", flag=f"--{what.replace('_', '-')}")
        default = getpass.getuser() if what == "name" else ""
        return input(self._context.words(f"init.ask.{what}", default=default)).strip() or default
