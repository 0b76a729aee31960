"""The sending half of the embedded mail server: submission with AUTH, for local recipients only."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from collabtui.demo.mailboxes import DemoMailboxes

Deliver = Callable[[str, bytes], Awaitable[None]]
"""Takes the recipient as the sender wrote it, and the mail."""


class EmbeddedSmtp:
    """Makes the protocol of each connection, and is the handler that aiosmtpd asks."""

    def __init__(self, accounts: DemoMailboxes, deliver: Deliver, failed: Callable[[BaseException], None]) -> None:
        self._accounts = accounts
        self._deliver = deliver
        self._failed = failed
        self._connections: set[_Connection] = set()
        # aiosmtpd warns about its own deprecations at each login; a terminal UI has no room for that on stderr
        logging.getLogger("mail.log").setLevel(logging.ERROR)

    def connection(self) -> asyncio.BaseProtocol:
        return _Connection(self, self._authenticate, self._connections)

    async def hang_up(self) -> None:
        """Cut every open connection."""
        for connection in list(self._connections):
            if isinstance(connection.transport, asyncio.Transport):
                connection.transport.abort()
        await asyncio.sleep(0)  # an aborted transport tells its protocol one turn of the loop later

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
    ) -> AuthResult:
        del server, session, envelope, mechanism
        login, password = given.login.decode(errors="replace"), given.password.decode(errors="replace")
        return AuthResult(success=self._accounts.admits(login, password), handled=False)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd looks its hooks up by the verb
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        # not aiosmtpd's own auth_required: that warns on stderr when there is no TLS
        del server
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802  # the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        if not self._accounts.is_local(address):
            return f"554 5.7.1 <{address}>: Relay access denied"
        if self._accounts.owner(address) is None:
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # the library's name
        del server, session
        sender = (envelope.mail_from or "").strip("<>")
        for recipient in envelope.rcpt_tos:
            trace = f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n".encode()
            await self._deliver(recipient, trace + (envelope.original_content or b""))
        return "250 2.0.0 OK: delivered"

    async def handle_exception(self, error: Exception) -> str:
        self._failed(error)
        return "451 4.3.0 The server made a mistake"


class _Connection(SMTP):
    """An SMTP connection that is known while it is open, so that it can be cut."""

    def __init__(
        self, handler: EmbeddedSmtp, authenticator: Callable[..., AuthResult], connections: set["_Connection"]
    ) -> None:
        # the hostname is given because aiosmtpd would ask the resolver for it
        super().__init__(
            handler, authenticator=authenticator, auth_require_tls=False, enable_SMTPUTF8=True, hostname="localhost"
        )
        self._open = connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._open.discard(self)
        super().connection_lost(error)
