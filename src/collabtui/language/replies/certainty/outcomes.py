"""Remarks beside what is done that take nothing back: how it turned out (试运行正常, no issues found), where it is kept
(样品放前台冰箱了, the keys are in your drawer), where it went (记录已交安监, invoice sent), what it cost (£380).

Each is a clause of nothing else: with a doubt, a condition, a day to come or somebody who says so it may tell anything.
"""

import re
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.item_statements.parts_of_items import is_passed_on, names_a_draft
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.outcome_words import how_it_runs, outcome_words, tells_how_it_runs, tells_where
from collabtui.language.replies.words.vocabulary import kinds

_MAY_DOUBT = kinds(
    "negated question particle condition hearsay says almost hedged wish quote flaw trouble idiom object other-time"
    " other-share contrast third correct may future more-time must waiting for-check examining presumes approx person"
    " percent postpone blocked cancel started not-begun left restricts unsettled"
)
_THING_HAN = r"[\u4e00-\u9fff]{0,8}?"
_THING_LATIN = r"(?:[a-z'-]+ ){0,4}?"
_LENGTH = r"(?: ?\d{1,3} ?(?:个)?(?:分钟|小时|天|周|月|hours?|days?|weeks?))?"
_END = r"(?:了|的|哈|啦)?\W*"
_SET_OFF = late_regex(r"(?:^|[,;:.!?。(（-])\W*$")
_LONGEST = 60
"""Characters."""


def tells_outcome(piece: Piece) -> bool:
    """Whether a piece says how well something turned out, where it is kept or went, or what it cost, and no more."""
    if piece.end - piece.start > _LONGEST or piece.asks or not piece.kinds.isdisjoint(_MAY_DOUBT):
        return False
    if any(day.kind != "length" and day.reason != "past" for day in piece.days):
        return False
    whole = piece.block.folded.text
    text = whole[piece.start : piece.end].strip(" ,;.。")
    if is_passed_on(text) or names_a_draft(_without_titles(piece)):
        return False
    if not _SET_OFF.search(whole, 0, piece.start):  # done as good
        return piece.lead == "and" and (tells_where(text) or tells_how_it_runs(text))
    return any(pattern.fullmatch(text) for pattern in _patterns())


def _without_titles(piece: Piece) -> str:
    """What an item is called is the whole of it: 初稿 of 编写初稿."""
    text = list(piece.block.folded.text[piece.start : piece.end])
    for one in piece.mentions:
        if one.how == "title":
            text[one.start - piece.start : one.end - piece.start] = " " * (one.end - one.start)
    return "".join(text)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    well, place, at, put, handed, perfect, who = map(
        outcome_words, ("well", "place", "at", "put", "handed", "perfect", "who")
    )
    currency = "元|块钱?|万元?|rmb|usd|eur|gbp|euros?|pounds?|dollars?"
    money = rf"(?:[£$€¥￥] ?\d[\d,.]*k?|\d[\d,.]* ?(?:{currency}))(?: cash| in all)?"
    kept_han = rf"{_THING_HAN}(?:{put.han})*(?:{at.han}){_THING_HAN}(?:{place.han})[里上中内处]?{_END}"
    there = rf"(?:{at.latin}) (?:the |your |my |our |a )?(?:[a-z-]+ )?(?:{place.latin}){_END}"
    kept_latin = rf"{_THING_LATIN}(?:(?:{put.latin}) )*{there}"
    kept_short = rf"[a-z]+'s {there}"
    on_han = rf"{_THING_HAN}(?:{perfect.han})+(?:{handed.han})(?:给|到|至|在)?{_THING_HAN}{_END}"
    receiver = rf"(?: (?:to|with) (?:the |your |our )?(?:{who.latin})| {there})"
    on_latin = (
        rf"(?!(?:{handed.latin}){_END}$){_THING_LATIN}(?:(?:{perfect.latin}) )*(?:{handed.latin}){receiver}?{_END}"
    )
    sources = (
        rf"{_THING_HAN}{_LENGTH} ?(?:{well.han}){_END}",
        rf"{_THING_LATIN}{_LENGTH} ?(?:{well.latin}){_END}",
        kept_han,
        kept_latin,
        kept_short,
        on_han,
        on_latin,
        rf"{money}(?: {kept_latin})?{_END}",
        how_it_runs().pattern,
    )
    return tuple(re.compile(source) for source in sources)
