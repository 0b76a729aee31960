"""Words that a home has taught the grammar of replies."""

from typing import ClassVar, Self

from collabtui.domain.model import Instant, Kept, Record


class CustomWord(Record):
    """One word, and what it means from then on."""

    prefix: ClassVar[str] = "W"
    kept: ClassVar[Kept] = Kept("taught", unique=(("word",),))
    word: str
    """As it was given; unique."""
    kind: str
    """What it says, as the grammar's own words do: `done`, `blocked`, …"""
    at: Instant
    by: str
    withdrawn: bool = False

    @property
    def label(self) -> str:
        return self.word

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"withdrawn": True})
