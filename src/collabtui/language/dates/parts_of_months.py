"""Months, and parts of them, that are no day: 四月中旬 (the middle of April), early next month. They have a first day,
before which nothing is to be expected."""

from datetime import date

from collabtui.language.dates.calendar_arithmetic import add_months, year_of
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words
from collabtui.language.numbers import chinese_number

_MONTHS = {name: int(number) for number, names in read_words("dates", "en")["month"].items() for name in names}
_LATIN = late_regex(rf"\b(?:(?P<next>next month)|(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))}))\b")
_HAN = late_regex(r"(?P<next>下个?月)|(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月")
_MIDDLE = late_regex(r"\b(?:mid|middle|second half)\b|月中|中旬|月中旬")
_LATE = late_regex(r"\b(?:late|later|end|last)\b|下旬|月底|月末")
_MIDDLE_BEGINS, _LATE_BEGINS = 11, 21
"""Days of a month."""
_MONTHS_OF_A_YEAR = range(1, 13)


def first_day(words: str, written: date) -> date | None:
    """The first day of the month, or the part of it, that folded words name; None where they name none."""
    found = _LATIN.search(words) or _HAN.search(words)
    if found is None:
        return None
    part = _LATE_BEGINS if _LATE.search(words) else _MIDDLE_BEGINS if _MIDDLE.search(words) else 1
    if found["next"]:
        return add_months(written.replace(day=1), 1).replace(day=part)
    month = _month(found["month"])
    return date(year_of(written, month, part), month, part) if month else None


def _month(name: str) -> int | None:
    number = int(name) if name.isdecimal() else _MONTHS.get(name) or chinese_number(name)
    return number if number in _MONTHS_OF_A_YEAR else None
