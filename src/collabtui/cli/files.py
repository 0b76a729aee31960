"""Files named on the command line; `-` is standard input."""

import sys
from pathlib import Path

from collabtui.errors import Refused


def read_bytes(name: str) -> bytes:
    """Raises `Refused` (file.missing, file.unreadable)."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise Refused("file.missing", path=name) from error
    except OSError as error:
        raise Refused("file.unreadable", path=name, why=error.strerror or "") from error
