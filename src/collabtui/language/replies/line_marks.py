"""Marks that hold for the rest of their line: 更正 2: …, correction: …, 备注: …

What stands behind one is taken over as written and read as nothing else.
"""

from collections.abc import Sequence
from itertools import pairwise

from collabtui.language.exception_parts import empty_parts
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.statement_helpers import reading
from collabtui.language.replies.taking_back.comments_invited import invites_comments
from collabtui.language.replies.taking_back.minutes_objected_to import objects_to_minutes
from collabtui.language.replies.taking_back.unable_to_confirm import is_unable_to_confirm
from collabtui.language.replies.words.vocabulary import Token, foreign, stands_in
from collabtui.language.stated_risk_level import stated_level

_SEPARATORS = " :,、-.)"
_FINAL = " .。!;"
_GOES_ON = ("the ", "of ", "we ", "our ", "it ", "they ", "this ", "my ")
"""What follows `there is a risk` where that tells of one, and names no register or owner of risks."""


def correction(piece: Piece, details: Sequence[str], *, agreed: bool = False) -> Reading | None:
    """A correction behind its mark; an objection, which is one, as a whole. `agreed`: its sentence signs the minutes
    off, so that what it misses is missing in them."""
    # tell me if you disagree, 大家有异议请今天提
    if piece.asks or (piece.has("object") and piece.has("condition", "condition-first", "offer", "audience")):
        return None
    if invites_comments(piece.block.folded.text[piece.start : piece.end]) or _is_of_another(piece):
        return None
    tokens = [token for token in piece.tokens if not token.of("greeting", "thanks", "mark", "mention", "filler")]
    if tokens and tokens[0].of("correct"):
        return _corrected(piece, tokens[0].end)
    if _omits_something(piece, agreed=agreed) or _omits_writer(piece, details):
        # the minutes leave out what I said
        return _corrected(piece, piece.start)
    if _spares_a_detail(piece, details):
        # the minutes look right apart from the date in decision 2
        return _corrected(piece, piece.start)
    # 昨天我写错了: in his own mail
    own_slip = piece.has("slip") and not piece.has("minutes") and (bool(piece.days) or piece.has("subject"))
    of_item = bool(tokens) and tokens[0].of("object") and any(one.how == "ref" for one in piece.mentions)
    if (
        _is_no_objection(piece)
        or _is_of_another(piece)
        or _is_withdrawn(piece)
        or is_unable_to_confirm(piece.block.folded.text)
    ):
        return None
    if piece.has("object") and (of_item or not piece.has("person")) and not own_slip and not _holds_up(piece):
        return _corrected(piece, piece.start)
    return None


def _is_no_objection(piece: Piece) -> bool:
    """我不反对, I don't object, I can't say I disagree: no objection, and no agreement either."""
    tokens = [token for token in piece.tokens if not token.of("filler", "the", "says", "subject")]
    return any(_denies(one) and then.of("object") for one, then in pairwise(tokens))


_OF_ANOTHER = ("的是", "的那", "是")


def _is_of_another(piece: Piece) -> bool:
    """有异议的是上周那份 (what I object to is last week's), 老王不同意是他的事 (that Wang objects is his affair)."""
    text = piece.block.folded.text
    return any(text.startswith(_OF_ANOTHER, token.end) for token in piece.of("object"))


def _denies(token: Token) -> bool:
    """Can't say, not sure: a hedge that denies."""
    return token.of("negated") or (token.of("hedged") and ("n't" in token.text or "not" in token.text))


def _is_withdrawn(piece: Piece) -> bool:
    """I withdraw my objection, our objection is withdrawn: one that was made before, and holds no more."""
    return piece.has("object") and piece.has("cancel") and not piece.named


def _holds_up(piece: Piece) -> bool:
    """2 blocked deposit not approved: what stands behind blocked is why."""
    held = piece.of("blocked") if piece.named else []
    return bool(held) and held[0].end <= piece.of("object")[0].start


def _spares_a_detail(piece: Piece, details: Sequence[str]) -> bool:
    if not (piece.has("minutes") and piece.has("agree", "accept") and piece.has("except")) or piece.has("negated"):
        return False
    spared = piece.of("except")[0].end
    text = piece.block.folded.text[spared : piece.end]
    return any(word in (text if not word.isascii() else text.split()) for word in details)


def _omits_something(piece: Piece, *, agreed: bool) -> bool:
    """纪要漏了预算 (they leave out the budget); not 纪要没有写反的地方 (nothing is the wrong way round)."""
    led = agreed and piece.lead == "contrast" and not any(one.refs for one in piece.mentions)
    omits = piece.of("omits") if led or piece.has("minutes") else []
    return bool(omits) and not any(token.end <= omits[0].start for token in piece.of("negated"))


def _omits_writer(piece: Piece, details: Sequence[str]) -> bool:
    """名单里漏了我 (I am not on the list); not the vendor left me out of the loop."""
    if not piece.has("omits-me") or piece.has("person", "third", "hearsay", "condition"):
        return False
    behind = piece.of("omits-me")[-1].end
    text = piece.block.folded.text[piece.start : piece.end]
    if piece.block.folded.text.startswith("们", behind):
        return False
    listed = any(word in (text if not word.isascii() else text.split()) for word in details)
    return listed or piece.has("minutes") or not foreign(token for token in piece.tokens if not token.of("omits-me"))


def corrects_minutes(piece: Piece, words: Sequence[str]) -> Reading | None:
    """参会人里漏了王芳 (they leave Wang Fang out), 纪要把我们写成了行政部 (they have us as administration)."""
    if piece.asks or piece.has("condition", "question", "percent") or piece.named:
        return None
    denied = piece.has("negated")
    left_out = _LEFT_OUT.search(piece.block.folded.text, piece.start, piece.end) or (piece.has("omits") and not denied)
    left_out = left_out and piece.has("attendees")
    other = piece.has("minutes") and not denied and any(stands_in(word, _line_from(piece)) for word in words)
    return _corrected(piece, piece.start) if left_out or other else None


def objection(piece: Piece) -> Reading | None:
    """Not as it should be, spelled out to its last word, with what stands behind it: I can't sign these, 漏了一条：…"""
    return _corrected(piece, piece.start) if objects_to_minutes(piece) else None


_LEFT_OUT = late_regex(r"\b(?:left|leaves?) .{2,30} (?:off|out)\b|\bmissing from\b|(?:少了|没有?写|没列)")


def amends(piece: Piece, words: Sequence[str]) -> Reading | None:
    """A4 should be with Ben, not Marco: what is wrong about an item of somebody else corrects the minutes."""
    named = next((one for one in piece.mentions if one.problem == "others-item" and one.how == "ref"), None)
    if piece.asks or named is None:
        return None
    first = next((token for token in piece.tokens if not token.of("greeting", "thanks", "mark", "filler", "the")), None)
    if first is None or first.start != named.start:
        return None
    if piece.has("percent", "started", "blocked") or not any(word in _line_from(piece) for word in words):
        return None
    return _corrected(piece, named.end)


def amends_decision(piece: Piece, words: Sequence[str]) -> Reading | None:
    """同意，但D1应为3月21日 (agreed, but D1 should be 21 March), 第2条决定的日期应为…: another value for a decision, a
    question or a risk of the minutes, named at its begin."""
    first = next((token for token in piece.tokens if not token.of("greeting", "mark", "filler", "the")), None)
    if piece.asks or first is None:
        return None
    elsewhere = any(one.start == first.start and one.problem == "out-of-range" for one in piece.mentions)
    if not elsewhere and not _OF_MINUTES.match(piece.block.folded.text, first.start):
        return None
    return _corrected(piece, first.start) if any(word in _line_from(piece) for word in words) else None


def corrects_by_place(piece: Piece, first: Token, words: Sequence[str]) -> Reading | None:
    """第2条应为3月12日上线: of a line that begins with a place, which says nothing of work."""
    if piece.asks or piece.has("done", "percent", "started", "blocked", "condition", "question"):
        return None
    return _corrected(piece, first.start) if any(stands_in(word, _line_from(piece)) for word in words) else None


_OF_MINUTES = late_regex(
    r"[dqr]\d{1,4}(?![a-z0-9])"
    r"|(?:第\d{1,3}[条项个]的?)?(?:决定|决议)(?:第?\d{1,3}|[^，,。]{0,2}日期)|第\d{1,3}[条项个]的?(?:决定|决议)"
    r"|decision (?:no\.? ?|number |#)?\d{1,3}\b"
)
"""The ref of a decision, an open question or a risk, or a decision by its number, folded."""


def _line_from(piece: Piece) -> str:
    return piece.block.folded.text[piece.start :]


def _corrected(piece: Piece, start: int) -> Reading:
    """The number of an item belongs to the mark, up to a colon: `更正 2: …`, `correction to 2: …`."""
    text = piece.block.folded.text
    named = next((one for one in piece.mentions if one.how in ("number", "ref")), None)
    if named and ":" in text[start : named.start]:
        named = None
    if named and start > piece.start:
        start = max(start, named.end)
    first, last = _rest_of_line(piece, start)
    if first >= last:
        first = piece.start
    found = reading(piece, "correct", named.refs if named else ())
    found.ask, found.end, found.text = "correct", last, piece.block.written(first, last)
    return found


def marked_note(piece: Piece, refs: Refs) -> Reading | None:
    """A note behind its mark, with the number of an item or a colon between."""
    tokens = [token for token in piece.tokens if not token.of("greeting", "thanks", "mark", "mention", "filler")]
    if not tokens or not tokens[0].of("note"):
        return None
    start = tokens[0].end
    behind = next((one for one in piece.mentions if one.start >= start and one.how in ("number", "ref")), None)
    if behind:
        start = behind.end
    elif piece.block.folded.text[start : start + 1] != ":":
        return None
    found = reading(piece, "note" if refs else "unknown", refs)
    found.counts, found.waits = bool(refs), not refs
    first, found.end = _rest_of_line(piece, start)
    found.note = ClausePlace(piece.block, first, found.end)
    return found


def marked_risk(piece: Piece) -> Reading | None:
    """A risk behind its mark is proposed as one: 有个风险：… (there is a risk: …)."""
    mark = risk_mark(piece.tokens, piece.block.folded.text)
    if mark is None:
        return None
    found = reading(piece, "risk")
    is_rated = stated_level(mark.text) is not None  # 高风险：…, high risk: … say how bad it is
    first, last = _rest_of_line(piece, mark.start if is_rated else mark.end)
    found.end = _before_question(piece.block.folded.text, first, last)
    found.text = piece.block.written(first, found.end)
    found.propose("risk")
    return found


_ENDS_SENTENCE = (". ", "。", "! ", "!", "；", ";", "\n")


def _before_question(text: str, start: int, end: int) -> int:
    """Risk: the glue needs three days. Who decides? A question of its own behind the risk is asked, and no part of
    it."""
    if not text[end:].lstrip().startswith("?") and not text[:end].endswith("?"):
        return end
    last = max(text.rfind(one, start, end - 1) for one in _ENDS_SENTENCE)
    return last if last > start else end


def risk_behind(piece: Piece, before: Reading | None) -> Reading | None:
    """测试机可能被收走，这是个风险 (the machine may be taken away, that is a risk): what stands before it is one."""
    if "risk-behind" not in piece.kinds or piece.asks or piece.has("negated", "question", "condition", "hearsay"):
        return None
    found = reading(piece, "risk")
    if before is not None and before.block is piece.block:
        found.start = before.start
    found.text = piece.block.written(found.start, piece.end)
    found.propose("risk")
    return found


def risk_mark(tokens: Sequence[Token], text: str) -> Token | None:
    """The mark of a risk that these words begin with; None where they tell of none: 风险：无 (risks: none)."""
    spoken = [token for token in tokens if not token.of("greeting", "thanks", "mark", "mention", "filler")]
    if not spoken or not spoken[0].of("risk-mark"):
        return None
    behind = text[spoken[0].end :].lstrip()
    ends = (":", "that ", "- ", ",", *_GOES_ON) if spoken[0].of("risk-opens") else (":", "that ", "- ")
    is_announced = behind.startswith(ends) and behind.strip(_SEPARATORS + _FINAL)
    if any(start <= spoken[0].start < end for start, end in empty_parts(text)):
        return None  # 风险：暂无
    return spoken[0] if is_announced and not _is_denied(spoken[1:]) else None


def _is_denied(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and all(token.of("negated", "empty") for token in tokens)


def _rest_of_line(piece: Piece, start: int) -> tuple[int, int]:
    text = piece.block.folded.text
    end = len(text.rstrip(_FINAL))
    while start < end and text[start] in _SEPARATORS:
        start += 1
    return start, end
