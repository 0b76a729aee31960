"""The days that a reply names; `need three days` is read as `+3 days`, in as many characters."""

import re
from collections.abc import Sequence
from datetime import date

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.find_days import DayReading, find_days
from collabtui.language.late_patterns import late_regex

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NEEDED = late_regex(
    r"\b(?:needs?|want|request|ask for|asking for)(?: about| around| roughly| at least)?"
    rf" (\d{{1,2}}|{'|'.join(_NUMBERS)})( (?:working |business )?(?:days?|weeks?))\b"
)


_UNTIL = late_regex(r"\b(?:(?:a (?:little )?bit|some|a little) )?(?:more time|longer)(?= (?:until|till|til|to|by) )")
"""More time until Friday: the day says how much."""
_LOOSELY = late_regex(r"([晚迟延推拖缓多])个(?=[一二两三四五六七八九十几\d])")
"""晚个三四天 is 晚三四天 (three or four days later), as people speak."""
_MORE_DAYS = late_regex(r"([多迟晚]|再要?)([一二三四五六七八九十两\d]{1,2})日(?![期前后内])")


def days_in_reply(situation: ReplyContext, text: str, language: str, due: date | None = None) -> Sequence[DayReading]:
    """The days in `text` as its sender means them. `language` is one that is read alone, or empty: in all of those 3/4
    is the 4th of March."""
    locale = "zh" if language else situation.locale
    read = _with_needed_time(text)
    return find_days(read, locale=locale, written=situation.written, due=due, language=language)


def _with_needed_time(text: str) -> str:
    """Asked for without more or another, it is as much more all the same. 多两日 is 多两天 (two days more)."""
    if " time " in text or " longer " in text:
        text = _UNTIL.sub(lambda match: " " * len(match.group()), text)
    if "个" in text:
        text = _LOOSELY.sub(r"\1 ", text)
    if "日" in text:
        text = _MORE_DAYS.sub(r"\1\2天", text)
    asks = "need" in text or "want" in text or "ask" in text or "request" in text  # no generator: each line is this way
    return _NEEDED.sub(_as_more, text) if asks else text


def _as_more(match: re.Match[str]) -> str:
    number = match[1] if match[1].isdigit() else str(_NUMBERS.index(match[1]) + 1)
    return f"+{number}".ljust(len(match.group()) - len(match[2])) + match[2]
