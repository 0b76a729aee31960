"""Files named on the command line; `-` is standard input."""

import sys
from pathlib import Path

from collabtui.errors import Refused
from collabtui.system.bounded_file import LARGEST_FILE, LARGEST_TEXT, read_file, within


def read_bytes(name: str, most: int = LARGEST_FILE) -> bytes:
    """Raises `Refused` (file.missing, file.unreadable, file.no_file, file.too_large)."""
    if name == "-":
        return standard_input(most)
    try:
        return read_file(Path(name), most)
    except FileNotFoundError as error:
        raise Refused("file.missing", path=name) from error
    except OSError as error:
        raise Refused("file.unreadable", path=name, why=error.strerror or "") from error


def read_text_bytes(name: str) -> bytes:
    """Of a text that people write line by line. Raises `Refused` as `read_bytes` does."""
    return read_bytes(name, LARGEST_TEXT)


def standard_input(most: int = LARGEST_FILE) -> bytes:
    """All of it. Raises `Refused` (file.no_input, file.unreadable, file.too_large)."""
    if sys.stdin is None:  # the program was started with it closed
        raise Refused("file.no_input")
    try:
        return within(sys.stdin.buffer.read(most + 1), "-", most)
    except OSError as error:
        raise Refused("file.unreadable", path="-", why=error.strerror or "") from error
