"""The kinds that the words of a reply have, in the sets that rules ask for.

What each kind does is said beside the words: `about` in `words/reply.en.json`.
"""

from collections.abc import Iterable
from typing import NamedTuple


def kinds(names: str) -> frozenset[str]:
    """A set of kinds, written with spaces between."""
    return frozenset(names.split())


class Token(NamedTuple):
    """A piece of a folded text: a known word, a number, a mark, or text that nothing is known of."""

    kinds: frozenset[str]
    start: int
    end: int
    text: str
    value: int = 0

    def of(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def within(self, kinds: frozenset[str]) -> bool:
        return not self.kinds.isdisjoint(kinds)


STATEMENTS = kinds(
    "done hand-over own-verb base started percent blocked postpone not-mine hand-to cancel accept agree object"
    " attend decline tentative"
)
"""What says something of an item, of the minutes or of the invitation."""
SAID = STATEMENTS | kinds("day negated more-time")
HAPPENED = kinds("done hand-over own-verb")
PROMISED = HAPPENED | kinds("base")
STATUS = kinds("done started blocked postpone cancel")
COURTESY = kinds("greeting thanks closing")
WORK = STATEMENTS | kinds(
    "day more-time negated question particle condition hearsay almost wish amount figure quote idiom correct minutes"
    " help list yes no"
)
"""What is not mere talk."""
TRANSPARENT = kinds(
    "mention name all-word except likewise percent day mark filler the is to and joint range perfect future may wish"
    " tag doing particle polite greeting thanks closing done hand-over own-verb base started blocked postpone shift"
    " more-time not-mine hand-to cancel accept agree"
)
"""What stands in a statement about an item itself; anything else may make it one about something else."""


def foreign(tokens: Iterable[Token]) -> list[Token]:
    """Tokens of nothing the grammar knows: something else may be meant in them."""
    return [token for token in tokens if token.kinds.isdisjoint(TRANSPARENT)]
