"""The end of reading keys where the terminal is gone: its window was closed, its connection broke.

Textual tells the thread that reads to end through the terminal's own driver, and where that cannot write any more the
thread goes on for ever: the program would stay, and take a whole core."""

import os
from threading import Event


class EndsWithTerminal(Event):
    """Set also once nobody is at the other end; of what was no terminal to begin with, only when it is told."""

    def __init__(self, fileno: int) -> None:
        super().__init__()
        self._fileno, self._was_terminal = fileno, os.isatty(fileno)

    def is_set(self) -> bool:
        return super().is_set() or (self._was_terminal and not os.isatty(self._fileno))
