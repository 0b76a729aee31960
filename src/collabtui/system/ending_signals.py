"""The signals that end a program from outside."""

import signal
from collections.abc import Callable

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What `kill` sends, and what a terminal that is closed sends; not every system has both."""


def ending_signals() -> list[signal.Signals]:
    """Without those that are ignored, as under nohup."""
    return [number for number in ENDING if signal.getsignal(number) != signal.SIG_IGN]


def end_on_signals(end: Callable[[int], None]) -> None:
    """`end` gets the signal's number, called by the running loop between two steps. The handler of a command raises
    where the program stands: inside a callback whose errors are only logged that is lost, and the screens would stay
    for ever."""
    import asyncio  # a command that speaks to nobody needs no loop

    loop = asyncio.get_running_loop()
    for number in ending_signals():
        loop.add_signal_handler(number, end, number)
