"""A vote for the one choice that is a day and is called by it: 14号那天吧, 7号我们有行动 (the 14th, on the 7th we have
something on), of 7, 14 and 21 March. It waits."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from collabtui.domain.mail.reply import AskedChoice
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.word_patterns import one_of

_HAN_DAY = late_regex(r"(?<!\d)(?:\d{1,2}月)?(?P<day>\d{1,2})[日号](?!\d)")
_PARTS = late_regex(r"[,.;。!，；]")
_EDGES = " .。!,;:()、"


def called_by_day(text: str, choices: Sequence[AskedChoice], fold: Callable[[str], str]) -> str:
    """The key of the choice whose day one clause of a folded text is, where no other clause takes that back; else
    empty."""
    days = {choice.key: _days_in(fold(choice.text)) for choice in choices}
    if any(len(found) != 1 for found in days.values()) or len({*map(min, days.values())}) < len(days) or "?" in text:
        return ""
    of_day = {day: key for key, found in days.items() for day in found}
    parts = [part.strip(_EDGES) for part in _PARTS.split(text) if part.strip(_EDGES)]
    chosen = [(at, of_day[day]) for at, part in enumerate(parts) if (day := _only_day(part)) in of_day]
    if len(chosen) != 1:
        return ""
    at, key = chosen[0]
    rest = [part for place, part in enumerate(parts) if place != at]
    return "" if any(_turns(part, days[key]) for part in rest) else key


def _turns(part: str, chosen: set[int]) -> bool:
    """Whether a clause beside it may take the choice back: an `or`, an `also`, a no to no other day."""
    if _words("contrast", "also", "turns").search(part):
        return True
    return bool(_words("denies").search(part)) and not _days_in(part) - chosen


def _only_day(part: str) -> int:
    """The day that all of the clause names, softly or not; 0 where it says more."""
    found = _clause().fullmatch(part)
    return int(found["han"] or found["on"] or found["of"]) if found else 0


def _days_in(text: str) -> set[int]:
    return {int(one["day"]) for pattern in (_HAN_DAY, _latin_day()) for one in pattern.finditer(text)}


@cache
def _latin_day() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)(?: (?:of )?{_month()})?| (?:of )?{_month()})(?=\W|$)"
    )


@cache
def _month() -> str:
    return one_of(name for names in read_words("dates", "en")["month"].values() for name in names)


@cache
def _clause() -> re.Pattern[str]:
    lead = rf"(?:{one_of(_of_votes('choose'))} ?)?"
    months = _month()
    han = rf"{lead}(?:\d{{1,2}}月)?(?P<han>\d{{1,2}})[日号]{one_of(_of_votes('that-day'))}?[吧啦呀哈]?"
    latin = rf"{lead}(?:the )?(?P<on>\d{{1,2}})(?:st|nd|rd|th)(?: {months})?(?: (?:please|for me|then))?"
    return re.compile(rf"{han}|{latin}|{lead}(?:the )?(?P<of>\d{{1,2}}) (?:of )?{months}(?: (?:please|for me|then))?")


@cache
def _words(*kinds: str) -> re.Pattern[str]:
    found = sorted((word for kind in kinds for word in _of_votes(kind)), key=len, reverse=True)
    each = (rf"(?<![a-z]){re.escape(one)}(?![a-z])" if one.isascii() else re.escape(one) for one in found)
    return re.compile("|".join(each))


@cache
def _of_votes(kind: str) -> tuple[str, ...]:
    return tuple(word for language in LANGUAGES for word in read_words("votes", language)["kinds"][kind])
