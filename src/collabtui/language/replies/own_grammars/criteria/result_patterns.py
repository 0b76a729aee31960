"""The patterns of a verdict, a measured value and the numbers before them, of criteria or of what is given.

The words are data, `words/criteria.*.json` and `words/resources.*.json`."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.numbers import chinese_number
from collabtui.language.replies.own_grammars.criteria.place_patterns import (
    place_pattern,
)

_MOST = 40
"""Numbers that one range may hold: `1-3`; and those that stand one behind the other."""
EDGES = " ,;:.。、!()-–—"
_DAY = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}[日号]"
_NOT_OF = r"(?!的[\u4e00-\u9fff])"
"""Behind a verdict: it is not said of what follows, as in 不达标的很少 (few are not)."""
_NUMERAL = "[零一二两三四五六七八九十百]"
_NUMERALS = late_regex("[一二三四五六七八九十]+")
ResultSubject = Literal["criteria", "resources"]


class ResultPatterns(NamedTuple):
    result: re.Pattern[str]
    """A number or several, perhaps a measured value, and a verdict."""
    of_all: re.Pattern[str]
    alone: re.Pattern[str]
    """A verdict at the begin, without a number."""
    with_value: re.Pattern[str]
    """The same with a value before it."""
    value: re.Pattern[str]
    verdict: re.Pattern[str]
    because: re.Pattern[str]
    rectify: re.Pattern[str]
    rectify_heading: re.Pattern[str]
    nothing_put_right: re.Pattern[str]
    reworks: re.Pattern[str]
    over: re.Pattern[str]
    asks: re.Pattern[str]
    """A clause that begins so, perhaps with whom, asks somebody to do something."""
    reach: re.Pattern[str]
    """What is asked for in such a clause is to get in touch."""
    contrast: re.Pattern[str]
    thanks: re.Pattern[str]
    hedge: re.Pattern[str]
    question: re.Pattern[str]
    denial: re.Pattern[str]
    number: re.Pattern[str]
    begins: re.Pattern[str]
    """The number at the begin of a line, whatever stands behind it."""
    behind: re.Pattern[str]
    """`to both`, `都给` behind a verdict: it is said of all."""
    next_number: re.Pattern[str]
    """The number of another criterion behind a verdict, of which nothing certain is said."""
    next_unknown: re.Pattern[str]
    """The same behind a mark: nothing is known of that one yet."""
    so: re.Pattern[str]
    put_right: re.Pattern[str]
    """A value, perhaps, a word that takes it back, and the one that holds."""
    to_come: re.Pattern[str]
    """What is said of it is not so yet: should pass after the fix."""
    by_place: re.Pattern[str]
    """Some of them by their place, or as those that are left, and a verdict on them."""


def numbers_in(text: str) -> tuple[int, ...]:
    """`1`, `1,3`, `1-3`, `1~3`, `1 and 2`, `第一`; none where a range is no range."""
    text = _NUMERALS.sub(lambda match: str(chinese_number(match[0]) or match[0]), text)
    ends = re.fullmatch(r"\D*(\d+)\D*?(?:[-~]|到|至|to)\D*?(\d+)\D*", text)
    if ends:
        first, last = int(ends[1]), int(ends[2])
        return tuple(range(first, last + 1)) if first < last < first + _MOST else ()
    return tuple(map(int, re.findall(r"\d+", text)))


def subject_of(situation: ReplyContext) -> ResultSubject:
    return "resources" if situation.asking and situation.asking.kind == "resources" else "criteria"


@cache
def result_patterns(subject: ResultSubject) -> ResultPatterns:
    """The patterns of a subject; kinds of words that it has none of its own of are those of criteria."""
    words: dict[str, list[str]] = {}
    for language in LANGUAGES:
        own = read_words(subject, language)["kinds"]
        for kind, found in (read_words("criteria", language)["kinds"] | own).items():
            words.setdefault(kind, []).extend(found)
    one_of = {kind: _one_of(found) for kind, found in words.items()}
    no_yes = [one for one in words["met"] if one.startswith(tuple(words["unmet"]))]  # no problem is no `no`
    one_of["unmet"] = rf"(?!{_one_of(no_yes)})(?:{one_of['unmet']})"
    # each repetition is possessive or bounded: a line of nothing but numbers is not tried in every way to cut it
    in_words = rf"百分之{_NUMERAL}{{1,6}}(?:点{_NUMERAL}{{1,4}})?"
    counted = rf"[零一二两三四五六七八九十百]{{1,6}}(?:{one_of['unit']})"
    digit = rf"[<>≥≤=~]{{0,2}}\s*+[-¥$€£]?\d[\d,.]{{0,14}}+(?:\s*+/\s*+\d{{1,9}})?\s*+(?:{one_of['unit']})?"
    amount = rf"(?:{_DAY}|{in_words}|{counted}|{digit})"
    value = rf"\(?\s*+(?:{one_of['measured']})?\s*+:?\s*+(?P<value>{amount})\s*+\)?"
    between = rf"[\s,:.、)\]=-]*+(?:(?:{one_of['filler']})\s*+)?[\s:,]*+"
    begins = r"(?<![,;])(?<![,;]\s)"  # behind a comma 0.3 is a value, and no 0 with a full stop
    digits = rf"(?:(?:{one_of['number']})\s*)?(?:\d{{1,3}}(?![\d%]|\.\d)|{begins}\d{{1,3}}(?![\d%]|\.\d+\s?%))"
    any_word = "|".join(one_of[kind] for kind in ("unmet", "met", "bare_no", "bare_yes"))
    behind = rf"[,.;:!)、。]|[-–—]+\s|$|\s(?:{one_of['because']})|\s{digits}{between}(?:{any_word})"
    ends = rf"(?=(?:{one_of['particle']})?\s*(?:{behind})|(?<=[√×])\s*{digits}{between}[√×])"
    regret = rf"(?:(?:{one_of['regret']})[\s,]*)?"
    no = rf"(?P<unmet>{regret}(?:{one_of['unmet']})|(?:{one_of['bare_no']}){ends})"
    bare = rf"(?:{no}|(?:{one_of['bare_yes']}){ends}"
    answer = rf"{bare}|(?:{one_of['met']})(?!\s?(?:{one_of['noun']}))){_NOT_OF}(?:{one_of['particle']})?"
    number = rf"(?:{digits}|第\s?[一二三四五六七八九十]{{1,3}}(?=[条项个点号、,:\s]))"
    numbers = rf"(?P<numbers>{number}(?:\s*+(?:,|、|和|与|and|&|-|(?<=\d)~(?=\d)|到|至|to)\s*+{number}){{0,{_MOST}}})"
    measured = rf"(?:{value}[\s,:，–—=-]*+)?"
    verdict = rf"{between}{measured}{answer}"
    every = rf"(?P<two>{one_of['two']})|(?P<three>{one_of['three']})"
    return ResultPatterns(
        result=re.compile(rf"(?:(?<![\w.])|(?<=[{_last_characters(words)}])){numbers}{verdict}"),
        of_all=re.compile(
            rf"[\s{re.escape(EDGES)}]*+(?:(?P<opening>{one_of['opening']})[\s,.]+)?"
            rf"(?:{every}|{one_of['all']})\s*(?:{one_of['filler']})?\s*{answer}"
        ),
        alone=re.compile(rf"[\s:,]*+{measured}{answer}"),
        with_value=re.compile(rf"{value}[\s,:，–—=-]*+{answer}"),
        value=re.compile(value),
        verdict=re.compile(verdict),
        because=re.compile(rf"[\s,:(]*(?:{one_of['because']})[\s:,]*"),
        rectify=re.compile(rf"(?:{one_of['rectify']})\s*:?\s*"),
        rectify_heading=re.compile(rf"[\s*#•·\[(]*(?:{one_of['rectify_heading']})[\s*\])]*(?::\s*|\Z)"),
        nothing_put_right=re.compile(rf"[\s*•·–—-]*(?:{one_of['nothing_put_right']})[\s.。!]*"),
        reworks=re.compile(one_of["reworks"]),
        over=re.compile(one_of["over"]),
        asks=re.compile(rf"(?:[\w&'-]+ ){{0,2}}(?:{one_of['asks']})"),
        reach=re.compile(one_of["reach"]),
        contrast=re.compile(one_of["contrast"]),
        thanks=re.compile(one_of["thanks"]),
        hedge=re.compile(one_of["hedge"]),
        question=re.compile(one_of["question"]),
        so=re.compile(rf"(?:{one_of['so']})\s*"),
        denial=re.compile(one_of["denial"]),
        number=re.compile(rf"[\s*•·]*{numbers}[\s:.,、)]"),
        begins=re.compile(rf"[\s*•·]*{numbers}"),
        behind=re.compile(rf"[\s,.]*(?:(?:to|for|with|on)\s+)?(?:{every}|{one_of['behind']})"),
        put_right=re.compile(
            rf"(?:\(?\s*{amount}[\s,;.:()–—-]*)?(?:(?:{one_of['slip']})[\s,;.:()–—-]*)+"
            rf"(?:(?:{one_of['slip_then']})\s*)?(?P<new>{amount})[\s.)]*"
        ),
        to_come=re.compile(one_of["to_come"]),
        by_place=place_pattern(words, one_of["filler"], answer),
        next_number=re.compile(rf"(?<=[\s,;.、。]){numbers}[\s:.,、)]{{0,3}}(?={one_of['open_word']})"),
        next_unknown=re.compile(rf"[,;，；。、.)]\s*{numbers}[\s:.,、)]{{0,3}}(?={one_of['not_known']})"),
    )


def _last_characters(words: dict[str, list[str]]) -> str:
    """Those that a Chinese verdict ends in: behind it a number may stand without a gap, 1可以2可以."""
    verdicts = (word for kind in ("met", "unmet") for word in words[kind])
    return "".join(sorted({word[-1] for word in verdicts if not word.isascii() and word[-1].isalpha()}))


def _one_of(words: Iterable[str]) -> str:
    """The longest first; a Latin word as a whole."""
    found = sorted(words, key=len, reverse=True)
    bounded = (
        rf"(?<![a-z]){re.escape(one)}(?![a-z])" if one[0].isascii() and one[0].isalpha() else "" for one in found
    )
    return "|".join(word or re.escape(one) for word, one in zip(bounded, found, strict=True))
