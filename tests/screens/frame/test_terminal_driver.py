"""The driver ends with its terminal; keys that come faster than the screens take them are read later, none is lost."""

import asyncio
import os
import socket
import threading
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Static

from collabtui.screens.frame import terminal_driver
from collabtui.screens.frame.terminal_driver import AT_ONCE, EndsWithTerminal, any_bytes_read, read_as_handled

KEYS = 3 * AT_ONCE
Headless = read_as_handled(HeadlessDriver)


class Field(Static, can_focus=True):
    handled = 0
    most = 0
    """Keys that were read and not handled, at most."""

    def on_key(self) -> None:
        self.handled += 1
        app = self.app
        assert isinstance(app, OneField)
        self.most = max(self.most, app.read - self.handled)


class OneField(App[None]):
    read = 0
    AUTO_FOCUS = "Field"

    def compose(self) -> ComposeResult:
        yield Field()


def _type(app: OneField, driver: Driver) -> None:
    for _ in range(KEYS):
        app.read += 1
        driver.process_message(events.Key("x", "x"))


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        (b"a\xef b", "a\ufffd b"),
        ("标题".encode("gb18030") + b"x", "\ufffd\ufffd\ufffd\ufffdx"),
        ("中文".encode(), "中文"),
        (b"x\xe4y", "x\ufffdy"),
    ],
)
def test_what_is_no_utf_8_is_read_as_a_mark_and_ends_nothing(sent: bytes, typed: str) -> None:
    mine, terminals = socket.socketpair()
    driver: Any = object.__new__(any_bytes_read(LinuxDriver))
    read: list[str] = []
    driver._debug, driver.fileno = False, mine.fileno()
    driver.exit_event = threading.Event()
    driver.process_message = lambda message: read.append(getattr(message, "character", None) or "")
    reader = threading.Thread(target=driver.run_input_thread, daemon=True)
    reader.start()
    terminals.sendall(sent)
    for _ in range(500):
        if "".join(read) == typed or not reader.is_alive():
            break
        reader.join(0.01)
    driver.exit_event.set()
    terminals.close()
    reader.join(5)
    mine.close()
    assert "".join(read) == typed


async def test_no_more_keys_wait_than_are_taken_at_once() -> None:
    app = OneField()
    async with app.run_test() as pilot:
        await asyncio.to_thread(_type, app, Headless(app))
        await pilot.pause()
        field = app.query_one(Field)
        assert field.handled == KEYS
        assert 0 < field.most <= AT_ONCE


async def test_who_reads_is_let_go_where_the_screens_end() -> None:
    app = OneField()
    async with app.run_test():
        loop = asyncio.get_running_loop()
    waits = threading.Thread(target=terminal_driver.wait_until_handled, args=(app, loop))
    waits.start()
    await asyncio.to_thread(waits.join, 2)
    assert not waits.is_alive()


async def test_what_sends_itself_a_message_does_not_wait_for_itself() -> None:
    app = OneField()
    async with app.run_test() as pilot:
        driver = Headless(app)
        for _ in range(AT_ONCE + 1):
            driver.process_message(events.Key("x", "x"))
        await pilot.pause()
        assert app.query_one(Field).handled == AT_ONCE + 1


def test_it_is_over_when_the_other_end_is_closed() -> None:
    master, terminal = os.openpty()
    over = EndsWithTerminal(terminal)
    assert not over.is_set()
    os.close(master)
    assert over.is_set()
    os.close(terminal)


def test_it_is_over_when_it_is_told() -> None:
    master, terminal = os.openpty()
    over = EndsWithTerminal(terminal)
    over.set()
    assert over.is_set()
    over.clear()
    assert not over.is_set()
    os.close(master)
    os.close(terminal)


def test_a_pipe_is_read_until_it_is_told() -> None:
    reading, writing = os.pipe()
    over = EndsWithTerminal(reading)
    os.close(writing)
    assert not over.is_set()
    over.set()
    assert over.is_set()
    os.close(reading)
