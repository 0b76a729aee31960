"""Date tokens: one each for a word, a number or a sign of a text that is read for dates."""

from collections.abc import Sequence
from typing import NamedTuple

from collabtui.language.lexicon import Needs


class DateToken(NamedTuple):
    """`start` and `end` are places in the text that was read."""

    kind: str
    """A kind of the word data (`dates.en.json`), or `num ord iso triple pair clock` for digits; marks have kinds of
    their own (`comma`, `hyphen`, …), and what is no date's business is `opaque`."""
    start: int
    end: int
    text: str = ""
    """Its levelled characters."""
    value: int | str = 0
    parts: tuple[int, ...] = ()
    """The numbers of 2026-03-04 (`iso`, year first), 3/4/26 (`triple`) and 3/4 (`pair`), in the order they stand."""
    shy: Needs = ""
    """See `Entry.shy`."""


NOTHING = DateToken("", -1, -1)
"""What stands before the first and behind the last token."""


def token_at(tokens: Sequence[DateToken], at: int) -> DateToken:
    return tokens[at] if 0 <= at < len(tokens) else NOTHING
