"""The things that a department gives, in the words of its yes: 可提供两名后端开发, we can provide two lawyers.

Only what is counted is an offer: people, days, money. One under a limit or a condition (最多, only, if) is left to a
person. The words are data, `words/offers.*.json`.
"""

import re
from datetime import date
from functools import cache

from collabtui.language.dates.find_days import find_days
from collabtui.language.lexicon import english_numbers, read_words
from collabtui.language.numbers import CHINESE_NUMERALS
from collabtui.language.word_patterns import one_of

_CLAUSES = re.compile(r"[，。；！？\n]+|[,.;!?](?=\s|$)")
_BEFORE_A_DAY = re.compile(r"\s+(?:from|starting|as of|by|until|on|between)\s.*$", re.IGNORECASE | re.DOTALL)
_EDGES = " 　:：、,.，。"


_ANY_DAY = date(2000, 1, 3)
"""Of writing: whether something is a day is asked, and not which."""


def offered_resources(text: str) -> tuple[str, ...]:
    """Each thing once as it was written (两名后端开发), in the order of the text."""
    found: dict[str, None] = {}
    for clause in _CLAUSES.split(text):
        gift = None if _limit().search(clause) else _gift().search(clause)
        if gift is None:
            continue
        for part in re.split(r"[、和]|\band\b", gift["what"]):
            what = _BEFORE_A_DAY.sub("", part).strip(_EDGES)
            if _count().search(what) and not find_days(what, locale="zh", written=_ANY_DAY):
                found[what] = None
    return tuple(found)


def _words(kind: str, language: str) -> str:
    return one_of(read_words("offers", language)["kinds"][kind])


@cache
def _gift() -> re.Pattern[str]:
    who, spares = _words("who", "zh"), _words("spares", "zh")
    spoken = rf"(?:^|{who}|[\u4e00-\u9fff]部门?)\s*{spares}|\b{_words('who', 'en')} ?{_words('spares', 'en')}\b"
    label = rf"^\s*(?:{_words('gift-label', 'zh')}|{_words('gift-label', 'en')})\s*[:：]"
    return re.compile(rf"(?:{label}|{spoken})\s*(?P<what>.+)$", re.IGNORECASE)


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(rf"{_words('limits', 'zh')}|\b{_words('limits', 'en')}\b|n['’]t\b", re.IGNORECASE)


@cache
def _count() -> re.Pattern[str]:
    figures = one_of(english_numbers())
    return re.compile(rf"\d|[{CHINESE_NUMERALS}](?=[\u4e00-\u9fff])|\b{figures}\b", re.IGNORECASE)
