"""What every room's tests may ask for."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from collabtui.demo.server import MailServer
from collabtui.mail.parse import sanitise
from collabtui.store.sqlite import sqlite_store
from mailbed.bed import Mailbed
from support import time_limit
from support.made_once import copied

if TYPE_CHECKING:
    from pgbed.bed import Pgbed
    from pgbed.pooled import Pool

TEAM = tuple(
    f"{name}@example.test" for name in ("facilitator", "scribe", "alice", "bob", "carol", "dave", "erin", "frank")
)

# The same examples at each run, and no verdict that depends on how busy the machine is.
# To look for new ones: pytest --hypothesis-profile=default
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


sqlite_store._make_tables = copied(sqlite_store._make_tables)  # type: ignore[assignment]  # the same, but quicker


def pytest_configure(config: pytest.Config) -> None:
    time_limit.register(config)


@pytest.fixture(autouse=True)
def no_secret_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a process of its own for what a server may not repeat."""
    monkeypatch.setattr(sanitise, "_secrets", OrderedDict())


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """The embedded mail server with a mailbox for each of `TEAM`, password `secret`."""
    with MailServer(TEAM, "secret") as server:
        yield server


@pytest.fixture(scope="session")
def mail_system() -> Iterator[Mailbed]:
    with Mailbed(TEAM) as bed:
        yield bed


@pytest.fixture
def mailbed(mail_system: Mailbed) -> Mailbed:
    """Dovecot and Postfix with an empty mailbox for each of `TEAM`. Tests that use it bear the mark `mailbed`."""
    mail_system.empty()
    return mail_system


@pytest.fixture(scope="session")
def postgresql_server() -> "Iterator[Pgbed]":
    """A PostgreSQL of this run. Tests that use it bear the mark `pgbed`."""
    from pgbed.bed import Pgbed

    with Pgbed() as bed:
        yield bed


@pytest.fixture(scope="session")
def connection_pool(postgresql_server: "Pgbed") -> "Iterator[Pool]":
    """pgbouncer before it, in transaction mode. Tests that use it bear the mark `pgbed`."""
    from pgbed.pooled import Pool

    with Pool(postgresql_server) as pool:
        yield pool
