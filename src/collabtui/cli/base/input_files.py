"""Files named on the command line; `-` is standard input."""

import sys
from pathlib import Path

from collabtui.errors import Refused


def read_bytes(name: str) -> bytes:
    """Raises `Refused` (file.missing, file.unreadable)."""
    if name == "-":
        return standard_input()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise Refused("file.missing", path=name) from error
    except OSError as error:
        raise Refused("file.unreadable", path=name, why=error.strerror or "") from error


def standard_input() -> bytes:
    """All of it. Raises `Refused` (file.no_input, file.unreadable)."""
    if sys.stdin is None:  # the program was started with it closed
        raise Refused("file.no_input")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise Refused("file.unreadable", path="-", why=error.strerror or "") from error
