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
    counted: re.Pattern[str]
    """A word for those in favour or against beside its number, before it or behind it."""
    in_favour: frozenset[str]
    carried: re.Pattern[str]
    """By a word, and the score beside it where one is told: 3:2通过, `carried 3-2`."""


@cache
def _patterns() -> _Patterns:
    words = capture_words().votes
    score = r"(?<!\d)(?P<{0}>\d{{1,4}})票? ?[-:比对] ?(?P<{0}_against>\d{{1,4}})票?(?!\d)"
    carried = any_of(words["carried"])
    both = sorted((*words["in_favour"], *words["against"]), key=len, reverse=True)
    chinese, latin = any_of([one for one in both if not one.isascii()]), any_of([one for one in both if one.isascii()])
    before = rf"(?<!\d)(?P<n>\d{{1,4}})(?: ?[票人] ?(?P<zh>{chinese})|(?P<glued>{chinese})| (?P<en>{latin}))"
    return _Patterns(
        re.compile(rf"\s*{any_of(words['vote'])}\s*:\s*(?=\S)"),
        re.compile(rf"{before}|(?P<word>{chinese}) ?:? ?(?P<behind>\d{{1,4}})(?!\d) ?[票人]?"),
        frozenset(words["in_favour"]),
        re.compile(
            rf"(?:(?:[\s,;(]|\A)(?<!not )(?<!n't ){carried}(?: {score.format('won')})?"
            rf"|{score.format('told')} ?{carried})[\s.。)]*\Z"
        ),
    )


def carried_vote(line: str) -> int | None:
    """The place where the text of a vote begins that was carried: by more in favour than against, or by a word
    that says so. None for any other line; what was not carried is no decision."""
    plain = level(line)
    opening = _patterns().opening.match(plain)
    if opening is None:
        return None
    counted, carried = _counted(plain[opening.end() :]), _patterns().carried.search(plain, opening.end())
    if counted:
        won = True in counted and counted[True] > counted.get(False, 0)
    else:
        scores = [int(one) for one in carried.groups() if one] if carried else []
        won = carried is not None and (not scores or scores[0] > scores[1])
    return opening.end() if won else None


def _counted(text: str) -> dict[bool, int]:
    """How many are in favour (True) and against, the first of each; a number belongs to the word behind it, or before
    it, as the first one does: 赞成4票 反对1票, 4票赞成1票反对."""
    found: dict[bool, int] = {}
    at = 0
    while hit := _patterns().counted.search(text, at):
        at = hit.end()
        word = hit["zh"] or hit["glued"] or hit["en"] or hit["word"]
        found.setdefault(word in _patterns().in_favour, int(hit["n"] or hit["behind"]))
    return found
