"""Promises that an item will be done by a day before it is due: 回执12号前收齐没问题, I will make until Thursday.

Such a promise is a note; nothing is done by it, no minutes are agreed, and no later day is asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.across_pieces.values_of_sentences import block_of
from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.loose_values import loose_days
from collabtui.language.replies.words.vocabulary import kinds
from collabtui.language.word_patterns import one_whole, whole_words

_RULES = frozenset({"unknown", "hedged", "note"})
_SHIFT = kinds("shift")
_SAYS_MORE = kinds("perfect percent negated question condition postpone shift gives-up")
"""Beside these it is no promise, or one that says more."""


def with_promises_in_time(readings: Sequence[Reading], blocks: Sequence[Marked], own: OwnItems) -> list[Reading]:
    """The readings, with each such promise of one item that it names as a note on it."""
    return [_promised(one, blocks, own) for one in readings]


def _promised(one: Reading, blocks: Sequence[Marked], own: OwnItems) -> Reading:
    asks = one.ask == "postpone" and _makes_until().search(one.block.folded.text, one.start, one.end)
    marked = block_of(one, blocks) if asks or (one.rule in _RULES and not (one.ask or one.status)) else None
    refs = _named(one, marked) if marked else ()
    due = own.due(refs[0]) if len(refs) == 1 else None
    if marked is None or due is None:
        return one
    tokens = [token for token in marked.tokens if one.start <= token.start < one.end]
    text = marked.text[one.start : one.end]
    says_more = any(token.within(_SAYS_MORE - (_SHIFT if asks else frozenset())) for token in tokens)
    if says_more or not promises_by_day(text, own.written, due):
        return one
    return replace(
        one,
        rule="promise",
        counts=True,
        waits=False,
        refs=refs,
        names=True,
        note=one.place_behind_number,
        ask=None,
        due=None,
    )


def _named(one: Reading, marked: Marked) -> Refs:
    mentions = [each for each in marked.mentions if one.start <= each.start < one.end and each.how != "amount"]
    named = {ref for each in mentions if not each.weak and not each.problem for ref in each.refs}
    return tuple(named) if one.refs in ((), tuple(named)) else ()


def promises_by_day(text: str, written: date, due: date) -> bool:
    """Whether a passage of folded text assures that it will be so by a day to come, which is none behind `due`."""
    if not (_assures().search(text) or _makes_until().search(text)):
        return False
    days = {day for day in loose_days(text, written, due) if day > written}
    return bool(days) and max(days) <= due


def is_assured_by_day(text: str, written: date, due: date | None) -> bool:
    """Whether it says of a day to come that there will be no problem, whenever it is due."""
    return _assures().search(text) is not None and any(
        day > written for day in loose_days(text, written, due or written)
    )


def comes_only_then(text: str, written: date, due: date) -> bool:
    """可能要到下礼拜一才能给你, I might not get to it until Thursday: whether all days to come that a passage of folded
    text names are none behind `due`, and one of them is said to be the first on which it will be so."""
    if whole_words("late", "late").search(text) or not any(one.search(text) for one in _only_then()):
        return False
    days = {day for day in loose_days(text, written, due) if day > written}
    return bool(days) and max(days) <= due


@cache
def _only_then() -> tuple[re.Pattern[str], ...]:
    words = words_of_both("late", "only_then")
    han, latin = (one_whole(word for word in words if word.isascii() is ascii_only) for ascii_only in (False, True))
    return (
        re.compile(rf"(?:[号日天一二三四五六]|前|左右|[上下]午) ?{han}"),
        re.compile(rf"{latin} (?=[a-z\d])"),
    )


@cache
def _assures() -> re.Pattern[str]:
    """Nothing stands in the way: at the end."""
    return re.compile(rf"{one_whole(words_of_both('never', 'nothing-wrong'))}\W*[的啊呀吧哈哦]?\W*$")


@cache
def _makes_until() -> re.Pattern[str]:
    """As people say it who mean `by`."""
    makes, until = (words_of_both("late", kind) for kind in ("makes", "until"))
    return re.compile(rf"{one_whole(makes)} (?:it |this |that |them )?{one_whole(until)} ")
