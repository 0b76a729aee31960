"""The day by which something is to be put right, taken out of the words for it where it stands apart: `second training
by 25 March, Ann`, 增加回访 整改期限：3月25日 责任人：孙丽."""

import re
from functools import cache

from collabtui.language.dates.find_days import DayReading
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_of

_GAP = late_regex(r"[\s,;，；。.(（]+$")
_CLOSED = late_regex(r"[)）]?\s*(?:$|(?=[,;，；。.]))")
_OPEN = late_regex(r"[)）]?(?:$|(?=[\s,;，；。.]))")


def limit_apart(text: str, day: DayReading) -> tuple[int, int] | None:
    """The place of the one day that was read in the words, with what it is called and what parts it from them; None
    where it is a part of them (`rerun the 25 March test`)."""
    label = next((one for one in _label().finditer(text, 0, day.end) if not text[one.end() : day.start].strip()), None)
    led = label or _limit().match(text, day.start)
    behind = (_OPEN if led else _CLOSED).match(text, day.end)
    start = label.start() if label else day.start
    gap = _GAP.search(text[:start])
    if behind is None or gap is None or not text[: gap.start()].strip():
        return None
    return gap.start(), behind.end()


def limit_leads(text: str, day: DayReading) -> bool:
    """Whether a word for a limit leads to the day: by 30 April, which may be when it was to be met."""
    return _limit().match(text, day.start) is not None


@cache
def _label() -> re.Pattern[str]:
    words = one_of(words_of_both("exceptions", "until-label"))
    return re.compile(rf"(?<![\w]){words}\s*[:：]\s*", re.IGNORECASE)


@cache
def _limit() -> re.Pattern[str]:
    words = one_of(words_of_both("exceptions", "limit-before"))
    return re.compile(rf"{words}\b", re.IGNORECASE)
