"""Opening the line to an IMAP server: who wants to leave cuts it, and it has a time to be open in.

The library waits for each piece that a server sends: one that says nothing keeps its caller for many seconds, and one
that sends a letter now and then for ever.
"""

import errno
import imaplib
import os
import re
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.imap_utf7 import decode, encode
from imapclient.imapclient import Namespace
from imapclient.tls import IMAP4_TLS, wrap_socket

from collabtui.config import Imap
from collabtui.errors import Unreachable
from collabtui.mail.transport.imap_login import introduce, log_in
from collabtui.mail.transport.secrets import Secret

SLICE = 0.1
"""Seconds between two looks at whether to stop."""
MOST_ANSWERS = 50_000
"""To one command: lines of a server, a mail with all that is in it counted once."""
_UNDER_WAY = frozenset({errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY})


class ConnectionGuard:
    """While it lasts a thread watches the line that `line` made. Not to be used twice."""

    def __init__(self, seconds: float, stop: Callable[[], bool]) -> None:
        self._until = time.monotonic() + seconds
        self._stop = stop
        self._over = threading.Event()
        self._held: socket.socket | None = None
        self.cut = False
        """Whether it was this that ended the line."""
        self._watcher = threading.Thread(target=self._watch, name="collabtui-opening", daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._watcher.join()
        if self._held:
            self._held.close()

    def line(self, host: str, port: int, seconds: float | None) -> socket.socket:
        """Connected. `seconds` for each attempt, and for each read from then on. Raises OSError."""
        trouble: OSError | None = None
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            line = socket.socket(family, kind, protocol)
            try:
                self._connect(line, address, seconds)
            except OSError as error:
                trouble = error
                line.close()
            else:
                line.settimeout(seconds)
                self._held = line.dup()  # the same line, also when TLS has taken the first one over
                return line
        raise trouble or OSError("getaddrinfo")

    def _connect(self, line: socket.socket, address: Any, seconds: float | None) -> None:
        """In slices: nobody can cut a line that is not there yet."""
        end = time.monotonic() + seconds if seconds else self._until
        line.setblocking(False)
        code = line.connect_ex(address)
        poll = select.poll()
        poll.register(line, select.POLLOUT)
        while code in _UNDER_WAY:
            if self._is_over() or time.monotonic() > end:
                raise TimeoutError("timed out")
            if poll.poll(SLICE * 1000):
                code = line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, os.strerror(code))

    def _is_over(self) -> bool:
        self.cut = self.cut or self._stop() or time.monotonic() > self._until
        return self.cut

    def _watch(self) -> None:
        while not self._over.wait(SLICE):
            if self._held and self._is_over():
                with suppress(OSError):
                    self._held.shutdown(socket.SHUT_RDWR)
                return


def logged_in(
    opening: ConnectionGuard, server: Imap, secret: Secret, context: ssl.SSLContext | None, timeout: float
) -> IMAPClient:
    """A session that has introduced itself. Raises what imapclient does, and `Unreachable` as `imap.connect` says."""
    client = _Client(
        opening,
        server.host,
        port=server.port,
        ssl=server.security == "tls",
        ssl_context=context,
        timeout=SocketTimeout(timeout, timeout),
    )
    client.normalise_times = False
    try:
        # imapclient sends a command and its line end apart, and each would wait 40 ms for an acknowledgement
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # imaplib would prepare the repr of every mail for its log: a quarter of the time, three times the memory
        client._imap.debug = 0  # noqa: SLF001  # imapclient sets it to 5 and has no switch for it
        if client._imap.state != "NONAUTH":  # noqa: SLF001  # the greeting was PREAUTH (RFC 3501 section 7.1.4)
            raise Unreachable("imap.preauth", host=server.host, port=server.port)
        if server.security == "starttls":
            if not client.has_capability("STARTTLS"):
                raise Unreachable("imap.no_starttls", host=server.host, port=server.port)
            client.starttls(context)
        log_in(client, server, secret)
        introduce(client, server)
    except BaseException:
        with suppress(OSError):
            client.shutdown()
        raise
    return client


class _Client(IMAPClient):  # type: ignore[misc]  # the library has no types
    """Makes its line as the opening says, and takes what odd servers say of folders."""

    def __init__(self, opening: ConnectionGuard, host: str, **options: Any) -> None:
        self._opening = opening
        super().__init__(host, **options)

    def list_folders(self, directory: str = "", pattern: str = "*") -> list[tuple[Any, Any, str]]:
        """Without those whose names are no modified UTF-7 (RFC 3501 section 5.1.3): nobody can select them, and the
        library would give up all others with them."""
        self.folder_encode = False
        try:
            listed = super().list_folders(encode(directory), encode(pattern))
        finally:
            self.folder_encode = True
        readable = []
        for flags, delimiter, name in listed:
            with suppress(ValueError):
                readable.append((flags, delimiter, str(decode(name))))
        return readable

    def namespace(self) -> Namespace:
        """One without folders of one's own is allowed (RFC 2342 section 5), and breaks the library's search: they
        begin then as nearly everywhere."""
        try:
            own = [one for one in super().namespace().personal or () if isinstance(one[0], str)]
        except (TypeError, ValueError):
            own = []
        return Namespace(own or [("", ""), ("INBOX.", ".")], None, None)

    def _create_IMAP4(self) -> "_Plain | _Encrypted":  # noqa: N802  # the library's name
        if self.ssl:
            return _Encrypted(self._opening, self.host, self.port, self.ssl_context, self._timeout.connect)
        return _Plain(self._opening, self.host, self.port, self._timeout.connect)


_KEYWORDS = re.compile(rb"(?:\* (?:\d+ )?|[A-Z]+\d+ )[A-Za-z-]+(?: \[[A-Za-z-]+)?")
"""At the head of an answer: its name, and its code in brackets."""
_SEARCH = "SEARCH"


class _Bounded(imaplib.IMAP4):
    """One that says things without end, as in IDLE, would be listened to for ever, and all of it kept.

    Keywords may come in small letters (RFC 3501 section 9), and what a search finds in several lines (section 7.2.5
    forbids neither): the library knows neither."""

    _came = 0

    def _get_line(self) -> bytes:
        line: bytes = super()._get_line()  # type: ignore[misc]  # a hook of the library, without a published type
        return _KEYWORDS.sub(lambda found: found[0].upper(), line, count=1) if _KEYWORDS.match(line) else line

    def _untagged_response(self, typ: str, dat: Any, name: str) -> Any:
        typ, data = super()._untagged_response(typ, dat, name)  # type: ignore[misc]  # as above
        return typ, [b" ".join(filter(None, data))] if name == _SEARCH and len(data) > 1 else data

    def send(self, data: Any) -> None:
        self._came = 0
        super().send(data)

    def _get_response(self) -> Any:
        self._came += 1
        if self._came > MOST_ANSWERS:
            raise self.abort(f"more than {MOST_ANSWERS} answers")
        return super()._get_response()  # type: ignore[misc]  # as its own documentation has it be overridden


class _Plain(_Bounded, IMAP4WithTimeout):  # type: ignore[misc]  # a class without published types
    def __init__(self, opening: ConnectionGuard, host: str, port: int, seconds: float) -> None:
        self._opening = opening
        super().__init__(host, port, seconds)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._opening.line(self.host, self.port, timeout or self._timeout)


class _Encrypted(_Bounded, IMAP4_TLS):  # type: ignore[misc]  # as above
    def __init__(self, opening: ConnectionGuard, host: str, port: int, context: ssl.SSLContext, seconds: float) -> None:
        self._opening = opening
        IMAP4_TLS.__init__(self, host, port, context, seconds)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        line = self._opening.line(self.host, self.port, timeout or self._timeout)
        encrypted: socket.socket = wrap_socket(line, self.ssl_context, self.host)
        return encrypted
