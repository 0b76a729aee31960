"""The number of its own that a database file bears, and its reading past SQLite: whether another was copied over it.

`cp other.db collabtui.db` leaves the file under the same device and number, and SQLite goes on with the pages that it
remembers and the log beside it, both of the content of before. So each file bears a number by chance, which a copy
does not share; it stands in the header, where `PRAGMA user_version` has it, and can be read from the file itself
without a lock.
"""

import os
import zlib
from _thread import allocate_lock
from pathlib import Path

_AT = 60
"""Where the header has the user version (https://www.sqlite.org/fileformat.html, section 1.3)."""
_LENGTH = 4


class HeldFile:
    """A file open beside SQLite. To close it drops every lock that this process has on it (POSIX), also those of its
    connections, so it is closed behind the last of these."""

    def __init__(self, descriptor: int) -> None:
        self.identity = _identity(os.fstat(descriptor))
        """Device and number of the file."""
        self.holders = 1
        self._descriptor = descriptor

    def number(self) -> int | None:
        """As the file has it, which may be behind what stands in the log; None where it has no header any more."""
        found = os.pread(self._descriptor, _LENGTH, _AT)
        return int.from_bytes(found, "big", signed=True) if len(found) == _LENGTH else None

    def close(self) -> None:
        os.close(self._descriptor)


_HELD: dict[tuple[int, int], HeldFile] = {}
"""By their identity. One that took the place while it was looked for is not here, and stays open."""
_LOCK = allocate_lock()


def hold(path: Path) -> HeldFile | None:
    """The file, for one more connection; None where there is none that can be read."""
    with _LOCK:
        identity = identity_of(path)
        if identity is not None and (known := _HELD.get(identity)):
            known.holders += 1
            return known
        try:
            held = HeldFile(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
        except OSError:
            return None
        if held.identity == identity:
            _HELD[identity] = held
        return held


def release(held: HeldFile) -> None:
    """One connection fewer."""
    with _LOCK:
        held.holders -= 1
        if not held.holders and _HELD.get(held.identity) is held:
            del _HELD[held.identity]
            held.close()


def identity_of(path: Path | str) -> tuple[int, int] | None:
    """Device and number of the file under a path; None where there is none."""
    try:
        return _identity(os.stat(path))  # noqa: PTH116  # asked with each change, and for each list
    except OSError:
        return None


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def drawn_number() -> int:
    """By chance, and never 0, which a file has that bears none yet."""
    import secrets

    return secrets.randbelow(0x7FFF_FFFF) + 1


def number_of_copy(number: int, batches: int) -> int:
    """Of a copy of the file with that number after so many batches: another one, and the same each time, as a copy that
    was cut short is known by its bytes."""
    return zlib.crc32(f"{number} {batches}".encode()) & 0x7FFF_FFFF or 1
