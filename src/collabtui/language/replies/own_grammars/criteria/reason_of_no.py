"""The reason of a no, with what is to be put right, by whom and by which day."""

import re
from dataclasses import replace
from datetime import date

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.find_days import find_days
from collabtui.language.late_patterns import late_regex
from collabtui.language.measures.against_criterion import held_against
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, criterion_of, written_part
from collabtui.language.replies.own_grammars.put_right_by import limit_apart, limit_leads

_BARE_NO = "no "
_LAST_DAY = late_regex(
    r"(?P<text>.*\S)(?:\s+(?:by|until|till|before|on|due)\s+|\s*[,;，；]\s*)(?P<day>\S[^,;，；]*)", re.DOTALL
)
"""What is to be put right, and behind it the day by which."""
_PUNCTUATION = tuple(",;.，；。、")
_SENTENCE_END = late_regex(r"[,，;；。(（]\s*|\.\s+")
_CLAUSE_END = late_regex(r"[,，;；。]\s*")


def with_reason(
    piece: ResultPiece, rest: str, first: int, patterns: ResultPatterns, situation: ReplyContext
) -> ResultPiece:
    """The reason of a no, with its value before it and what is to be put right behind it."""
    if (by := _day_alone(rest, situation)) is not None:
        return replace(piece, rectify_by=by)
    value = patterns.value.match(rest)
    if value and _cuts_a_day(rest, value.end("value"), situation):
        value = None
    if value and not (_goes_on(rest[value.end() :], patterns) and _is_foreign(piece, value["value"], situation)):
        piece = replace(
            piece, measured=written_part(piece.block, first + value.start("value"), first + value.end("value"))
        )
        first, rest = first + value.end(), rest[value.end() :]
    because = patterns.because.match(rest)
    if because is None and patterns.hedge.search(rest):
        return replace(piece, doubt="hedged")
    if because is None and piece.block.folded.text[:first].endswith(_BARE_NO):  # "no budget left": it is the reason
        first, rest = first - len(_BARE_NO), f"{_BARE_NO}{rest}"
    if because:
        first, rest = first + because.end(), rest[because.end() :]
    rectify = patterns.rectify.search(rest)
    reason_end = rectify.start() if rectify else len(rest)
    clause = max((found.end() for found in _CLAUSE_END.finditer(rest, 0, reason_end)), default=0)
    if rectify and _stands_last(rest, rectify, patterns):
        return with_clause_put_right(piece, rest, first, clause, situation)
    if not rectify:
        if _asks_to_be_reached(rest, patterns, situation):
            return replace(piece, opinion=written_part(piece.block, first, first + len(rest)), doubt="unknown")
        asked = _asked_clause(rest, patterns, situation)
        asked = _reworked_clause(rest, patterns, situation) if asked is None else asked
        if asked is not None:
            return with_clause_put_right(piece, rest, first, asked, situation)
        return replace(piece, opinion=written_part(piece.block, first, first + reason_end))
    opinion = written_part(piece.block, first, first + reason_end)
    days = find_days(rest[rectify.end() :], locale=situation.locale, written=situation.written)
    day = days[0].day if len(days) == 1 else None
    begin, end = rectify.end(), len(rest)
    if day and days[0].start == 0 and rest[begin + days[0].end :].strip(EDGES):  # 整改：3月25日前补测
        begin += days[0].end
    apart = _LAST_DAY.fullmatch(rest[begin:].rstrip(EDGES)) if day else None
    if apart and any(one.exact for one in find_days(apart["day"], locale=situation.locale, written=situation.written)):
        end = begin + apart.end("text")  # the day is kept apart, and not said twice
    put_right = written_part(piece.block, first + begin, first + end)
    if day and end == len(rest) and (place := limit_apart(rest[rectify.end() :], days[0])):
        before, behind = (first + rectify.end() + at for at in place)
        parts = piece.block.written(first + begin, before), piece.block.written(behind, first + end)
        gap = "" if parts[1].startswith(_PUNCTUATION) else " "
        put_right = gap.join(parts).strip(EDGES + "，。；：！（")
    return replace(piece, opinion=opinion, rectify=put_right, rectify_by=day)


def _day_alone(rest: str, situation: ReplyContext) -> date | None:
    """2 not met, 30 April: a day that is still to come, and no more, is the one by which it is put right."""
    days = find_days(rest, locale=situation.locale, written=situation.written)
    if len(days) != 1 or days[0].kind != "calendar" or days[0].day is None or days[0].day <= situation.written:
        return None
    around = rest[: days[0].start] + rest[days[0].end :]
    return None if around.strip(f"{EDGES}，。；：") or limit_leads(rest, days[0]) else days[0].day


def _cuts_a_day(rest: str, end: int, situation: ReplyContext) -> bool:
    """30 of 30 April, 4 of 4月底 are no measured values."""
    days = find_days(rest, locale=situation.locale, written=situation.written)
    return any(day.start < end < day.end for day in days)


def _goes_on(behind: str, patterns: ResultPatterns) -> bool:
    """3 days lost to strikes: the reason itself may begin with the number."""
    return behind.strip()[:1].isalpha() and not patterns.because.match(behind)


def _is_foreign(piece: ResultPiece, value: str, situation: ReplyContext) -> bool:
    """Whether the value is none that the criterion can be held against."""
    asked = [criterion_of(number, situation) for number in piece.numbers]
    return not any(one and held_against(one.text, value) in ("within", "misses") for one in asked)


def _asked_clause(rest: str, patterns: ResultPatterns, situation: ReplyContext) -> int | None:
    """Where the last clause begins, if it asks for something by a day: 请王芳4月2日前补上 needs no word of its own for
    what is to be put right. Without a day it may be no more than a wish. The day may stand in a clause of its own:
    请补到100份，3月25日前."""
    clause = _last_clause(rest, situation)
    if not patterns.asks.match(rest, clause):
        return None
    days = find_days(rest[clause:], locale=situation.locale, written=situation.written)
    return clause if len(days) == 1 and days[0].day else None


def _last_clause(rest: str, situation: ReplyContext) -> int:
    """Where it begins, with the day that follows it in a clause of its own."""
    end = len(rest.rstrip(EDGES))
    *before, last = [0, *(found.end() for found in _CLAUSE_END.finditer(rest, 0, end))]
    days = find_days(rest[last:end], locale=situation.locale, written=situation.written) if before else ()
    return before[-1] if any(one.exact for one in days) else last


def _asks_to_be_reached(rest: str, patterns: ResultPatterns, situation: ReplyContext) -> bool:
    """请张伟周五前给我打电话 (Zhang Wei please call me by Friday): nothing is put right by it, and it is no reason."""
    clause = _last_clause(rest, situation)
    return bool(patterns.asks.match(rest, clause) and patterns.reach.search(rest, clause))


def _stands_last(rest: str, rectify: re.Match[str], patterns: ResultPatterns) -> bool:
    """Whether who puts it right, and until when, stands before the word: 请客服部4月30日前整改, 4月30日前整改完."""
    behind = _CLAUSE_END.split(rest[rectify.end() :])[0].strip(EDGES)
    return not behind or patterns.over.fullmatch(behind) is not None


def _reworked_clause(rest: str, patterns: ResultPatterns, situation: ReplyContext) -> int | None:
    """Where the clause begins that tells of putting it right by a day: rework by 30 April, 4月30日前复测. What stands
    behind it goes with it."""
    starts = [0, *(found.end() for found in _SENTENCE_END.finditer(rest))]
    for start, end in zip(starts, [*starts[1:], len(rest)], strict=True):
        days = find_days(rest[start:], locale=situation.locale, written=situation.written)
        dated = len(days) == 1 and days[0].day is not None and days[0].day > situation.written
        if dated and days[0].start < end - start and patterns.reworks.search(rest, start, end):
            return start
    return None


def with_clause_put_right(
    piece: ResultPiece, rest: str, first: int, clause: int, situation: ReplyContext
) -> ResultPiece:
    """The whole clause is what is to be put right, with the one day in it; before it stands the reason."""
    days = find_days(rest[clause:], locale=situation.locale, written=situation.written)
    put_right = written_part(piece.block, first + clause, first + len(rest))
    if len(days) == 1 and (place := limit_apart(rest[clause:], days[0])):
        before, behind = (first + clause + at for at in place)
        parts = piece.block.written(first + clause, before), piece.block.written(behind, first + len(rest))
        put_right = " ".join(filter(None, (part.strip(" ,;:.，。；：！") for part in parts)))
    if put_right.count("(") > put_right.count(")"):  # the mark at its end was taken for that of the sentence
        put_right += ")"
    opinion = written_part(piece.block, first, first + clause)
    return replace(piece, opinion=opinion, rectify=put_right, rectify_by=days[0].day if len(days) == 1 else None)
