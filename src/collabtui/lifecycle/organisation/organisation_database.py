"""The database of an organisation, where the configuration names one, and what works on it already.

Imported only where `[database] url` is set: then psycopg is too.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.store.interface import Store
    from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection

PASSWORD = "COLLABTUI_DATABASE_PASSWORD"  # noqa: S105  # the name of the variable
REACHED: Mapping[str, frozenset[str]] = {
    "init": frozenset(),
    "doctor": frozenset(),
    "trail": frozenset(),
    "undo": frozenset(),
    "person": frozenset({"add", "edit", "list"}),
    "meeting": frozenset({"new", "list", "show"}),
    "action": frozenset({"add", "list", "show", "history", "update"}),
}
"""Commands by their verbs, none for those that have none."""
_MAILED = ("add", "update")
"""Verbs that tell others by mail, which nothing would send there."""


def refuse_unreached(noun: str, rest: list[str]) -> None:
    """Raises Refused `database.unreached` (what) for a command that cannot be had on PostgreSQL yet."""
    verbs = REACHED.get(noun)
    verb = next((word for word in rest if not word.startswith("-")), "") if verbs else ""
    is_option = noun == "doctor" and any(word.startswith(("--check", "--archive", "--trust")) for word in rest)
    if verbs is None or (verbs and verb and verb not in verbs) or is_option:
        raise Refused("database.unreached", what=" ".join(["collabtui", noun, *filter(None, [verb])]))
    if noun == "action" and verb in _MAILED and "--no-mail" not in rest:
        raise Refused("cli.no_mail_there", what=f"collabtui action {verb}", option="--no-mail")


def open_organisation_store(url: str, password_command: str) -> "Store":
    """Raises what `postgresql_store.open_store` raises, Refused `database.no_driver`, and NoPassword."""
    _refuse_without_driver()
    from collabtui.store.postgresql.postgresql_store import open_store

    return open_store(url, _password(password_command))


def open_organisation_reader(url: str, password_command: str) -> "PostgresqlConnection":
    """The same for lists, which read only."""
    _refuse_without_driver()
    from collabtui.store.postgresql.postgresql_store import open_reader

    return open_reader(url, _password(password_command))


def server_of(url: str, password_command: str, timer: Callable[[], float]) -> dict[str, str]:
    """For `doctor`: the database without a password, the version of its engine, the milliseconds of one question."""
    with closing(open_organisation_reader(url, password_command)) as reader:
        begun = timer()
        row = reader.row("SELECT current_setting('server_version')")
        took = timer() - begun
        return {"path": reader.place, "version": str(row[0]) if row else "", "took": f"{took * 1000:.1f}"}


def _refuse_without_driver() -> None:
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        raise Refused("database.no_driver")


def _password(command: str) -> str | None:
    """None where libpq is to look in its own places: PGPASSWORD, a password file, a service, a certificate."""
    if not command and not os.environ.get(PASSWORD):
        return None
    from collabtui.mail.transport.secrets import SecretSource, looked_up

    return looked_up(SecretSource(PASSWORD, command, "database.password_command", "", ""), os.environ).reveal()
