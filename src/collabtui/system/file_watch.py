"""The system's own word that a file was written to (inotify(7)): to wait for it costs nothing."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_IN_MODIFY = 0x2


def watched(folder: Path) -> int | None:
    """A descriptor that can be read from whenever something was written to a file in the folder, by any process on
    this machine; to be closed by whoever asked. None where the system has no inotify, or none left to give."""
    if sys.platform != "linux":
        return None
    import ctypes

    with suppress(AttributeError):
        libc = ctypes.CDLL(None)
        descriptor: int = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if descriptor >= 0:
            if libc.inotify_add_watch(descriptor, os.fsencode(folder), _IN_MODIFY) >= 0:
                return descriptor
            os.close(descriptor)
    return None


def drained(descriptor: int) -> None:
    """Forget what was told so far."""
    with suppress(BlockingIOError):
        while os.read(descriptor, 4096):
            pass
