"""Files named on the command line; `-` is standard input."""

import sys
from pathlib import Path

from collabtui.errors import Refused
from collabtui.system.bounded_file import LARGEST_FILE, read_file, within


def read_bytes(name: str) -> bytes:
    """Raises `Refused` (file.missing, file.unreadable, file.no_file, file.too_large)."""
    if name == "-":
        return standard_input()
    try:
        return read_file(Path(name))
    except FileNotFoundError as error:
        raise Refused("file.missing", path=name) from error
    except OSError as error:
        raise Refused("file.unreadable", path=name, why=error.strerror or "") from error


def standard_input() -> bytes:
    """All of it. Raises `Refused` (file.no_input, file.unreadable, file.too_large)."""
    if sys.stdin is None:  # the program was started with it closed
        raise Refused("file.no_input")
    try:
        return within(sys.stdin.buffer.read(LARGEST_FILE + 1), "-")
    except OSError as error:
        raise Refused("file.unreadable", path="-", why=error.strerror or "") from error
