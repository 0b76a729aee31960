"""Repairs: what a writer takes back in the same mail (2 done, typo, I mean 1). What he puts in its place is
proposed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.items.needed_time import days_in_reply
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import take_back, talk
from collabtui.language.replies.words.vocabulary import Token, kinds

_AROUND = kinds("repair mark filler greeting thanks no to the accept yes")
_SORRY = ("sorry", "oops", "pardon", "抱歉", "对不起", "不好意思")
_NO = ("no", "oh no", "no wait")
_ALONE = ("no", "wait", "sorry", "argh", "oops", "不", "等等")
_CHANGES = (
    "改",
    "改成",
    "改为",
    "改到",
    "换",
    "换成",
    "换到",
    "定",
    "定在",
    "make it",
    "rather",
    "say",
    "move it to",
    "push",
)
_POINTING = _AROUND | kinds("mention points-at says")
_DAY_OF_MONTH = late_regex(r" ?(?:the )?\d{1,2}(?:st|nd|rd|th|[号日])?\W*")
_VALUE = _AROUND | kinds("mention percent day more-time approx about is amount measure ordinal hand-to weak")


def repaired(reply: ReplyState, piece: Piece) -> Reading | None:
    """The statement that a piece takes back, or of which it says what it should have been; None: it is no repair."""
    if not _is_repair(reply, piece) or _excuses(reply, piece) or _is_of_record(reply, piece):
        return None
    return reply.repairing or _last(reply) or _denied_day(reply, piece)


def _is_of_record(reply: ReplyState, piece: Piece) -> bool:
    """1完成，第三项的截止日期写错了: a date, an owner or the words of an item that it names as they are recorded."""
    if not piece.named or reply.setting.situation.minutes is None or reply.repairing:
        return False
    text = piece.block.folded.text[piece.start : piece.end]
    details = reply.setting.words.of_kind("detail")
    named = any(word in (text.split() if word.isascii() else text) for word in details)
    return named and piece.has("mistake", "object", "correct")


def _excuses(reply: ReplyState, piece: Piece) -> bool:
    """1完成。啊不是，是2完成，手滑 (no, 2 is, a slip): behind what was put right it only says why."""
    last = _last(reply)
    alone = all(token.within(_AROUND) for token in piece.tokens) and not piece.has("correct", "joke")
    return alone and not reply.repairing and last is not None and last.rule == "repaired" and last.proposed


def _is_repair(reply: ReplyState, piece: Piece) -> bool:
    if reply.repairing and _is_value(piece):
        return True
    if _puts_day_right(reply, piece) or _puts_item_right(reply, piece) or _denied_day(reply, piece):
        return True
    if not piece.has("repair", "percent", "joke", "day"):
        return False
    if _is_regretted(reply, piece) or _is_joke(piece):
        return _last(reply) is not None
    tokens = [token for token in piece.tokens if not token.of("mark", "greeting", "thanks", "filler")] or piece.tokens
    if piece.asks or not tokens[0].of("repair") or _last(reply) is None:
        return False
    if tokens[0].of("correct") and _corrects_itself(reply, piece):
        return True
    if tokens[0].of("correct"):
        # 更正：… (correction: …) is one of the minutes, but beside a value of the same sentence
        return _is_value(piece) and len(tokens) > 1 and bool(reply.sentence.readings)
    if not tokens[0].of("object", "negated", "hedged"):
        return True
    # 写错了 (a mistake) may be one of the minutes, but not where nothing but a value goes with it
    return _is_value(piece)


def _corrects_itself(reply: ReplyState, piece: Piece) -> bool:
    """延到3月16日。更正，刚问了运维，是3月18日 (correction, it is the 18th): the mark alone, behind another day
    that was asked for in its line, and a day behind it."""
    asked = reply.statement_before()
    alone = all(token.of("correct", "mark", "greeting", "thanks") for token in piece.tokens)
    if not alone or asked is None or asked.block is not piece.block or asked.ask != "postpone":
        return False
    line = piece.block.folded.text[piece.end :]
    return line.startswith(",") and bool(days_in_reply(reply.setting.situation, line, reply.setting.words.language))


def _is_joke(piece: Piece) -> bool:
    """`2 done. Just kidding.`"""
    return piece.has("joke") and not (piece.named or piece.asks or piece.has("no"))


def _is_regretted(reply: ReplyState, piece: Piece) -> bool:
    """2 60% - sorry, 50%; 1 is at 40%. Sorry, looked at the old sheet: 80%: a share behind an apology, and what it may
    say of why, takes the place of the one before it."""
    if piece.days and _asks_another_day(reply, piece):
        return True
    readings = [one for one in reply.readings[-4:] if one.block is piece.block]
    before, behind = _parted_by_apology(readings)
    if not before or not before[-1].percent or not before[-1].counts or any(one.counts for one in behind):
        return False
    return not piece.named and _is_share(piece)


def _is_share(piece: Piece) -> bool:
    """Nothing but a share, or nothing but that behind a colon."""
    colon = max((at for at, token in enumerate(piece.tokens) if token.text == ":"), default=-1)
    value = piece.tokens[colon + 1 :]
    return any(token.of("percent") for token in value) and not piece.asks and all(map(_is_of_value, value))


def _asks_another_day(reply: ReplyState, piece: Piece) -> bool:
    """改到15日……不好意思，15号是周日，改16日: behind an apology another day takes the place of the one asked for."""
    asked = _postponed_before_apology(reply)
    if asked is None or piece.named or piece.asks or asked.block is not piece.block:
        return False
    text = piece.block.folded.text[piece.start : piece.end]
    changes = max((text.rfind(word) + piece.start for word in _CHANGES if word in text), default=-1)
    days = [day.day for day in piece.days if 0 <= changes < day.end]
    return len(days) == 1 and days[0] is not None and days[0] != asked.due


def _puts_day_right(reply: ReplyState, piece: Piece) -> bool:
    """Move 2 to Thursday. Sorry, not Thursday, Friday: another day behind one that it is not."""
    if piece.named or not (piece.days or piece.has("ordinal")) or _postponed_before_apology(reply) is None:
        return False
    denies = reply.setting.words.of_kind("denies-value")
    # Thursday, no, Friday
    denied = (_written(reply.readings[-1]) in _NO or _written(reply.readings[-1]).startswith(denies)) and _is_value(
        piece
    )
    return denied or (bool(piece.days) and piece.block.folded.text.startswith(denies, piece.start))


def _puts_item_right(reply: ReplyState, piece: Piece) -> bool:
    """Item 2 is finished. Sorry - number 1: behind an apology, another item and nothing else. 2 done. 3 I mean, 我说3:
    another item, and a word that points at it."""
    apologises = piece.bare and bool(reply.readings) and _written(reply.readings[-1]) in _SORRY
    if not (apologises or _points_at_one(piece)):
        return False
    last, refs = _last(reply), reply.refs(piece)
    if last is None or last.block is not piece.block or len(refs) != 1 or set(refs) & set(last.refs):
        return False
    return apologises or last.names


def _points_at_one(piece: Piece) -> bool:
    """It says nothing but that it is this item that was meant: 3 I meant to say, sorry: 4."""
    if not piece.named or piece.asks or not all(token.within(_POINTING) for token in piece.tokens):
        return False
    spoken = [token for token in piece.tokens if not token.of("mark")]
    points = any(token.of("repair", "points-at") and token.text not in _SORRY for token in spoken)
    # sorry: 4 means another item; 4: sorry, it slipped my mind is an apology for that one
    sorry = spoken[0].text in _SORRY and all(token.of("mention") or token.text in _SORRY for token in spoken)
    return points or sorry


def _denied_day(reply: ReplyState, piece: Piece) -> Reading | None:
    """A7: not the 16th, the 18th: the reading of the day that it is not, before the one that it is."""
    last = reply.sentence.last
    if last is None or last.rule != "negated" or len(last.refs) != 1 or not last.names:
        return None
    if piece.named or not (piece.days or piece.has("ordinal")) or not _is_value(piece):
        return None
    denies = (word for word in reply.setting.words.of_kind("denies-value") if word in _written(last))
    word = next(denies, "")
    return last if word and _DAY_OF_MONTH.fullmatch(_written(last).partition(word)[2]) else None


def _postponed_before_apology(reply: ReplyState) -> Reading | None:
    before, _ = _parted_by_apology(reply.readings[-4:])
    return next((one for one in reversed(before) if one.ask == "postpone" and one.counts and one.due), None)


def _parted_by_apology(readings: Sequence[Reading]) -> tuple[Sequence[Reading], Sequence[Reading]]:
    """Those before the first apology, and it with those behind; nothing before where nobody is sorry."""
    sorry = next((at for at, one in enumerate(readings) if _written(one) in (*_SORRY, *_NO)), 0)
    return readings[:sorry], readings[sorry:]


def _written(one: Reading) -> str:
    return one.block.folded.text[one.start : one.end]


def _is_value(piece: Piece) -> bool:
    return all(map(_is_of_value, piece.tokens)) and not piece.asks


def _is_of_value(token: Token) -> bool:
    return token.within(_VALUE) or token.text in _ALONE


def _last(reply: ReplyState) -> Reading | None:
    """The statement that is taken back: the last that says something, of this line."""
    before = _postponed_before_apology(reply) or reply.statement_before()
    if before is None:
        return None
    return before if before.counts or before.proposed or reply.repairing else None


def read_repair(reply: ReplyState, piece: Piece, voided: Reading) -> None:
    """Voids the statement; an item, a day or a share takes the place of the one that it had."""
    if reply.repairing is None:
        reply.repairing = replace(voided)
        take_back(voided, "repaired")
        voided.proposed, voided.denies = False, ""
    tokens = [token for token in piece.tokens if not token.within(_AROUND) and token.text not in _ALONE]
    if not tokens or _is_joke(piece):
        regret = talk(piece)
        regret.regrets = not piece.has("joke")
        say(reply, regret)
        return
    for one in _instead(reply, piece, reply.repairing, tokens):
        say(reply, one)


def _instead(reply: ReplyState, piece: Piece, voided: Reading, tokens: Sequence[Token]) -> list[Reading]:
    refs = reply.refs(piece) if piece.named else voided.refs
    found = []
    for ref in refs:
        one = replace(voided, block=piece.block, start=piece.start, end=piece.end, refs=(ref,), note=None, reason=None)
        one.sentence, one.named, one.names = piece.sentence, True, True
        percents = [token.value for token in tokens if token.of("percent")]
        day = _day(reply, piece, ref, tokens)
        if percents:
            one.percent, one.status, one.ask = percents[0], "done" if percents[0] == 100 else "in-progress", None
        elif day:
            one.ask, one.due, one.status, one.percent = "postpone", day, None, None
        one.counts, one.waits, one.rule = True, False, voided.rule
        one.propose("repaired")
        found.append(one)
    return found or [replace(talk(piece), waits=True, rule="repaired")]


def _day(reply: ReplyState, piece: Piece, ref: str, tokens: Sequence[Token]) -> date | None:
    """The day it names; standing alone more is one than in a sentence: 17日 (the 17th)."""
    if piece.days:
        found = reply.setting.own.day(piece, ref)
        # 15号是周日，改16日: the last that is named
        day = found.day if found else piece.days[-1].day
        if day is not None:
            return day
    text = piece.block.folded.text[tokens[0].start : tokens[-1].end]
    days = days_in_reply(reply.setting.situation, text, reply.setting.words.language)
    return next((day.day for day in days), None)
