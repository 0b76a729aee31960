"""Signals that end the program from outside: they end it between two steps of the screens."""

import asyncio
import signal
from collections.abc import Callable

ENDING = ("SIGTERM", "SIGHUP")
"""What `kill` sends, and what a terminal that is closed sends; by name, since not every system has both."""


def end_on_signals(end: Callable[[int], None]) -> None:
    """`end` gets the signal's number, called by the running loop. The handler of a command raises where the program
    stands: inside a callback whose errors are only logged that is lost, and the screens would stay for ever."""
    loop = asyncio.get_running_loop()
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:  # of nohup
            loop.add_signal_handler(number, end, number)
