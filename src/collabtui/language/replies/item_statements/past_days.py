"""Tells whether a piece tells of what was on a weekday or a day of the month: got it on Friday, went out on the 13th,
周五收到了. Such a day is the last one of its name, and nobody asks for it. The words are data, `words/never.*.json`."""

import re
from datetime import date
from functools import cache

from collabtui.language.dates.find_days import DayReading
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.pieces import Piece
from collabtui.language.word_patterns import one_whole, whole_words

_TO_COME = ("future", "may", "more-time", "wish", "must", "postpone", "shift", "negated", "condition", "hedged", "base")
_LEADS_ON = ("by ", "before ", "until ", "till ", "next ", "for ", "to ")
_THEN_OTHERS = re.compile(r"\b(?:and|that|so|but|which|it'll|comes?|is|are|will|due)\b|\w's\b")
"""Between the verb and the day: the day may be of another verb."""
_LONGEST_LEAD = 20
"""Characters of `had already been`."""
_OF_THE_MONTH = re.compile(r"(?:(?:on|by|before) )?the \d{1,2}(?:st|nd|rd|th)\b|\d{1,2}[号日]")
"""A day without its month, which looks ahead to the next one of its number."""


_NUMBER_ALONE = re.compile(r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)|(\d{1,2})[号日]")
_LATELY = 14
"""Days within which a day of this month is meant by what has happened, and not that of the next month."""


def is_last_of_its_number(phrase: str, day: date, written: date) -> bool:
    """Finished on the 4th, written on the 10th: the phrase, read as the 4th of the next month, means the one before."""
    named = _NUMBER_ALONE.fullmatch(phrase)
    if named is None or day <= written:
        return False
    return 0 <= written.day - int(named[1] or named[2]) <= _LATELY


def tells_what_was(piece: Piece) -> bool:
    """Whether a verb of the past leads to the days that it names, and nothing speaks of what is to come."""
    text = piece.block.folded.text
    returns = bool(piece.days) and all(day.kind == "weekday" or _is_of_the_month(text, day) for day in piece.days)
    if not returns or piece.has(*_TO_COME):
        return False
    if any(text.startswith(_LEADS_ON, day.start) for day in piece.days):
        return _had_been_done(text, piece)
    return _is_english_past(text, piece) or _is_chinese_past(text, piece)


def _had_been_done(text: str, piece: Piece) -> bool:
    """It was done before the 20th, it has been sent by Friday."""
    done = [token for token in piece.of("done", "own-verb", "hand-over") if token.text.isascii()]
    led = (text[max(token.start - _LONGEST_LEAD, piece.start) : token.start] for token in done)
    return any(_been().search(one) for one in led)


@cache
def _been() -> re.Pattern[str]:
    return re.compile(one_whole(words_of_both("never", "been")) + r"\s*$")


def _is_of_the_month(text: str, day: DayReading) -> bool:
    """On the 13th, 13号; the 13th alone may be a slot that was got."""
    led = text[max(day.start - 3, 0) : day.start] == "on " or text.startswith(("on ", "by ", "before "), day.start)
    begins = led or not text[day.start].isalpha()
    return begins and _OF_THE_MONTH.fullmatch(text, day.start, day.end) is not None


def _is_english_past(text: str, piece: Piece) -> bool:
    verb = whole_words("never", "tells-past").search(text, piece.start, piece.end)
    if verb is None or not verb.group().isascii():
        return False
    day = piece.days[0].start
    return verb.end() <= day and _THEN_OTHERS.search(text, verb.end(), day) is None


def _is_chinese_past(text: str, piece: Piece) -> bool:
    """周五收到报价了: a verb of what comes to somebody, and 了 or 过 behind it."""
    verb = whole_words("never", "tells-past").search(text, piece.days[-1].end, piece.end)
    if verb is None or verb.group().isascii():
        return False
    before, behind = text[piece.days[-1].end : verb.start()], text[verb.end() : piece.end]
    return whole_words("never", "yet-to-come").search(before) is None and (
        "了" in behind or "过" in behind or "已" in before
    )
