"""What every room's tests may ask for."""

from collections.abc import Iterator

import pytest

from collabtui.demo.server import MailServer

TEAM = tuple(
    f"{name}@example.test" for name in ("facilitator", "scribe", "alice", "bob", "carol", "dave", "erin", "frank")
)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """The embedded mail server with a mailbox for each of `TEAM`, password `secret`."""
    with MailServer(TEAM, "secret") as server:
        yield server
