"""Another day than the one that was asked for, in a reply to the mail that confirms it: make it the 25th; sorry, I
meant the 25th. The words are data, `words/never.*.json`.

Such a line names no item: it is the one that his mail before asked another day for. It is offered.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Literal

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.find_days import read_day
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.addressing import OwnItems
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.loose_values import loose_day
from collabtui.language.word_patterns import one_whole

_ORDINAL = r"(?:the )?\d{1,2}(?:st|nd|rd|th)"


def with_day_put_right(readings: Sequence[Reading], situation: ReplyContext, own: OwnItems) -> list[Reading]:
    """The readings, with that day in the place of what was read in its line, which is nothing certain."""
    ref = situation.just_spoken_of
    if ref is None or not any(one.ask == "postpone" and one.ref == ref for one in situation.just_asked):
        return list(readings)
    found: list[Reading] = []
    put_right: list[Reading] = []
    for one in readings:
        if any(one.block is other.block for other in put_right):
            continue
        day = _day_of(one, readings, own, ref)
        put_right += [day] if day else []
        found.append(day or one)
    return found


def _day_of(one: Reading, readings: Sequence[Reading], own: OwnItems, ref: str) -> Reading | None:
    of_line = [other for other in readings if other.block is one.block]
    text = one.block.folded.text
    if any(other.counts or other.proposed or other.names for other in of_line):
        return None
    due = own.due(ref)
    day = _day_put_right(text, own.written)
    if day is None and _line().fullmatch(text):
        day = loose_day(text, own.written, due, max(due or own.written, own.written))
    if day is None or (due is not None and day <= due):
        return None
    again = replace(one, start=0, end=len(text), refs=(ref,), ask="postpone", due=day, was="postpone")
    again.propose("repaired")
    return again


_NOT_BUT = late_regex(
    r"(?:不是|并非|唔系) ?(?P<other>[^,;。，；]{2,9})[,;。，； ]+(?:而?是|应该是|系|改成) ?"
    r"(?P<day>[^,;。，；]{2,9}?)[吧哈的]?"
    r"|(?:it'?s |it is )?not (?:on |the )?(?P<before>[a-z0-9 ]{3,18}?),? (?:but|it'?s|it is|rather) (?:on |the )?"
    r"(?P<behind>[a-z0-9 ]{3,18})"
)


def _day_put_right(text: str, written: date) -> date | None:
    """不是下周三，是下周五 (not next Wednesday, next Friday): the day that is meant, where both are days and that is
    all."""
    plain = _courtesy().sub("", text).strip(" ,.;!。，！")
    found = _NOT_BUT.fullmatch(plain)
    if found is None:
        return None
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    named = (found["other"] or found["before"], found["day"] or found["behind"])
    days = [read_day(one, locale=locale, written=written) for one in named]
    return days[1].day if all(one is not None and one.day for one in days) and days[1] is not None else None


@cache
def _courtesy() -> re.Pattern[str]:
    words = one_whole(word for kind in ("sorry-first", "meant") for word in words_of_both("never", kind))
    return re.compile(rf"^\W*(?:{words}[\s,:!.，！]*)+")


@cache
def _line() -> re.Pattern[str]:
    before, behind = (one_whole(words_of_both("never", kind)) for kind in ("that-day", "that-day-ends"))
    courtesies, intends = (one_whole(words_of_both("never", kind)) for kind in ("sorry-first", "meant"))
    return re.compile(rf"\W*(?:(?:{courtesies}|{intends}|{before})[\s,:!.]*)*{_ORDINAL}(?:[\s,]*{behind})*\W*")
