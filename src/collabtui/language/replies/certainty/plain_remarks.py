"""Remarks beside what is plainly done: the machine is repaired, the fitter took two hours; 证书续签好了，有效期三年.

What is said in so many words of an item that is named stands, as long as what is told beside it has no word by which
it might hold only in part, later, or not at all. Unlike the companions these remarks are no list: any words may stand
in them but those of `never.*.json` that limit, and such as the grammar knows.
"""

import re

from collabtui.language.replies.certainty.reading_places import comes_before, stands_apart
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import HAPPENED, Token, kinds
from collabtui.language.word_patterns import whole_words

_LIMITS = kinds(
    "base percent blocked postpone not-mine hand-to cancel object decline tentative agree accept attend"
    " negated question particle condition hearsay says almost hedged wish quote flaw trouble idiom other-time"
    " other-share contrast third correct for-check unsettled restricts shading plan future more-time irony joke"
    " repair void in-fact mistaken turn yours waiting except likewise left incapable unrelated presumes merely"
    " not-begun started risk-mark deputy lies-with object-pronoun examining denies-value misread other-meeting"
    " emoticon"
)
_RULES = ("talk", "note", "unknown")
_FEWEST_HAN = 4
_FEWEST_LATIN = 3
"""Characters, and words, of what is no fragment that may be about the words before it: my foot, 骗你的."""
_FRAGMENT = re.compile(
    r"\W*(?:and |or )?(?:for|in|as|on|at|by|to|of|from|with|per|like|that|this|it'?s?|which|who|what|how|so)\b"
)
_NUMBER = re.compile(r"\d+|[一二两三四五六七八九十]+")
"""Two of them may be so many of so many."""
_AHEAD = HAPPENED | kinds("base")


def is_plain_remark(piece: Piece, one: Reading) -> bool:
    """Whether nothing in a clause can limit what stands beside it."""
    if one.rule not in _RULES or one.proposed or piece.asks or piece.role or not piece.kinds.isdisjoint(_LIMITS):
        return False
    text = piece.block.folded.text[piece.start : piece.end]
    if _FRAGMENT.match(text) or len(_NUMBER.findall(text)) > 1 or whole_words("never", "limits").search(text):
        return False
    if piece.days and not piece.is_of_the_past and not piece.kinds.isdisjoint(_AHEAD):
        return False
    return _is_clause(piece.tokens)


def _is_clause(tokens: list[Token]) -> bool:
    spoken = [token for token in tokens if not token.of("mark", "filler", "day")]
    if all(token.text.isascii() for token in spoken):
        return sum(len(token.text.split()) for token in spoken) >= _FEWEST_LATIN
    return sum(len(token.text) for token in spoken) >= _FEWEST_HAN


def stands_beside_status(other: Reading, one: Reading) -> bool:
    """Whether `other` is a plain remark on, or beside, an item that `one` says is done or under way."""
    under_way = one.status == "in-progress" and one.percent is None
    if not (one.status == "done" or under_way) or not (one.names and (one.titled or one.numbered)):
        return False
    if not other.remarks or comes_before(other, one):
        return False
    return stands_apart(other, one) or set(other.refs) <= set(one.refs)
