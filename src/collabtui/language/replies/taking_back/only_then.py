"""A deed that comes only once another is over: 改完就交 (it goes out as soon as it is corrected), 谈妥了再签."""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.vocabulary import HAPPENED, PROMISED, Token, foreign, kinds

_AT_ONCE = late_regex(r"(?:了|后)?(?:就|便|即)")
"""What joins two deeds of which the second waits for the first, whatever that is: 老板点头就签."""
_AS_SOON_AS = late_regex(r"(?<![第十统唯之万其])一(?:到|好|批|定|签|过|完|出|来|回|有|收到|下来)[^,，;；。]{0,8}?就")
"""家具一到就完成了: as soon as it is there."""
_ONLY_THEN = late_regex(r"了?(?:才|再(?![见次度]|一次))")
"""What does so behind a deed."""
_AFTER = late_regex(r".[^今然最前往随](?:之|以)?后$")
_ENDS = late_regex(r"(?:完|好|妥|毕|齐|成|通过|定|下来|出来|到位|[了过])(?:我们?(?:这边)?|咱们?)?\W*$")
"""What a deed ends with that is over, and who goes on: 谈妥, 审过, 定下来我."""
_RESULT = late_regex(r"(?:[好妥毕齐]|完(?!成)[一-鿿]{0,2})$")
"""What a verb ends with that is over before the next one begins: 写完, 谈好, 盖完章."""
_OVER = ("了", "过", "过了")
"""Of the words of the perfect those that may also say only that one deed is over before another."""
_TELLS = kinds("perfect perfect-mood")
_PASSES_ON = ("发", "交", "送", "寄", "签", "传", "报")
_NO_DEED = ("为了", "除了", "最好")


def waits_for_another(piece: Piece) -> bool:
    """Whether a deed is joined to one before it by 就, 再, 才 or by nothing, and nothing behind says that it has
    happened too."""
    if piece.written.isascii():
        return False
    if _AS_SOON_AS.search(piece.block.folded.text, piece.start, piece.end):
        return True
    return _follows_at_once(piece) or any(_waits(piece, at, token) for at, token in enumerate(piece.tokens))


_LEADS = late_regex(r"[\u4e00-\u9fff\d](?:再|才|再去|才能|才会|再来)$")


def leads_to_another(piece: Piece) -> bool:
    """做完2再完成1 (finish 2, and then 1): what stands behind the end of this piece comes only once it is over."""
    return _LEADS.search(piece.block.folded.text[piece.start : piece.end].strip()) is not None


def _follows_at_once(piece: Piece) -> bool:
    """写完发你 (you get it once it is written), 谈好签; not 写完发出去了, 已写完提交."""
    content = [one for one in piece.tokens if not one.of("mark")]
    for at, token in enumerate(content):
        if at and _is_verb(token) and _RESULT.search(content[at - 1].text) and not _has_happened(content[at:]):
            ended = content[at - 1]
            led = content[: at - 1] if len(ended.text) == 1 else content[:at]
            if ended.end == token.start and any(one.within(PROMISED) for one in led):
                return not any(one.of("perfect") for one in content[:at]) and not piece.is_of_the_past
    return False


def _waits(piece: Piece, at: int, token: Token) -> bool:
    before, behind = piece.tokens[:at], piece.tokens[at:]
    if _ONLY_THEN.match(token.text):
        joins = bool(before) and _is_over(piece, token, before)
    elif _AT_ONCE.fullmatch(token.text):
        joins = bool(foreign(before)) or _is_over(piece, token, before)
    else:
        return bool(_AFTER.search(token.text)) and _is_to_come(behind[1:])
    return joins and _is_to_come(behind) and not any(one.of("perfect") and one.text not in _OVER for one in before)


def _is_verb(token: Token) -> bool:
    """Also 发全员, whose object nobody knows."""
    return token.within(PROMISED) or (token.of("text") and token.text.startswith(_PASSES_ON))


def _is_to_come(behind: Sequence[Token]) -> bool:
    return not _has_happened(behind) and any(one.within(PROMISED) for one in behind)


def _has_happened(behind: Sequence[Token]) -> bool:
    """改完就交了 (corrected and handed in), 核完才发的."""
    content = [one for one in behind if not one.of("mark")]
    if content and content[-1].text == "的":
        return True
    return any(one.within(_TELLS) or (one.text.endswith("了") and one.within(HAPPENED)) for one in behind)


def _is_over(piece: Piece, token: Token, before: Sequence[Token]) -> bool:
    """A deed before it; not 昨天就 or 早就, which say only when."""
    text = piece.block.folded.text[piece.start : token.start] + token.text[: token.text.startswith("了")]
    if text.strip().endswith(_NO_DEED):
        return False
    return any(one.within(HAPPENED) for one in before) or bool(_ENDS.search(text))
