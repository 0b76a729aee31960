"""Percentages as people write them: 60%, thirty percent, 百分之六十, 八成五, 一半, half way, two thirds, 1/3 done.

Of a rise (from 40% to 60%, 40% -> 60%) it is where it stands now. What is no share of work is left out: a change (down
20%), a range (30-40%), half a day, the first half, 八成要延期.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.levelling import level
from collabtui.language.lexicon import read_words
from collabtui.language.numbers import chinese_number
from collabtui.language.word_patterns import one_of


class Percent(NamedTuple):
    """A share of 0 to 100 and where it stands; 100 is said, never rounded to."""

    start: int
    end: int
    value: int


class _Words(NamedTuple):
    han: dict[str, Any]
    """Of a language that writes with Chinese characters."""
    en: dict[str, Any]

    def all(self, name: str) -> tuple[str, ...]:
        return (*self.han.get(name, ()), *self.en.get(name, ()))


def find_percents(text: str, language: str = "") -> tuple[Percent, ...]:
    """The shares in `text`, from the left. `language` is one that is `READ_ALONE`, or empty."""
    plain = level(_DASH.sub(lambda match: ":" * len(match.group()), text) if "—" in text else text)
    if not _telling(language).search(plain):
        return ()
    found = []
    for match in _form(language).finditer(plain):
        value = _value(match)
        if value is not None and 0 <= value <= 100 and _stands(match, plain, _words(language)):
            found.append(Percent(match.start(), match.end(), value))
    return tuple(found)


def before_last_share(text: str) -> int:
    """The place where a text ends before the share it ends with and the words of that, `, 30% done`, （已完成30%）; its
    length where it ends with none."""
    found = find_percents(text)
    plain = level(text)
    if not found or not _beside_share().behind.fullmatch(plain, found[-1].end):
        return len(text)
    before = _beside_share().before.search(plain, 0, found[-1].start)
    return before.start() if before else found[-1].start


class _BesideShare(NamedTuple):
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _beside_share() -> _BesideShare:
    done = one_of(_words("").all("done"))
    return _BesideShare(re.compile(rf"[ ,;、(\[]*{done}?[ :]*\Z"), re.compile(rf" *{done}?[ .,;、)\]]*"))


_DASH = late_regex(r"(?<=[一-鿿])—+(?=\d)")
"""印刷厂—60%: between what it is of and the share; no minus, and no range."""


@cache
def _words(language: str) -> _Words:
    return _Words(read_words("percents", language or "zh"), read_words("percents", "en"))


_NEAR = 24
"""So many characters before and behind a share can say that it is none."""
_NUMERAL = "[〇零一二两三四五六七八九十百]"


@cache
def _telling(language: str) -> re.Pattern[str]:
    """No share is said without one of these; looking for them is cheaper than the form, which few texts need."""
    han, en = _words(language)
    return re.compile(
        one_of(
            [
                "%",
                "/",
                "分之",
                "百分百",
                han["tenth"],
                *en["percent"],
                *en["parts"],
                *en["half"],
                *en["the_half"],
                *han["half"],
            ]
        )
    )


@cache
def _form(language: str) -> re.Pattern[str]:
    han, en = _words(language)
    counts, parts, tens, units = (one_of(en[name]) for name in ("counts", "parts", "tens", "units"))
    percent = "|".join(f"{re.escape(word)}(?![a-z])" for word in en["percent"])
    since, until, rises = (one_of([*han[name], *en[name]]) for name in ("from", "up_to", "rises"))
    share = r"\d{1,3} ?%"
    return re.compile(
        rf"(?<![a-z])(?:(?:{rises}) )?(?:{since}) ?(?:{_WHEN[0]})?\d{{1,3}} ?(?:{percent})?"
        rf" ?(?:(?:{_WHEN[1]}) )?(?:{until}) ?(?P<now>\d{{1,3}}) ?(?:{percent})"
        rf"|(?<![\d-]){share} ?(?:[-=]?>|→) ?(?P<then>\d{{1,3}}) ?%"
        r"|(?<![a-z\d])(?!(?:\A|(?<=[;,.|] ))\d - )(?P<range>\d{1,3}(?:\.\d{1,2})? ?%? ?(?:[-~到至]|to|or) "
        rf"?\d{{1,3}}(?:\.\d{{1,2}})? ?(?:{percent}))"
        rf"|(?<![0-9a-z_./+-])(?P<tens>{tens})(?:[ -](?P<unit>{units}))? (?:{percent})"
        rf"|(?<![0-9a-z_./+-])(?<!\d,)(?P<digits>\d{{1,3}}(?:\.\d{{1,2}})?) ?(?:{percent})"
        rf"|百分之(?P<hundredths>{_NUMERAL}+|\d{{1,3}})|(?P<all>百分百)"
        rf"|(?P<of>{_NUMERAL}{{1,2}}|\d{{1,2}})分之(?P<part>{_NUMERAL}{{1,2}}|\d{{1,2}})"
        rf"|(?:{since})(?:{_WHEN[0]})?[{han['tenths']}]{han['tenth']}[半一二三四五六七八九]?(?:{until})"
        rf"(?P<risen>[{han['tenths']}]){han['tenth']}(?P<further>[半一二三四五六七八九]?)"
        rf"|(?<![十百千万几])(?P<least>[{han['tenths']}])[{han['tenths']}]{han['tenth']}(?!{han['tenth']})"
        rf"|(?<![十百千万几])(?P<tenth>[{han['tenths']}]|(?<![0-9.,])[1-9]){han['tenth']}(?P<more>[半一二三四五六七八九](?!{han['tenth']}))?"
        rf"|(?<![a-z])(?P<count>{counts})[ -](?P<name>{parts})(?![a-z])"
        r"|(?<![0-9a-z_./-])(?P<up>\d{1,2})/(?P<down>\d{1,2})(?![\d/.%a-z])"
        rf"|(?:(?<![a-z])|(?=[一-鿿]))(?:(?:{one_of(en['about_half'])}) )?"
        rf"(?P<half>{one_of([*en['half'], *en['the_half'], *han['half']])})(?![a-z])"
    )


_WHEN = (
    "上周的|上次的|上周|上次|昨天的|原来的|之前的|上月的|最初的",
    "last week|last time|yesterday|before|on monday|last month",
)
"""When a rise began: 从上周的50%推进到85%, from 20% last week to 55%."""


def _value(match: re.Match[str]) -> int | None:
    groups = {name: text for name, text in match.groupdict().items() if text}
    match groups:
        case {"now": digits} | {"then": digits}:
            return int(digits)
        case {"digits": digits}:
            return _rounded(float(digits))
        case {"tens": word, **unit}:
            en = _words("").en
            return int(en["tens"][word]) + int(en["units"].get(unit.get("unit"), 0))
        case {"hundredths": number}:
            return 100 if number == "百" else _number(number)
        case {"all": _}:
            return 100
        case {"of": whole, "part": part} | {"up": part, "down": whole}:
            return _share(_number(part), _number(whole))
        case {"tenth": tenths, **rest} | {"risen": tenths, **rest}:
            more = rest.get("more") or rest.get("further") or "零"
            return (_number(tenths) or 0) * 10 + (5 if more == "半" else _number(more) or 0)
        case {"least": tenths}:
            return (_number(tenths) or 0) * 10
        case {"count": count, "name": name}:
            return _share(_words("").en["counts"][count], _words("").en["parts"][name])
        case {"half": _}:
            return 50
    return None


def _number(numeral: str) -> int | None:
    return int(numeral) if numeral.isdigit() and numeral.isascii() else chinese_number(numeral)


def _share(part: int | None, whole: int | None) -> int | None:
    return _rounded(100 * part / whole) if part is not None and whole else None


def _rounded(share: float) -> int:
    return round(share) if share >= 100 else min(round(share), 99)


def _stands(match: re.Match[str], text: str, words: _Words) -> bool:
    """Whether what is around it lets it be a share of the work."""
    start, end = match.span()
    before, behind = text[max(start - _NEAR, 0) : start].rstrip(), text[end : end + _NEAR].lstrip()
    if match["now"] or match["then"] or match["risen"]:
        return True
    if match["range"] or _ends(before, words.all("change")) or behind.startswith(words.all("sure")):
        return False
    if match["up"]:  # 1/3完成 may say that the items 1 and 3 are
        return _ends(before, words.han["share_before"]) or behind.startswith(tuple(words.en["share_behind"]))
    if match["name"] in ("third", "quarter", "fourth", "fifth"):
        return _ends(before, words.all("done")) or behind.startswith((*words.all("done"), *words.en["left"]))
    if match["digits"] and "." in match["digits"]:
        return len(match["digits"].partition(".")[0]) > 1 or bool(before)
    tenths = match["tenth"] or match["least"]
    if tenths and behind.startswith(words.all("not_done")) and _ends(before, words.han["left"]):
        # 还剩两成没填 (20 % not filled in)
        return True
    if tenths:
        return not _ends(before, words.han["not_before_tenth"]) and not behind.startswith(
            tuple(words.han["not_behind_tenth"])
        )
    return not match["half"] or _is_half(match["half"], before, behind, words)


def _is_half(half: str, before: str, behind: str, words: _Words) -> bool:
    han, en = words
    if not half.isascii():
        finished = _ends(before, han["done"])
        return not _ends(before, han["unsure_before_half"]) and (
            finished or not behind.startswith(tuple(han["not_behind_half"]))
        )
    if _ends(before, en["unsure_before_half"]):
        return False
    goes_on = behind.lstrip("-")[:1]
    if half in en["the_half"] and behind.startswith("of "):
        return True
    bare = half == "half" or half in en["the_half"]
    return not bare or not (goes_on.isalnum() and goes_on.isascii())


def _ends(text: str, words: Sequence[str]) -> bool:
    """Whether `text` ends with one of the words; a Latin one has to be whole."""
    if not text.endswith(tuple(words)):
        return False
    return any(text.endswith(word) and not (word.isascii() and text[: -len(word)][-1:].isalpha()) for word in words)
