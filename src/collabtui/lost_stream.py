"""A standard stream that nobody reads any more: a pipe whose reader ended, a terminal whose window was closed."""

import os
from contextlib import suppress
from typing import TextIO


def discard(stream: TextIO) -> None:
    """Let go of what the stream still holds: the interpreter would try again at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError):  # a stream that is no file
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
