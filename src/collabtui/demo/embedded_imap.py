"""The reading half of the embedded mail server: pymap's in-memory mailboxes behind a plain IMAP port."""

import asyncio
import io
import ssl
from argparse import Namespace
from collections.abc import Callable
from contextlib import AsyncExitStack, closing, suppress
from datetime import datetime

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Identity, Login
from pymap.backend.dict.mailbox import MailboxData
from pymap.concurrent import Subsystem
from pymap.context import connection_exit
from pymap.imap import IMAPConnection
from pymap.imap.state import ConnectionState
from pymap.parsing.message import AppendMessage
from pymap.parsing.response import Response
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

from collabtui.demo.mailboxes import DemoMailboxes


class EmbeddedImap:
    """Everything but the constructor is called in one and the same event loop."""

    def __init__(self, accounts: DemoMailboxes, failed: Callable[[BaseException], None]) -> None:
        self._accounts = accounts
        self._failed = failed
        self._config = _config()
        self._login = Login(self._config)
        self._inboxes: dict[str, MailboxData] = {}
        self._connections: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Make the mailboxes. A login with the domain and one without open the same one."""
        password = await Passwords(self._config).hash_password(self._accounts.password)
        for address in self._accounts.addresses:
            for login in self._accounts.logins(address):
                self._login.users_dict[login] = UserMetadata(self._config, login, password=password)
            async with Identity(address, self._login, None, frozenset()).new_session():
                mailboxes = self._config.set_cache[address]
            for login in self._accounts.logins(address):
                self._config.set_cache[login] = mailboxes
            self._inboxes[address] = await mailboxes[0].get_mailbox("INBOX")

    async def append(self, address: str, raw: bytes, when: datetime) -> None:
        """Put a mail into the inbox of an account and wake those who IDLE on it."""
        await self._inboxes[address].append(AppendMessage(raw, when), recent=True)

    def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak IMAP on this connection until either side ends it."""
        task = asyncio.create_task(self._converse(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._ended)

    async def hang_up(self) -> None:
        """End every open connection, after a BYE."""
        connections = list(self._connections)
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = SocketInfo.get(writer, None)
        connection = _WholeResponses(self._config.commands, self._config, reader, writer, peer)
        async with AsyncExitStack() as stack:
            connection_exit.set(stack)
            stack.enter_context(closing(connection))
            await connection.run(ConnectionState(self._login, self._config))

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._connections.discard(task)
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, ConnectionError):
            self._failed(error)


class _WholeResponses(IMAPConnection):
    """Writes each response in one piece.

    pymap writes a response as it is put together. A client that polls its socket can then read half a line, which
    IMAPClient takes for a broken connection.
    """

    __slots__ = ()

    async def write_response(self, resp: Response) -> None:
        whole = io.BytesIO()
        await resp.async_write(whole)
        with suppress(ConnectionError):
            self.writer.write(whole.getvalue())
            await self.writer.drain()


def _config() -> Config:
    """Plain text, no demo data. The `Namespace` stands for the command line that pymap reads for want of a given
    value; a TLS context is passed, though unused, because pymap otherwise loads what the variable CERT_FILE names."""
    return Config(
        Namespace(passlib_cfg=None, proxy_protocol="noop"),
        demo_data=False,
        demo_user="",
        demo_password="",
        host=None,
        port=0,
        tls_enabled=False,
        secure_auth=False,
        invalid_user_sleep=0,
        ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        # a hash that guards nothing need not cost 100 ms a login, and then it needs no thread pool either
        hash_context=BuiltinHash(rounds=1),
        cpu_subsystem=Subsystem.for_asyncio(),
    )
