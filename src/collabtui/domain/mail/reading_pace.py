"""The pace of reading a mail: it is asked at each line, so that no step of reading takes longer than the mail may."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Pace = Callable[[], None]
"""Raises once the time is over; the reader lets that pass."""
T = TypeVar("T")


def unhurried() -> None:
    """The pace of who does not care how long it takes."""


def at_pace(pieces: Iterable[T], pace: Pace) -> Iterator[T]:
    """The pieces, with the pace asked before each."""
    for piece in pieces:
        pace()
        yield piece
