"""Lines that break off behind a `but`: 1 done, but …; 1 完成，不过. What it takes back of the statement nobody says, so
that the statement is only proposed."""

from collections.abc import Sequence

from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import LATIN, Vocabulary

_ENDS = " .,;:!-…。，、；：！~()"


def with_broken_off_proposed(readings: Sequence[Reading], words: Vocabulary) -> None:
    for one in readings:
        if one.moves and _breaks_off(one, words) and not any(_follows(other, one) for other in readings):
            one.propose("open-words")


def _follows(other: Reading, one: Reading) -> bool:
    """Whether in the same line something else is said behind it that the `but` may begin."""
    speaks = other.moves or other.names or bool(other.ask)
    return other is not one and other.block is one.block and other.start >= one.end and speaks


def _breaks_off(one: Reading, words: Vocabulary) -> bool:
    text = one.block.folded.text.rstrip(_ENDS)
    adds = words.of_kind("additive")
    for word in words.of_kind("contrast"):
        if text.endswith(word) and word not in adds:
            before = text[: -len(word)][-1:]
            return not (word[0] in LATIN and before in LATIN and bool(before))
    return False
