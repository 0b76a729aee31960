"""Lines of a running meeting that say who is here (到会：张伟、陈静; `apologies: Dave`), or how a vote went
(表决：用A方案 赞成5 反对1; `vote: plan A, 5 for, 1 against`)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.capture.capture_words import AttendanceWord, any_of, capture_words
from collabtui.language.capture.name_index import Named
from collabtui.language.capture.people_names import called, each_person
from collabtui.language.levelling import level

_BEFORE_COLON = re.compile(r"\s*(?P<word>[^\W\d_]{1,12})\s*:\s*(?=\S)")


class Attending(NamedTuple):
    """Names of a note that counts who is here, or away."""

    word: AttendanceWord
    names: tuple[str, ...]


def attending_in(line: str, people: Sequence[Named]) -> Attending | None:
    """None unless the line has nothing else in it, and each name is unmistakably somebody's."""
    found = _BEFORE_COLON.match(level(line))
    word = capture_words().attendance.get(found["word"]) if found else None
    if found is None or word is None:
        return None
    written = line[found.end() :].strip().rstrip("。.")
    one = called(written, people)
    names = (one.name,) if one else each_person(written, people)
    return Attending(word, names) if names else None


class _Patterns(NamedTuple):
    opening: re.Pattern[str]
    in_favour: tuple[re.Pattern[str], ...]
    against: tuple[re.Pattern[str], ...]
    carried: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = capture_words().votes
    return _Patterns(
        re.compile(rf"\s*{any_of(words['vote'])}\s*:\s*(?=\S)"),
        _count(words["in_favour"]),
        _count(words["against"]),
        re.compile(rf"(?:[\s,;(]|\A){any_of(words['carried'])}[\s.。)]*\Z"),
    )


def _count(words: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """5票赞成 before 赞成5: between two counts the number belongs to the word that it has a measure word with, or else
    follows; `5 for` in English."""
    chinese = any_of([word for word in words if not word.isascii()])
    latin = any_of([word for word in words if word.isascii()])
    forms = (rf"(\d{{1,4}}) ?[票人] ?{chinese}", rf"{chinese} ?:? ?(\d{{1,4}})", rf"(\d{{1,4}}) ?(?:{latin}|{chinese})")
    return tuple(re.compile(rf"(?<!\d){form}(?!\d)") for form in forms)


def carried_vote(line: str) -> int | None:
    """The place where the text of a vote begins that was carried: by more in favour than against, or by a word
    that says so. None for any other line; what was not carried is no decision."""
    plain = level(line)
    opening = _patterns().opening.match(plain)
    if opening is None:
        return None
    counted = plain[opening.end() :]
    in_favour, against = _number(_patterns().in_favour, counted), _number(_patterns().against, counted)
    won = in_favour is not None and in_favour > (against or 0)
    return opening.end() if won or (in_favour is None and _patterns().carried.search(counted)) else None


def _number(patterns: Sequence[re.Pattern[str]], text: str) -> int | None:
    found = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
    return int(found[1]) if found else None
