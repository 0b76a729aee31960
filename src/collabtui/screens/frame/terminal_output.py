"""The screens drawn on standard output, as programs do whose output is what one looks at, and ended with the terminal.

Textual draws on standard error, so `2>errors.log` would take the screens with it. And it tells the thread that reads
keys to end through the terminal's own driver: where the terminal is gone (its window was closed, its connection broke)
that cannot write any more, and the thread would go on for ever and take a whole core."""

import os
import sys
from threading import Event
from typing import Any, TextIO

from textual.driver import Driver


class EndsWithTerminal(Event):
    """Set also once nobody is at the other end; of what was no terminal to begin with, only when it is told."""

    def __init__(self, fileno: int) -> None:
        super().__init__()
        self._fileno, self._was_terminal = fileno, os.isatty(fileno)

    def is_set(self) -> bool:
        return super().is_set() or (self._was_terminal and not os.isatty(self._fileno))


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
