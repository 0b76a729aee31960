"""The screens of one browser, a process of its own: `python -m collabtui.serve.served_screens SERVER [--read-only]`.

textual-serve starts it and is on the other side of its standard streams."""

import os
import signal
import sys
import threading
import time

from collabtui.app import CollabApp, run_app
from collabtui.cli.base.options import read_options
from collabtui.serve.room_view import RoomView

READ_ONLY = "--read-only"
LOOKS_APART = 1.0
"""Seconds."""
SECONDS_TO_END = 10.0
"""In which screens that are told to end do so; after that they are killed, which loses nothing that was kept."""


def main() -> int:
    server, *given = sys.argv[1:]
    threading.Thread(target=_end_with, args=(int(server),), daemon=True).start()
    options, rest = read_options(given, os.environ)
    return run_app(options, RoomView if READ_ONLY in rest else CollabApp)


def _end_with(server: int) -> None:
    """Ends these screens when the server (its process) is gone without having said so: nobody sees them any more, and
    their worker would go on reading mail."""
    while os.getppid() == server:
        time.sleep(LOOKS_APART)
    os.kill(os.getpid(), signal.SIGHUP)
    time.sleep(SECONDS_TO_END)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
