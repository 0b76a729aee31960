"""Words that a home has taught the grammar of replies."""

from typing import ClassVar

from collabtui.domain.model import Instant, Record


class CustomWord(Record):
    """One word, and what it means from then on."""

    prefix: ClassVar[str] = "W"
    word: str
    """As it was given; unique."""
    kind: str
    """What it says, as the grammar's own words do: `done`, `blocked`, …"""
    at: Instant
    by: str
    withdrawn: bool = False
