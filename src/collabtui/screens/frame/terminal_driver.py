"""The driver of the terminal as our screens use it: drawn on standard output, ended with the terminal, and read no
faster than keys are handled.

Textual draws on standard error, so `2>errors.log` would take the screens with it. And it tells the thread that reads
keys to end through the terminal's own driver: where the terminal is gone (its window was closed, its connection broke)
that cannot write any more, and the thread would go on for ever and take a whole core. It reads whatever comes and
queues it, too: a megabyte of keys (a paste without brackets, a cat on the keyboard, a browser that sends it at once)
would be a gigabyte of messages, and what ends the program would stand behind them. And it ends the program at a byte
that is no UTF-8, which a paste out of an old file or a broken connection brings."""

import asyncio
import codecs
import os
import sys
from functools import partial
from threading import Event
from types import FunctionType
from typing import Any, TextIO

from textual.app import App
from textual.driver import Driver
from textual.message import Message

AT_ONCE = 1000
"""Messages that may wait to be handled."""
DECODER = "getincrementaldecoder"
"""By this name the drivers of Textual ask for what decodes what a terminal sends."""
LOOKS_APART, LOOKS = 0.2, 25
"""Seconds between two looks at whether the screens end meanwhile, and how many: what had the focus and is gone handles
nothing any more."""


class EndsWithTerminal(Event):
    """Set also once nobody is at the other end; of what was no terminal to begin with, only when it is told."""

    def __init__(self, fileno: int) -> None:
        super().__init__()
        self._fileno, self._was_terminal = fileno, os.isatty(fileno)

    def is_set(self) -> bool:
        return super().is_set() or (self._was_terminal and not os.isatty(self._fileno))


def as_terminal_sends(driver: type[Driver]) -> type[Driver]:
    """The driver with all that our screens need of it."""
    return read_as_handled(any_bytes_read(drawn_on_stdout(driver)))


def any_bytes_read(driver: type[Driver]) -> type[Driver]:
    """The same driver; what is no UTF-8 is read as `�`. Its reader makes the decoder itself, by a name of its module,
    so it runs here with another decoder of that name."""
    reads = getattr(driver, "run_input_thread", None)
    if not isinstance(reads, FunctionType) or DECODER not in reads.__globals__:
        return driver
    names = {**reads.__globals__, DECODER: lambda encoding: partial(codecs.getincrementaldecoder(encoding), "replace")}

    lenient = FunctionType(reads.__code__, names, reads.__name__, reads.__defaults__, reads.__closure__)

    class ReadsAnyBytes(driver):  # type: ignore[misc,valid-type]  # a class that is found at run time
        run_input_thread = lenient

    return ReadsAnyBytes


def drawn_on_stdout(driver: type[Driver]) -> type[Driver]:
    """The same driver; where standard output is no terminal it draws as before."""

    class OnStdout(driver):  # type: ignore[misc,valid-type]  # a class that is found at run time
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            if getattr(self, "_file", None) is sys.__stderr__ and _is_terminal(sys.__stdout__):
                self._file = sys.__stdout__
            if isinstance(fileno := getattr(self, "fileno", None), int):
                self.exit_event = EndsWithTerminal(fileno)

    return OnStdout


def _is_terminal(file: TextIO | None) -> bool:
    return file is not None and file.isatty()


def read_as_handled(driver: type[Driver]) -> type[Driver]:
    """The same driver; after so many messages it reads on when all of them are handled."""

    class ReadAsHandled(driver):  # type: ignore[misc,valid-type]  # a class that is found at run time
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._unhandled = 0

        def send_message(self, message: Message) -> None:
            super().send_message(message)
            self._unhandled += 1
            if self._unhandled >= AT_ONCE and _is_other_thread(self._loop):
                wait_until_handled(self._app, self._loop)
                self._unhandled = 0

    return ReadAsHandled


def wait_until_handled(app: "App[Any]", loop: asyncio.AbstractEventLoop) -> None:
    """Returns when the app and whatever has the focus have handled what was sent, or when the app ends. To be called by
    the thread that reads."""
    handled = Event()

    def behind_what_has_focus() -> None:
        top = app.screen_stack[-1]
        (top.focused or top).call_later(handled.set)

    async def behind_app() -> None:
        app.call_later(behind_what_has_focus)

    waiting = behind_app()
    try:
        # as Textual sends a key: called in a simpler way it would come before the last of them
        asyncio.run_coroutine_threadsafe(waiting, loop)
    except RuntimeError:
        waiting.close()  # the loop has ended
    for _ in range(LOOKS):
        if handled.wait(LOOKS_APART) or loop.is_closed() or not app.is_running:
            return


def _is_other_thread(loop: asyncio.AbstractEventLoop) -> bool:
    """Not the one that handles them: it would wait for itself."""
    try:
        return asyncio.get_running_loop() is not loop
    except RuntimeError:
        return True
