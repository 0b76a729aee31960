"""The database of an organisation, where the configuration names one, and what works on it already.

Imported only where `[database] url` is set: then psycopg is too.
"""

import os
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.store.check.data_fault import DataFault
    from collabtui.store.interface import Store
    from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection

PASSWORD = "COLLABTUI_DATABASE_PASSWORD"  # noqa: S105  # the name of the variable
UNREACHED = frozenset({"backup", "restore", "export", "import", "serve"})
"""Commands that work on the file of a database."""


def refuse_unreached(noun: str) -> None:
    """Raises Refused `database.unreached` (what) for a command that cannot be had on PostgreSQL."""
    if noun in UNREACHED:
        raise Refused("database.unreached", what=f"collabtui {noun}")


def open_organisation_store(url: str, password_command: str) -> "Store":
    """Raises what `postgresql_store.open_store` raises, Refused `database.no_driver`, and NoPassword."""
    refuse_without_driver()
    from collabtui.store.postgresql.postgresql_store import open_store

    return open_store(url, password_of(password_command))


def open_organisation_reader(url: str, password_command: str) -> "PostgresqlConnection":
    """The same for lists, which read only."""
    refuse_without_driver()
    from collabtui.store.postgresql.postgresql_store import open_reader

    return open_reader(url, password_of(password_command))


def server_of(url: str, password_command: str, timer: Callable[[], float]) -> dict[str, str]:
    """For `doctor`: the database without a password, the version of its engine, the milliseconds of one question."""
    with closing(open_organisation_reader(url, password_command)) as reader:
        begun = timer()
        row = reader.row("SELECT current_setting('server_version')")
        took = timer() - begun
        return {"path": reader.place, "version": str(row[0]) if row else "", "took": f"{took * 1000:.1f}"}


def faults_of(url: str, password_command: str, progress: Callable[[str], None]) -> "list[DataFault]":
    """For `doctor --check`: what does not hold of the data. Raises as `open_organisation_store`."""
    refuse_without_driver()
    from collabtui.store.postgresql.check_organisation import check_organisation

    return check_organisation(url, password_of(password_command), progress)


def refuse_without_driver() -> None:
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        raise Refused("database.no_driver")


def password_of(command: str) -> str | None:
    """None where libpq is to look in its own places: PGPASSWORD, a password file, a service, a certificate."""
    if not command and not os.environ.get(PASSWORD):
        return None
    from collabtui.mail.transport.secrets import SecretSource, looked_up

    return looked_up(SecretSource(PASSWORD, command, "database.password_command", "", ""), os.environ).reveal()
