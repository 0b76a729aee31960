"""The signals that end a program from outside."""

import signal

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What `kill` sends, and what a terminal that is closed sends; not every system has both."""


def ending_signals() -> list[signal.Signals]:
    """Without those that are ignored, as under nohup."""
    return [number for number in ENDING if signal.getsignal(number) != signal.SIG_IGN]
