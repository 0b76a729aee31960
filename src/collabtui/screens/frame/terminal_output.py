"""The screens drawn on standard output, as programs do whose output is what one looks at.

Textual draws on standard error, so `2>errors.log` would take the screens with it."""

import sys
from typing import Any, TextIO

from textual.driver import Driver

from collabtui.screens.frame.lost_terminal import EndsWithTerminal


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
