"""The words that a clause says of its item, as a phrase could be learnt of them and is found again."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from collabtui.domain.mail.reply import NewText, ReplyContext, TextSpan
from collabtui.language.replies.clauses import pieces
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.pieces import Piece, is_quoted
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.vocabulary import TaughtWords, Token, kinds, vocabulary

_BEFORE = kinds("mention mark name")
"""What may stand before the words: the item, and its title behind its number."""
_VALUES = kinds(
    "mention title day percent number numeral ordinal figure amount person except all-word range measure quote"
)
"""What is another thing each time that it is said."""
_TURNED = kinds("negated question particle condition tag except")
"""What turns a statement around, or asks."""
_SHORTEST = 2
"""Letters or characters."""


_NOBODY = ReplyContext(items=(), locale="en", written=date.min)


class ClausePattern(NamedTuple):
    """A clause of a mail, and the words in it that a phrase would have."""

    span: TextSpan
    words: str


def words_about_item(piece: Piece) -> str:
    """All that a piece says of its item, folded; empty where it says something else as well, gives a reason
    or is quoted."""
    if piece.role or piece.asks or is_quoted(piece):
        return ""
    tokens = _without_item(piece.tokens)
    if not tokens or any(token.of("mention", "title") for token in tokens):
        return ""
    return piece.block.folded.text[tokens[0].start : tokens[-1].end].strip()


def patterns_in(new_text: NewText, situation: ReplyContext, taught_words: TaughtWords) -> Iterator[ClausePattern]:
    """The clauses of a mail of which a phrase may be learnt: not those that deny or ask, that hold a number, a day or a
    name, or less than two letters."""
    words = vocabulary(taught_words)
    marker = Marker(words, situation)
    for block in blocks(new_text, words.folding):
        marked = marker.mark(block)
        for piece in () if marked.unread else pieces(marked):
            pattern_words = words_about_item(piece)
            if pattern_words and _is_learnable(piece, pattern_words):
                yield ClausePattern(marked.block.span(piece.start, piece.end), pattern_words)


def is_learnable_text(text: str, taught_words: TaughtWords) -> bool:
    """Whether these words alone could be a phrase, as they are found in a file."""
    lines = NewText.model_validate({"shown": text, "lines": [{"text": text, "span": {"start": 0, "end": len(text)}}]})
    found = list(patterns_in(lines, _NOBODY, taught_words))
    return [one.words for one in found] == [vocabulary(taught_words).folding.fold(text).text.strip()]


def _is_learnable(piece: Piece, pattern_words: str) -> bool:
    tokens = _without_item(piece.tokens)
    if any(token.within(_VALUES | _TURNED) for token in tokens) or any(char.isdigit() for char in pattern_words):
        return False
    return sum(char.isalpha() for char in pattern_words) >= _SHORTEST


def _without_item(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without the item before them, and without the marks behind."""
    first, last = 0, len(tokens)
    while first < last and tokens[first].within(_BEFORE):
        first += 1
    while last > first and tokens[last - 1].of("mark"):
        last -= 1
    return tokens[first:last]
