"""Digits and numerals: which are a number, a day, an hour, and which belong to a version, a phone or a file name."""

import re
from functools import cache
from typing import cast

from collabtui.language.dates.tokens import DateToken
from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number

_KINDS = ("iso", "triple", "clock", "pair", "ord", "num", "opaque")
_HOURS = 24


@cache
def _number_form() -> re.Pattern[str]:
    end = r"(?![0-9a-z%]|[-./:+][0-9a-z])"
    return re.compile(
        r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2})"
        rf"(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?{end}"
        rf"|(?P<triple>\d{{1,2}}(?P<sep>[-./])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d{{1,2}})){end}"
        r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?(?:[ap]m\b|[ap]\.m\.|o'clock))(?![0-9月日号])"
        rf"|(?P<pair>\d{{1,2}}[-./]\d{{1,2}}){end}"
        r"|(?P<ord>\d{1,2})(?:st|nd|rd|th)(?![a-z0-9])"
        r"|(?P<num>\d{1,8})(?![0-9_%]|[,./]\d|:\d\d(?![\d月日号])| ?%|-\d)"
        r"|(?P<opaque>\d[0-9a-z_]*(?:[-.:,][0-9a-z_]+|/[0-9_]+)*(?: ?%)?)"
    )


@cache
def _hour_form() -> re.Pattern[str]:
    """What makes an hour of the number before it: 3点, 五点半, 17时30分."""
    return re.compile(r"\s*[点时](?:钟|整|半|[一二三]刻|\s*[0-9〇零一二三四五六七八九十]{1,3}\s*分?)?(?!间)")


def read_digits(text: str, at: int) -> tuple[DateToken, ...]:
    """The tokens that start with the digit at `at`: one, or three for the item and the month of 1.3月4日."""
    found = cast("re.Match[str]", _number_form().match(text, at))  # whatever begins with a digit is at least opaque
    kind = next(name for name in _KINDS if found.group(name) is not None)
    end, digits, whole = found.end(), found.group(kind), found.group()
    if kind == "pair" and text.startswith("月", end):
        return _item_and_month(at, digits)
    if kind in ("iso", "triple", "pair"):
        parts = tuple(map(int, digits.replace("/", "-").replace(".", "-").split("-")))
        return (DateToken(kind, at, end, digits, 0, parts),)
    if kind == "num":
        return (_hour(text, at, end, int(digits)) or DateToken(kind, at, end, digits, int(digits)),)
    return (DateToken(kind, at, end, whole, int(digits) if kind == "ord" else 0),)


def read_numeral(text: str, at: int) -> DateToken:
    """Chinese numerals; `few` where they are no number (三五)."""
    end = at
    while end < len(text) and text[end] in CHINESE_NUMERALS:
        end += 1
    number = chinese_number(text[at:end])
    if number is None:
        return DateToken("few", at, end, text[at:end])
    return _hour(text, at, end, number) or DateToken("num", at, end, text[at:end], number)


def _hour(text: str, at: int, end: int, number: int) -> DateToken | None:
    tail = _hour_form().match(text, end) if number <= _HOURS else None
    return DateToken("clock", at, tail.end(), text[at : tail.end()]) if tail else None


def _item_and_month(at: int, pair: str) -> tuple[DateToken, ...]:
    """1.3月4日 is the first item of a list and a day; 1-3月 and 1/3月 are none."""
    item, dot, month = pair.partition(".")
    if not dot:
        return (DateToken("opaque", at, at + len(pair), pair),)
    point = at + len(item)
    return (
        DateToken("num", at, point, item, int(item)),
        DateToken("punct", point, point + 1, "."),
        DateToken("num", point + 1, at + len(pair), month, int(month)),
    )
