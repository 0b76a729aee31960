"""Health of mail: what was heard of a server last, what it complains of, and what could be typed against that."""

import os
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.config import Server
    from collabtui.errors import Wanted
    from collabtui.mail.transport.find_server import Candidate, FindServer, FoundServer, Trusted
    from collabtui.mail.transport.secrets import Secret, Which
    from collabtui.worker.one_pass import AskSecret


class MailHealth:
    """Written by the app as the worker reports, read by the bar above the pages and by Today."""

    def __init__(self) -> None:
        self.heard: datetime | None = None
        """When a mail server last did its part."""
        self.is_listening = False
        """Whether a connection stands on which the server says at once what arrives."""
        self.is_done_elsewhere = False
        """Whether another program on this database reads and sends, or nothing may be sent from here."""
        self.trouble = ""
        """What it says when it does not; empty when all is well."""
        self.wants: Wanted = ""
        """What keeps mail waiting and can be typed: a password that is not there, or one that a server refuses."""
        self.ask_secret: AskSecret | None = None
        """Looks passwords up, where the app was given something else than the environment, commands and the keyring."""
        self.find_server: FindServer = _find_server
        """Looks for a mail server where the set-up does not name all of it."""
        self.rest: Callable[[], Awaitable[None]] = _nothing_works
        """Ends the work on mail here, until the configuration is taken up anew; returns once it has ended."""
        self.typed_password: Secret | None = None
        """Typed at these screens: used until the end, whatever else there is."""
        self.forgets_password = False
        """Whether the typed password is kept nowhere, and gone at the end."""

    def heard_at(self, now: datetime) -> None:
        self.heard = now
        self.clear_trouble()

    def clear_trouble(self) -> None:
        self.trouble, self.wants = "", ""

    def password(self, server: "Server", which: "Which") -> "Secret | None":
        """As the worker asks. May wait for a keyring or a command; raises `Refused` (secrets.*)."""
        from collabtui.mail.transport import secrets

        if self.typed_password is not None and server.username:
            return self.typed_password
        return self.ask_secret(server, which) if self.ask_secret else secrets.password(server, which, os.environ)


async def _nothing_works() -> None:
    """Of an app without a worker."""


def _find_server(which: "Which", candidates: "Sequence[Candidate]", trusted: "Trusted") -> "FoundServer | None":
    from collabtui.mail.transport.find_server import find_server  # the first frame looks for none

    return find_server(which, candidates, trusted)
