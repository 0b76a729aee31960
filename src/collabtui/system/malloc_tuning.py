"""One heap for all threads of a process, where the C library is glibc.

It gives each thread a heap of its own, and what is freed in one is of no use to the others: seven megabytes, in a
program whose threads run one at a time anyway.
"""

import sys
from contextlib import suppress

_M_ARENA_MAX = -8
"""mallopt(3)."""


def share_one_heap() -> None:
    """For threads that begin from now on. Does nothing where there is no such option."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
