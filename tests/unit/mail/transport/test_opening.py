"""Servers that never let anybody in: the line to them is given up in time, and at once by who wants to leave."""

import asyncio
import gc
import socket
import threading
import time
import warnings
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from itertools import count

import pytest

from collabtui.config import Imap, Smtp
from collabtui.errors import Unreachable
from collabtui.mail.transport import imap, smtp
from collabtui.mail.transport.secrets import Secret
from support.scripted_server import CERTIFICATE, Line, Scripted

SECRET = Secret("hunter2")
AN_HOUR = 3600.0
MOMENT = 10.0
"""Seconds: far more than is needed to leave, far less than anybody would wait for a server."""


def half_a_greeting(line: Line) -> None:
    line._socket.sendall(b"* OK mail.exa")
    line.freeze()


def a_letter_now_and_then(line: Line) -> None:
    """Each read brings something, so no read ever takes too long."""
    with suppress(OSError):
        while not line._over.wait(0.02):
            line._socket.sendall(b"x")


@contextmanager
def full() -> Iterator[int]:
    """The port of a server that takes no more connections: it leaves their first packet without an answer."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
        for one in waiting:
            one.close()


def mailbox(port: int, security: str = "none") -> Imap:
    return Imap.model_validate({"host": "127.0.0.1", "port": port, "security": security, "username": "li"})


def after(looks: int) -> Callable[[], bool]:
    """Says stop at that look."""
    seen = count(1)
    return lambda: next(seen) >= looks


@pytest.mark.parametrize("talk", [Line.freeze, half_a_greeting, a_letter_now_and_then])
@pytest.mark.parametrize("security", ["none", "tls"])
def test_a_server_that_does_not_come_to_its_point_is_given_up(talk: Callable[[Line], None], security: str) -> None:
    with Scripted(talk) as server, pytest.raises(Unreachable) as caught:
        imap.connect(mailbox(server.port, security), SECRET, timeout=0.2)
    assert caught.value.key in ("imap.timeout", "imap.tls")


@pytest.mark.parametrize("talk", [Line.freeze, half_a_greeting, a_letter_now_and_then])
@pytest.mark.parametrize("security", ["none", "tls"])
def test_who_wants_to_leave_waits_for_no_inbox(talk: Callable[[Line], None], security: str) -> None:
    begun = time.monotonic()
    with Scripted(talk) as server, pytest.raises(Unreachable):
        imap.connect(mailbox(server.port, security), SECRET, timeout=AN_HOUR, stop=after(2))
    assert time.monotonic() - begun < MOMENT


def test_nor_for_one_that_answers_no_knock() -> None:
    begun = time.monotonic()
    with full() as port, pytest.raises(Unreachable, match=r"imap\.timeout"):
        imap.connect(mailbox(port), SECRET, timeout=AN_HOUR, stop=after(2))
    assert time.monotonic() - begun < MOMENT
    with full() as port, pytest.raises(Unreachable, match=r"imap\.timeout"):
        imap.connect(mailbox(port), SECRET, timeout=0.2)


def test_a_port_where_nobody_is_is_said_to_be_that() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable, match=r"imap\.gone"):
            imap.connect(mailbox(taken.getsockname()[1]), SECRET)


def test_who_wants_to_leave_waits_for_no_outbox() -> None:
    async def open_it(port: int) -> None:
        server = Smtp(host="127.0.0.1", port=port, security="none", username="li")
        async with smtp.connect(server, SECRET, timeout=AN_HOUR, stop=after(2)):
            raise AssertionError("it never greets")

    begun = time.monotonic()
    with Scripted(Line.freeze) as server, pytest.raises(Unreachable, match=r"smtp\.timeout"):
        asyncio.run(open_it(server.port))
    assert time.monotonic() - begun < MOMENT


def never_says_goodbye(line: Line) -> None:
    line.say("220 mail.example ESMTP")
    line.hear()
    line.say("250 mail.example")
    line.freeze()


def test_a_line_to_the_outbox_is_closed_by_who_ends_the_program_while_it_takes_its_leave() -> None:
    async def ended(port: int) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(opened_and_left(Smtp(host="127.0.0.1", port=port, security="none")), 0.3)

    with Scripted(never_says_goodbye) as server:
        assert warned(ended(server.port)) == []


def keeps_the_line_open(line: Line) -> None:
    """It answers QUIT, and then neither ends TLS nor the connection."""
    line.encrypt()
    line.say("220 mail.example ESMTP")
    line.hear()
    line.say("250 mail.example")
    assert line.hear() == "QUIT"
    line.say("221 bye")
    line.freeze()


def test_a_line_to_the_outbox_does_not_wait_for_the_servers_end_of_tls() -> None:
    with Scripted(keeps_the_line_open) as server:
        trusted = Smtp(host="localhost", port=server.port, security="tls", ca_file=CERTIFICATE)
        assert warned(opened_and_left(trusted)) == []


async def opened_and_left(server: Smtp) -> None:
    async with smtp.connect(server, None, timeout=MOMENT):
        pass


def warned(work: Coroutine[None, None, None]) -> list[str]:
    """What Python says of resources that nobody closed."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        asyncio.run(work)
        gc.collect()
    return [str(one.message) for one in seen]


def test_nothing_of_a_line_that_was_opened_goes_on_watching_it() -> None:
    with Scripted(lambda line: line.say("* BYE no")) as server, pytest.raises(Unreachable):
        imap.connect(mailbox(server.port), SECRET)
    assert not [one for one in threading.enumerate() if one.name == "collabtui-opening"]


def test_what_ends_the_program_while_a_line_is_opened_is_no_complaint_of_the_loop(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A signal that comes there raises SystemExit in the task that opens."""

    async def ended(_: smtp.SmtpConnection) -> None:
        raise SystemExit(129)

    async def opened() -> None:
        async with smtp.connect(Smtp(host="127.0.0.1", port=1, security="none"), None):
            pass

    monkeypatch.setattr(smtp.SmtpConnection, "open", ended)
    with pytest.raises(SystemExit):
        asyncio.run(opened())
    gc.collect()
    assert caplog.text == ""
