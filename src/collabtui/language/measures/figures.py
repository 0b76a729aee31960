"""Figures in a sentence: 95%, 3天, 两周, 48 hours, 1.2 万元, 9/10, each with where it stands and what it counts."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, english_numbers, read_words
from collabtui.language.numbers import chinese_number

COUNT = ""
"""What a number counts whose unit is no measure: 5家, 9 people, 9."""
_THOUSANDS = late_regex(r",(?=\d{3}(?:\D|\Z))")
_NUMERAL = "[零一二两三四五六七八九十百]"
_CURRENCY = {"¥": "cny", "$": "usd", "€": "eur", "£": "gbp"}
_DATE = late_regex(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?|\d{4}年(?:\d{1,2}月)?|\d{1,2}月(?:\d{1,2}[日号]?|底|末|初|中旬|上旬|下旬|份)?"
    r"|\bq[1-4]\b|p9\d|版本 ?\d[\d.]*|第\d+(?:版|次|期|阶段|季度|批)|\bv\d[\d.]*"
    r"|\b(?:version|phase|release|no\.?|iso) ?\d[\d.]*"
)
"""No figures: days, versions, numbers of things."""


_ALSO_AN_ARTICLE = ("一", "one")
"""一次通过率, one sheet: a figure only before a measure."""


class Figure(NamedTuple):
    start: int
    end: int
    value: float
    """In the base unit of what it counts."""
    kind: str
    """What it counts: `percent`, `time`, …, or `COUNT`."""
    bare: bool
    """Whether no unit stands with it."""
    part: float | None = None
    """Of a share such as 9/10: how many these are."""
    unit: float = 1.0
    """How many of the base unit its own unit is: of 3天 the seconds of a day."""
    times: float = 1.0
    """Of 1.2 万元 the 万."""


class _Unit(NamedTuple):
    kind: str
    factor: float


def figures(text: str) -> list[Figure]:
    """The figures of a levelled text, from the left; days of the calendar are none."""
    masked = _without_dates(text)
    found = [_figure(match) for match in _pattern().finditer(masked)]
    return [one for one in found if one is not None]


def words_of(kind: str) -> tuple[str, ...]:
    """The words of one kind in all languages, the longest first."""
    return tuple(sorted((word for one in _data() for word in one[kind]), key=len, reverse=True))


def any_of(words: Iterable[str]) -> str:
    """One of the words; a Latin one as a whole."""
    return "|".join(_whole(word) for word in sorted(words, key=len, reverse=True))


def _whole(word: str) -> str:
    begins = "(?<![a-z])" if word[0].isascii() and word[0].isalpha() else ""
    ends = "(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{begins}{re.escape(word)}{ends}"


def _without_dates(text: str) -> str:
    months = any_of(_months())
    dated = rf"(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{months})"
    for pattern in (_DATE.pattern, dated):
        text = re.sub(pattern, lambda match: "\0" * len(match[0]), text)
    return text


@cache
def _months() -> tuple[str, ...]:
    return tuple(word for words in read_words("dates", "en")["month"].values() for word in words)


@cache
def _data() -> tuple[dict[str, Any], ...]:
    return tuple(read_words("measures", language) for language in LANGUAGES)


@cache
def _units() -> dict[str, _Unit]:
    return {
        word: _Unit(kind, factor)
        for one in _data()
        for kind, units in one["units"].items()
        for word, factor in units.items()
    }


@cache
def _times() -> dict[str, float]:
    return {word: factor for one in _data() for word, factor in one["times"].items()}


@cache
def _pattern() -> re.Pattern[str]:
    unit, times, half = any_of(_units()), any_of(_times()), any_of(words_of("half"))
    number = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    return re.compile(
        rf"(?:(?P<base>[百千])分之(?P<hundredths>{_NUMERAL}+|\d+(?:\.\d+)?))"
        rf"|(?<![\d.a-z])(?P<part>\d+) ?(?:/|of|out of) ?(?P<whole>\d+)(?![\d/.])"
        rf"|(?P<sign>[¥$€£]) ?(?P<paid>{number}) ?(?P<paid_times>{times})?"
        rf"|(?<![\d.a-z])(?P<minus>(?:(?<=[\s:(,])|\A)-)?(?P<number>{number}) ?(?P<times>{times})? ?(?P<unit>{unit})?"
        rf"|(?P<half>{half})"
        rf"|(?<!第)(?P<numeral>{_NUMERAL}+)(?P<of_ten>成)(?!功|本|果|员|立|为)"
        rf"|(?<!第)(?P<han>{_NUMERAL}+)(?P<han_times>[万亿])?(?P<han_unit>{unit}|(?=[个件起人次份名家位台套户篇页场条项例处宗单批]))"
        rf"|(?<![a-z])(?P<word>{any_of(english_numbers())})(?: (?P<word_unit>{unit}))?"
    )


def _figure(match: re.Match[str]) -> Figure | None:
    found = {name: text for name, text in match.groupdict().items() if text is not None}
    kind, factor = COUNT, 1.0
    if unit := next((found[name] for name in ("unit", "han_unit", "word_unit", "of_ten") if found.get(name)), ""):
        kind, factor = _units()[unit]
    if "hundredths" in found:
        return _made(match, _number(found["hundredths"]), "percent", 1 if found["base"] == "百" else 0.1)
    if "half" in found:
        return _made(match, 50, "percent")
    if "part" in found:
        part, whole = float(found["part"]), float(found["whole"])
        return (
            Figure(*match.span(), 100 * part / whole, "percent", bare=False, part=part) if 0 < whole >= part else None
        )
    if "sign" in found:
        times = _times().get(found.get("paid_times", ""), 1)
        return _made(match, _number(found["paid"]), _CURRENCY[found["sign"]], 1, times)
    written = next(found[name] for name in ("number", "numeral", "han", "word") if name in found)
    if written in _ALSO_AN_ARTICLE and not unit:
        return None
    times = _times().get(found.get("times", "") or found.get("han_times", ""), 1)
    value = _number(written)
    signed = -value if value is not None and "minus" in found else value
    return _made(match, signed, kind, factor, times, bare=not unit)


def _number(written: str) -> float | None:
    if written[0].isdigit() and written[0].isascii():
        return float(_THOUSANDS.sub("", written).replace(",", "."))
    return english_numbers().get(written, chinese_number(written))


def _made(
    match: re.Match[str],
    value: float | None,
    kind: str,
    unit: float = 1,
    times: float = 1,
    *,
    bare: bool = False,
    part: float | None = None,
) -> Figure | None:
    if value is None:
        return None
    return Figure(*match.span(), value * unit * times, kind, bare, part, unit, times)
