"""The day of a likely request to postpone, and the share of what is likely in progress, where the readers of days and
of shares want more around them than stands there.

13号再交 (on the 13th then), would the 18th work; half the release is written. Only for what is proposed.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from collabtui.language.dates.find_days import read_day
from collabtui.language.percents import find_percents

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
_DAYS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|\b{_MONTH} \d{{1,2}}\b"
    r"|\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}[./]\d{1,2}(?=\.|\b)(?!/)"
    r"|(?:本月|下个?月|\d{1,2}月)?(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)[号號日](?![线楼会机])"
)
_LENGTHS = re.compile(
    r"\b(?:a|one|two|three|four|five|six|\d{1,2}) (?:more |extra |full |whole )?(?:(?:work|working|business) ?)?"
    r"(?:day|week|month)s?\b|(?:\d{1,2}|[一二两三四五六七])(?:个?(?:星期|礼拜|工作日)|周|天|个月)"
)
_SHARE_OF = re.compile(
    r"\b(half|thirds?|quarters?|fifths?) (?:of )?(?:the|my|our|this|that|these|those) "
    r"(?!(?:day|morning|afternoon|week|month|year|time|hour|team|staff|office|people|department|price|cost|battle)s?\b)[\w-]+"
)
"""A share of a thing, which is not one of somebody's time or people."""
_BETWEEN = re.compile(r"(?<= )(?:more|extra|full|whole) ")


def loose_day(text: str, written: date, due: date | None, after: date) -> date | None:
    """The last later day that is named, else the length of time, where it is one; None where there is none behind
    `after`."""
    named = [day for day in _read(_DAYS, text, written, due) if day > after]
    if named:
        return named[-1]
    lengths = {day for day in _read(_LENGTHS, text, written, due) if day > after}
    return lengths.pop() if len(lengths) == 1 else None


def _read(shape: re.Pattern[str], text: str, written: date, due: date | None) -> Iterator[date]:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    for match in shape.finditer(text):
        found = read_day(_BETWEEN.sub("", match.group()).replace(".", "/"), locale=locale, written=written, due=due)
        if found is not None and found.day is not None:
            yield found.day


def loose_share(text: str) -> int | None:
    """Percent; `text` folded. None where no share of a thing is named, or several are."""
    found = {one.value for one in find_percents(_SHARE_OF.sub(r"\1 of it", text))} if text.isascii() else set()
    return found.pop() if len(found) == 1 else None
