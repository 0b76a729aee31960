"""An SMTP and an IMAP server on loopback, in this process: the demo's mail system, and an engine of the tests.

Real protocols over real sockets, mailboxes in memory. Both servers run in one thread with an event loop of its own,
so that code under test may block, or run a loop itself.
"""

import asyncio
import queue
import re
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Self

from collabtui.demo.embedded_imap import EmbeddedImap
from collabtui.demo.embedded_smtp import EmbeddedSmtp
from collabtui.demo.mailboxes import DemoMailboxes
from collabtui.mail.identity.own_sender import sender_of

OnMail = Callable[[str, bytes], None]
"""Takes the account's address and the mail."""


class Postman:
    """Calls `on_mail` for one mail after the other. `failed` gets what it raises; the next mail comes all the same."""

    def __init__(self, on_mail: OnMail, failed: Callable[[BaseException], None]) -> None:
        self._on_mail = on_mail
        self._failed = failed
        self._round: queue.SimpleQueue[tuple[str, bytes] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._walk, name="postman", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def take(self, address: str, raw: bytes) -> None:
        self._round.put((address, raw))

    def stop(self) -> None:
        """Waits for the call that is under way; mails it has not come to are not told."""
        self._stopping.set()
        self._round.put(None)
        self._thread.join()

    def _walk(self) -> None:
        while (mail := self._round.get()) is not None and not self._stopping.is_set():
            try:
                self._on_mail(*mail)
            except Exception as error:  # noqa: BLE001 - whatever it is, MailServer.stop raises it again
                self._failed(error)


HOST = "127.0.0.1"
LINE_END = re.compile(rb"\r?\n")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class MailServer:
    """Give it to `with`, or call `start` and `stop`. Every other method may be called from any thread.

    SMTP wants AUTH (PLAIN or LOGIN) with an address of `users` or its local part, and the one password; plain text,
    no TLS. Mail to `user+tag@…` lands in the inbox of `user`, with the address that was written in `Delivered-To`.
    An unknown user is refused with 550, any other domain with 554.

    `on_mail(address, raw)` is called for each mail that arrives, in the order of arrival, in a thread of its own: it
    may block and may send mail itself. `clock` gives INTERNALDATE.
    """

    host = HOST

    def __init__(
        self,
        users: Sequence[str],
        password: str,
        *,
        on_mail: OnMail | None = None,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.password = password
        self.imap_port = 0
        self.smtp_port = 0
        self._clock = clock
        self._accounts = DemoMailboxes(users, password)
        self._failures: list[BaseException] = []
        self._imap = EmbeddedImap(self._accounts, self._failures.append)
        self._smtp = EmbeddedSmtp(self._accounts, self._deliver, self._failures.append)
        self._listeners: tuple[asyncio.Server, ...] = ()
        self._arrived: dict[str, list[bytes]] = {address: [] for address in self._accounts.addresses}
        self._arrival = threading.Condition()
        self._postman = Postman(on_mail, self._failures.append) if on_mail else None
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Returns when both ports answer. A server starts once."""
        self._loop = self._runner.get_loop()
        self._loop.set_exception_handler(self._note)
        self._thread = threading.Thread(target=self._run, name="mail-server", daemon=True)
        self._thread.start()
        self._ask(self._open())
        if self._postman:
            self._postman.start()

    def stop(self) -> None:
        """Ends both servers and waits for a call of `on_mail` that is under way. What had arrived stays readable.

        Raises the first error that `on_mail` or a server met, so that no test passes over it.
        """
        if self._thread is None:
            return
        if self._postman:
            self._postman.stop()
        self._ask(self._hang_up())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._thread = None
        if self._failures:
            raise self._failures[0]

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Inside the block nobody can connect, and whoever was connected is cut off. Ports and mailboxes stay."""
        self._ask(self._hang_up())
        try:
            yield
        finally:
            self._ask(self._listen())

    def deliver(self, address: str, raw: bytes) -> None:
        """Put a mail into the inbox of `address`, as it is but for line ends, which become CRLF; wakes IDLE.

        Raises ValueError when nobody here has that address."""
        self._ask(self._deliver(address, LINE_END.sub(b"\r\n", raw)))

    def mail_for(self, address: str) -> list[bytes]:
        """All that has arrived for `address` so far, oldest first, whatever a client deleted since."""
        with self._arrival:
            return list(self._arrived[address.lower()])

    def wait_for(self, address: str, count: int, *, timeout: float = 5.0) -> list[bytes]:
        """As `mail_for`, once at least `count` mails have arrived. Raises TimeoutError after `timeout` seconds."""
        box = self._arrived[address.lower()]
        with self._arrival:
            if not self._arrival.wait_for(lambda: len(box) >= count, timeout):
                raise TimeoutError(f"{len(box)} of {count} mails for {address} after {timeout} s")
            return list(box)

    def wait_for_answers(self, address: str, count: int, *, timeout: float = 5.0) -> None:
        """Until at least `count` mails of others have arrived there. Raises TimeoutError after `timeout` seconds."""
        of_himself = address.lower()
        box = self._arrived[of_himself]
        with self._arrival:
            if not self._arrival.wait_for(lambda: _answers_in(box, of_himself) >= count, timeout):
                raise TimeoutError(f"{_answers_in(box, of_himself)} of {count} answers for {address}, {timeout} s")

    def _run(self) -> None:
        with self._runner:  # at its end it cancels what is left and closes the loop
            self._loop.run_forever()

    def _ask(self, coroutine: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    async def _open(self) -> None:
        await self._imap.open()
        await self._listen()

    async def _listen(self) -> None:
        imap = await asyncio.start_server(self._imap.connect, HOST, self.imap_port)
        smtp = await self._loop.create_server(self._smtp.connection, HOST, self.smtp_port)
        self._listeners = (imap, smtp)
        self.imap_port, self.smtp_port = (server.sockets[0].getsockname()[1] for server in self._listeners)

    async def _hang_up(self) -> None:
        for listener in self._listeners:
            listener.close()
        await self._imap.hang_up()
        await self._smtp.hang_up()
        for listener in self._listeners:
            await listener.wait_closed()

    async def _deliver(self, recipient: str, raw: bytes) -> None:
        address = self._accounts.owner(recipient)
        if address is None:
            raise ValueError(f"no mailbox for {recipient}")
        await self._imap.append(address, raw, self._clock())
        with self._arrival:
            self._arrived[address].append(raw)
            self._arrival.notify_all()
        if self._postman:
            self._postman.take(address, raw)

    def _note(self, _: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        """What no task caught. A client that is gone in the middle of something is no failure of the server."""
        error = context.get("exception") or RuntimeError(context["message"])
        if not isinstance(error, ConnectionError):
            self._failures.append(error)


def _answers_in(box: Sequence[bytes], of_himself: str) -> int:
    return sum(sender_of(mail) != of_himself for mail in box)
