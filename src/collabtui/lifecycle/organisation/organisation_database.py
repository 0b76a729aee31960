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
    from collabtui.store.postgresql.replicas import Replica
    from collabtui.store.postgresql.rights_by_row import RightsByRow

PASSWORD = "COLLABTUI_DATABASE_PASSWORD"  # noqa: S105  # the name of the variable


def open_organisation_store(url: str, password_command: str) -> "Store":
    """Raises what `postgresql_store.open_store` raises, Refused `database.no_driver` and `database.stranger`, and
    NoPassword."""
    refuse_without_driver()
    from collabtui.store.postgresql.postgresql_store import open_store

    store = open_store(url, password_of(password_command))
    try:
        store.refuse_stranger()
    except BaseException:
        store.close()
        raise
    return store


def open_organisation_reader(url: str, password_command: str) -> "PostgresqlConnection":
    """The same for lists, which read only."""
    refuse_without_driver()
    from collabtui.store.postgresql.postgresql_store import open_reader
    from collabtui.store.postgresql.rights_by_row import refuse_stranger

    reader = open_reader(url, password_of(password_command))
    try:
        refuse_stranger(reader)
    except BaseException:
        reader.close()
        raise
    return reader


def server_of(url: str, password_command: str, timer: Callable[[], float]) -> dict[str, str]:
    """For `doctor`: the database without a password, the version of its engine, the milliseconds of one question."""
    with closing(open_organisation_reader(url, password_command)) as reader:
        begun = timer()
        row = reader.row("SELECT current_setting('server_version')")
        took = timer() - begun
        return {"path": reader.place, "version": str(row[0]) if row else "", "took": f"{took * 1000:.1f}"}


def compiling_of(url: str, password_command: str) -> Refused | None:
    """The fault that its plans are compiled, which costs more than it gains; None where they are not."""
    from collabtui.store.postgresql.plans_compiled import compiling_fault

    with closing(open_organisation_reader(url, password_command)) as reader:
        return compiling_fault(reader)


def replicas_of(url: str, password_command: str) -> "list[Replica]":
    """The replicas that follow the server, and how far each is behind."""
    from collabtui.store.postgresql.replicas import replicas

    with closing(open_organisation_reader(url, password_command)) as reader:
        return replicas(reader)


def rights_of(url: str, password_command: str) -> "RightsByRow":
    """Logins of people's own, and what their rights by row lack."""
    from collabtui.store.postgresql.rights_by_row import rights_by_row

    with closing(open_organisation_reader(url, password_command)) as reader:
        return rights_by_row(reader)


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
