"""A server that says what a test tells it to: for what no decent mail server does on request."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from typing import Self

from support.paths import TESTS

TLS = TESTS / "data" / "tls"
CERTIFICATE = str(TLS / "localhost.pem")
"""For `localhost`, signed by itself: trusted only where it is given as `ca_file`. Valid until 2120."""

Talk = Callable[["Line"], None]


class Line:
    """The server's end of one connection."""

    def __init__(self, plain: socket.socket, over: threading.Event) -> None:
        self._socket = plain
        self._over = over
        self._file = plain.makefile("rb")
        self.heard: list[str] = []
        self.is_over = False
        """The client has hung up."""

    def say(self, *lines: str) -> None:
        self._socket.sendall("".join(f"{line}\r\n" for line in lines).encode("latin-1"))

    def say_raw(self, text: str) -> None:
        """Without a line end."""
        self._socket.sendall(text.encode("latin-1"))

    def hear(self) -> str:
        """The next line; empty when the client has hung up."""
        came = self._file.readline()
        self.is_over = not came.endswith(b"\n")
        line = came.decode("latin-1").rstrip("\r\n")
        self.heard.append(line)
        return line

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def encrypt(self, name: str = "localhost") -> None:
        """With the certificate of this name, of `TLS`. Both are for `localhost`; nobody trusts `other`."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / f"{name}.pem", TLS / f"{name}.key")
        self._file.close()
        self._socket = context.wrap_socket(self._socket, server_side=True)
        self._file = self._socket.makefile("rb")

    def freeze(self) -> None:
        """Keeps the line open and says nothing more until the test is over."""
        self._over.wait()

    def hang_up(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._file.close()
        self._socket.close()


class Scripted:
    """Runs `talk` for each connection, one after the other, on a port of its own. What was heard stays readable."""

    host = "localhost"

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._pool = ThreadPoolExecutor(1)
        self.port: int = self._listener.getsockname()[1]
        self.lines: list[Line] = []

    def __enter__(self) -> Self:
        self._served = self._pool.submit(self._serve)
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self._over.set()
        for line in self.lines:
            line.hang_up()  # a client whose event loop waits for us here cannot do it
        self._listener.shutdown(socket.SHUT_RDWR)
        self._pool.shutdown()
        self._listener.close()
        if not error:
            self._served.result()

    @property
    def heard(self) -> list[str]:
        """All lines of all connections, in the order they came."""
        return [text for line in self.lines for text in line.heard]

    def _serve(self) -> None:
        while not self._over.is_set():
            with suppress(OSError):  # the listener is shut down, or the client has left, as it is free to do
                plain, _ = self._listener.accept()
                with closing(Line(plain, self._over)) as line:
                    self.lines.append(line)
                    self._talk(line)


def commands(line: Line) -> Iterator[str]:
    """What the client says, until it hangs up."""
    while text := line.hear():
        yield text
