"""Files that a person names: read whole, up to a limit, and never waited for."""

import os
import stat
from pathlib import Path

from collabtui.errors import Refused

LARGEST_FILE = 64 * 2**20
"""Bytes of any file that is read: no mail, table or text that a person keeps is larger."""

LARGEST_TEXT = 4 * 2**20
"""Bytes of one that people write line by line: an agenda, notes."""

LARGEST_TEMPLATE = 2**18
"""Bytes of a template of mails: ours have some 7000."""


def read_file(path: Path, most: int = LARGEST_FILE) -> bytes:
    """Raises what `open` raises, and `Refused`: file.no_file for a device or a named pipe, which has no end or none
    that ever comes, file.too_large (path, n: MB)."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as file:  # noqa: PTH123  # a handle, no path
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode) and not _is_of_the_shell(path, mode):
            raise Refused("file.no_file", path=str(path))
        os.set_blocking(handle, True)
        return within(file.read(most + 1), str(path), most)


def within(content: bytes, name: str, most: int = LARGEST_FILE) -> bytes:
    """`content`. Raises `Refused` (file.too_large) where it is longer than `most`."""
    if len(content) > most:
        raise Refused("file.too_large", path=name, n=most // 2**20)
    return content


def _is_of_the_shell(path: Path, mode: int) -> bool:
    """`<(command)`: a pipe without a name of its own, whose other end the shell has opened."""
    return stat.S_ISFIFO(mode) and os.path.realpath(path).rpartition("/")[2].startswith("pipe:")
