"""Corrections of an earlier mail of the writer's own, and slips that he tells of his own work or of what he has just
said: sorry, typo in my last mail, item 2 is 40 %; 3 完成，申请表写错了，已改 (a slip in the form, put right).

That is no correction of the minutes: what follows is what he says now.
"""

import re
from collections.abc import Sequence
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import waiting
from collabtui.language.replies.words.vocabulary import STATEMENTS, Token, Vocabulary, foreign, kinds
from collabtui.language.word_patterns import one_whole, whole_words

_ERRS = ("mistake", "slip", "flaw", "repair", "object", "correct", "mistaken")
_ONLY_CORRECTS = kinds("mistake slip repair object correct greeting thanks filler mark")
_HOW_FAR = (STATEMENTS - kinds("accept agree base object correct")) | kinds("percent")
_AROUND = kinds("greeting thanks mark mention filler the contrast perfect is")
_ERRORS = ("is wrong", "are wrong")
_SENTENCE = late_regex(r"[^。;!]*")
_SHARE = late_regex(r"\d ?%|百分之|[一二三四五六七八九]成")
_IN_A_THING = late_regex(r"[里上中内]")


def is_of_own_mail(piece: Piece, words: Vocabulary) -> bool:
    """Whether its line, from here on, speaks of an earlier mail of the writer's, and not of the minutes."""
    line = piece.block.folded.text[piece.start :]
    return not piece.has("minutes") and any(word in line for word in words.of_kind("own-mail"))


def is_own_correction(reply: ReplyState, piece: Piece) -> bool:
    if piece.named or piece.asks or piece.has("minutes") or not piece.has(*_ERRS):
        return False
    if piece.has("own-mail"):
        return True
    alone = all(token.within(_ONLY_CORRECTS) for token in piece.tokens)
    return alone and is_of_own_mail(piece, reply.setting.words)


def read_own_correction(reply: ReplyState, piece: Piece) -> None:
    reply.correcting = waiting(piece, "repaired")
    say(reply, reply.correcting)


def settle_own_correction(reply: ReplyState, found: Sequence[Reading]) -> None:
    """Once it is said how it is, nothing is left to ask about the mail that was wrong."""
    wrong = reply.correcting
    if wrong is not None and any(one is not wrong and (one.moves or one.proposed) for one in found):
        wrong.rule, wrong.waits, wrong.idle = "talk", False, True
        reply.correcting = None


def is_own_slip(reply: ReplyState, piece: Piece) -> bool:
    """Whether what is wrong is not what the minutes say: beside a status of its line, or where a share is another."""
    mark = _mark(piece)
    if mark is None or _is_of_minutes(piece) or _names_record(piece, mark, reply.setting.words.of_kind("detail")):
        return False
    if any(token.start < mark.start and token.within(_HOW_FAR) for token in piece.tokens) or _gives_share(piece, mark):
        return True
    return any(one.block is piece.block and one.status and (one.moves or one.proposed) for one in reply.readings)


def may_be_own_slip(reply: ReplyState, piece: Piece) -> bool:
    """Whether a thing is wrong that may as well be his own: 预算表有误, of who is to hand it in."""
    mark = _mark(piece)
    if mark is None or mark.of("correct") or _is_of_minutes(piece):
        return False
    return not _names_record(piece, mark, reply.setting.words.of_kind("detail"))


def takes_back_work(piece: Piece) -> bool:
    """更正：1 还没完成; Correction: not done yet: of a line that says of some work that it is not done, more likely an
    earlier answer is put right than the minutes."""
    line = piece.block.folded.text[piece.start :]
    return not _is_of_minutes(piece) and _UNDONE.search(line) is not None


_UNDONE = late_regex(
    r"(?:还没有?|没有?|并未|未|尚未)[\u4e00-\u9fff]{0,2}(?:完成|[做弄写办搞盘]完|搞定|办妥|[做弄写办]好)"
    r"|\b(?:not|isn't|wasn't|aren't|hasn't been)(?: yet| been| actually)? (?:done|finished|completed?|ready)\b"
)


def names_what_is_done(piece: Piece) -> bool:
    """更正一下，做完的是3，不是2; it's 3 that is done: of whoever puts right which of his items it was."""
    line = piece.block.folded.text[piece.start :]
    return not _is_of_minutes(piece) and _IS_DONE.search(line) is not None


_IS_DONE = late_regex(
    r"(?:完成|[做弄写办搞盘][完好]|搞定|办妥)了?的(?:应该|应)?[是为]\W?(?:第|a)?[\d一二三四五六七八九十]"
    r"|\b(?:it'?s|it is|it was) (?:item |number |#)?\d{1,2} (?:that|which)(?:'s| is| was| got)"
    r" (?:done|finished|complete)"
)


def _mark(piece: Piece) -> Token | None:
    """The word that says that something is wrong or is put right; no dissent is one."""
    return next((token for token in piece.tokens if token.of("correct") or _tells_error(token)), None)


def _tells_error(token: Token) -> bool:
    return token.of("object") and (token.of("mistake") or token.text in _ERRORS)


def ends_in_slip(_: ReplyState, piece: Piece) -> bool:
    """2 也完成 写错了, 2 done oops: a status, and at its end that it is none."""
    content = [token for token in piece.tokens if not token.of("mark", "greeting", "thanks")]
    if not content or piece.asks or not content[-1].of("repair") or content[-1].of("correct", "percent"):
        return False
    status = next((at for at, token in enumerate(content[:-1]) if token.within(_HOW_FAR)), None)
    # 昨天说2完成是我搞错了 (that I said so yesterday was a mistake) tells of another mail
    return status is not None and not any(token.of("is", "subject", "says") for token in content[status:-1])


def read_taken_back(reply: ReplyState, piece: Piece) -> None:
    reply.carried = reply.refs(piece)
    say(reply, waiting(piece, "repaired", reply.carried))


def _is_of_minutes(piece: Piece) -> bool:
    line = piece.block.folded.text[piece.start :]
    return piece.has("minutes", "attendees") or _decision().search(line) is not None


def _names_record(piece: Piece, mark: Token, details: Sequence[str]) -> bool:
    """A date, an owner or the words of an item as they are recorded, and no thing that they stand in; or the item
    itself, and nothing else."""
    line = piece.block.folded.text[piece.start :]
    if whole_words("never", "put-right").search(line):
        return False
    before = [token for token in piece.tokens if token.start < mark.start]
    if mark.of("correct"):
        behind = [token for token in piece.tokens if token.start > mark.start]
        words = line.split() if line.isascii() else line
        return any(token.of("mention") for token in behind) or any(word in words for word in details)
    named = any(one.how in ("number", "ref") for one in piece.mentions)
    text = piece.block.folded.text[piece.start : mark.start]
    if any(word in (text.split() if word.isascii() else text) for word in details):
        return not _IN_A_THING.search(text)
    has_status = any(token.within(_HOW_FAR) for token in before) or _gives_share(piece, mark)
    return named and not has_status and not foreign(token for token in before if not token.within(_AROUND))


def _gives_share(piece: Piece, mark: Token) -> bool:
    """2 进度写错了，是30%: a share in its sentence."""
    behind = _SENTENCE.match(piece.block.folded.text, mark.end)
    return piece.has("percent") or (behind is not None and _SHARE.search(behind.group()) is not None)


@cache
def _decision() -> re.Pattern[str]:
    return re.compile(rf"\bd\d{{1,3}}\b|{one_whole(words_of_both('never', 'of-record'))}")
