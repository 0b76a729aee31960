"""Signals that end the program from outside: they end it between two steps of the screens."""

import asyncio
from collections.abc import Callable

from collabtui.system.ending_signals import ending_signals


def end_on_signals(end: Callable[[int], None]) -> None:
    """`end` gets the signal's number, called by the running loop. The handler of a command raises where the program
    stands: inside a callback whose errors are only logged that is lost, and the screens would stay for ever."""
    loop = asyncio.get_running_loop()
    for number in ending_signals():
        loop.add_signal_handler(number, end, number)
