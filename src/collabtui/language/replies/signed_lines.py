"""The lines below an answer's end: who wrote it, and how he is reached. What else stands there is an afterthought."""

import re
from collections.abc import Sequence

from collabtui.language.replies.kinds import WORK, Token, kinds

_REACHES = kinds("address reach figure number amount mark is")
_WHO = _REACHES | kinds("me department person rank")
_TAKES_BACK = kinds("contrast except reason")
_LONGEST = 40
"""Characters."""
_LATIN = re.compile(r"[A-Za-z]\w*")
_SMALL = ("of", "and", "for", "the")
"""Words that are written small in a title: Head of Development."""
_SHOUTED = 4
"""Letters of the longest abbreviation: longer words in capitals are loud, and no title."""


def reaches(tokens: Sequence[Token]) -> bool:
    """An address or a telephone number, and nothing else; a part of a number may look like that of an item."""
    told = any(token.of("address", "reach", "figure") for token in tokens)
    return told and all(token.within(_REACHES) or token.of("mention") for token in tokens)


def signs(tokens: Sequence[Token], written: str) -> bool:
    if reaches(tokens):
        return True
    if len(written) > _LONGEST or any(token.within(_TAKES_BACK) for token in tokens):
        return False
    if any(token.within(WORK) and not token.of("figure", "weak") for token in tokens):
        return False
    return all(token.within(_WHO) for token in tokens) or _is_title(written)


def _is_title(written: str) -> bool:
    words = _LATIN.findall(written)
    return bool(words) and all(
        word in _SMALL or (word[0].isupper() and not (word.isupper() and len(word) > _SHOUTED)) for word in words
    )
