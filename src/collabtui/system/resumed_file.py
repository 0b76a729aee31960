"""A file is brought to a content: what a run that was killed has left of it and is right is not written again."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_AT_ONCE = 1 << 20


def bring_to(place: Path, pieces: Iterable[bytes]) -> int:
    """The bytes that were right already; all others are written, and the file ends where the pieces do. It is on the
    disk when this returns. Raises `OSError`, also where a link stands in that place."""
    handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        left, at, right = os.fstat(handle).st_size, 0, 0
        for piece in _joined(pieces):
            if at < left and _has(handle, at, piece):
                right += len(piece)
            else:
                _write(handle, at, piece)
            at += len(piece)
        if left > at:
            file.truncate(at)
        os.fsync(handle)
    return right


def _has(handle: int, at: int, piece: bytes) -> bool:
    return os.pread(handle, len(piece), at) == piece


def _write(handle: int, at: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        written = os.pwrite(handle, rest, at)
        rest, at = rest[written:], at + written


def _joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Lines are many and short: they are compared and written some at a time."""
    some: list[bytes] = []
    size = 0
    for piece in pieces:
        some.append(piece)
        size += len(piece)
        if size >= _AT_ONCE:
            yield b"".join(some)
            some, size = [], 0
    if some:
        yield b"".join(some)
