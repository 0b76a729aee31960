"""A deed that comes only once another is over: 改完就交 (it goes out as soon as it is corrected), 谈妥了再签."""

import re
from collections.abc import Sequence

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.vocabulary import HAPPENED, PROMISED, Token, foreign, kinds

_AT_ONCE = re.compile(r"(?:了|后)?(?:就|便|即)")
"""What joins two deeds of which the second waits for the first, whatever that is: 老板点头就签."""
_ONLY_THEN = re.compile(r"了?(?:才|再(?![见次度]|一次))")
"""What does so behind a deed."""
_AFTER = re.compile(r".[^今然最前往随](?:之|以)?后$")
_ENDS = re.compile(r"(?:完|好|妥|毕|齐|成|通过|定|下来|出来|到位|[了过])(?:我们?(?:这边)?|咱们?)?\W*$")
"""What a deed ends with that is over, and who goes on: 谈妥, 审过, 定下来我."""
_OVER = ("了", "过", "过了", "咗")
"""Of the words of the perfect those that may also say only that one deed is over before another."""
_TELLS = kinds("perfect perfect-mood")
_NO_DEED = ("为了", "除了", "最好")


def waits_for_another(piece: Piece) -> bool:
    """Whether a deed is joined by 就, 再 or 才 to one before it, and nothing behind says that it has happened too."""
    if piece.written.isascii():
        return False
    return any(_waits(piece, at, token) for at, token in enumerate(piece.tokens))


def _waits(piece: Piece, at: int, token: Token) -> bool:
    before, behind = piece.tokens[:at], piece.tokens[at:]
    if _ONLY_THEN.match(token.text):
        joins = bool(before) and _is_over(piece, token, before)
    elif _AT_ONCE.fullmatch(token.text):
        joins = bool(foreign(before)) or _is_over(piece, token, before)
    else:
        return bool(_AFTER.search(token.text)) and _is_to_come(behind[1:])
    return joins and _is_to_come(behind) and not any(one.of("perfect") and one.text not in _OVER for one in before)


def _is_to_come(behind: Sequence[Token]) -> bool:
    """Not in 改完就交了 (corrected and handed in), 核完才发的."""
    content = [one for one in behind if not one.of("mark")]
    if content and content[-1].text == "的":
        return False
    happened = any(one.within(_TELLS) or (one.text.endswith("了") and one.within(HAPPENED)) for one in behind)
    return not happened and any(one.within(PROMISED) for one in behind)


def _is_over(piece: Piece, token: Token, before: Sequence[Token]) -> bool:
    """A deed before it; not 昨天就 or 早就, which say only when."""
    text = piece.block.folded.text[piece.start : token.start] + token.text[: token.text.startswith("了")]
    if text.strip().endswith(_NO_DEED):
        return False
    return any(one.within(HAPPENED) for one in before) or bool(_ENDS.search(text))
