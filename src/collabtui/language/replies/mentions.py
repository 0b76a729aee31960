"""What names items in a text: the places, and which numbers stand for which items."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from collabtui.domain.reply import Situation

How = Literal["number", "ref", "title", "group", "rest", "except", "amount"]
Problem = Literal["", "out-of-range", "others-item", "unclear-item"]


class Mention(NamedTuple):
    """Items named at a place of a folded text. `amount`: a number that is no item's."""

    start: int
    end: int
    how: How
    refs: tuple[str, ...] = ()
    problem: Problem = ""
    weak: bool = False
    """Names items only where nothing stronger does: 都, all, in "1 and 3 are all done"."""
    listed: bool = False
    """The next of a numbered list, marked as the one before it: `2) … 3) …`. Whatever was being said ends here."""


class Numbered(NamedTuple):
    """The numbered items of a situation, and the refs that may be named."""

    refs: tuple[str, ...]
    own: frozenset[str]

    @classmethod
    def of(cls, situation: Situation) -> "Numbered":
        numbered = tuple(item.ref for item in situation.items if item.number is not None)
        return cls(numbered, frozenset(item.ref for item in situation.items))

    def named(self, values: Sequence[int]) -> tuple[tuple[str, ...], Problem]:
        """What numbers stand for. One that is out of range spoils the list."""
        if not values or any(not 1 <= value <= len(self.refs) for value in values):
            return (), "out-of-range"
        return tuple(dict.fromkeys(self.refs[value - 1] for value in values)), ""
