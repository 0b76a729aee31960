"""Work that somebody is at: 还在跟酒店谈价, 翻译中, 开始核对了, `is being translated`, `started reviewing`.

What is done to an item is a word of many; a list of them (`activity`) and the few forms in which they say that the
work goes on make one status of both.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import takewhile

from collabtui.language.replies.words.overlay import OverlaySpan, covered
from collabtui.language.replies.words.vocabulary import Token, kinds

_STILL = (
    "still",
    "currently",
    "now",
    "is",
    "are",
    "am",
    "i'm",
    "we're",
    "busy",
    "还",
    "尚",
    "仍",
    "仍然",
    "正",
    "一直",
    "目前",
    "现在",
)
"""Before what somebody is at."""
_AT_PRESENT = ("now", "at the moment", "as we speak")
"""Behind it."""
_WAS = ("was", "were")
_BEGAN = frozenset({"started", "begun", "began"})
_BEGINS = ("开始", "开始了", "着手", "启动", "动手")
_AT_IT, _FILLER = kinds("started"), kinds("filler")


def with_work_under_way(
    text: str, tokens: Sequence[Token], activities: Sequence[str], irregular: Sequence[str], own: Iterable[str]
) -> Sequence[Token]:
    """The tokens with one that says so where somebody is at something. `irregular`: participles that no rule makes;
    `own`: words in -ing of the titles, which are others in each mail, so that no pattern is made of them."""
    every = (*activities, *own)
    if not text.isascii():
        return _with_activities(text, covered(text, tokens, _under_way(text, tuple(activities))), every)
    if "being" in text:
        tokens = _with_being(tokens, _participles(tuple(activities), tuple(irregular)) | _regular_participles(own))
    return _with_begun(tokens, every)


def _under_way(text: str, activities: tuple[str, ...]) -> Iterator[OverlaySpan]:
    """翻译中, 在审核阶段, 正在整理当中; not 待审核中, and not 核对中发现 (found while checking)."""
    for match in _going_on(activities).finditer(text):
        yield OverlaySpan(match.start(), match.end(), "started")


@lru_cache(maxsize=8)
def _going_on(activities: tuple[str, ...]) -> re.Pattern[str]:
    work = "|".join(sorted((one for one in activities if len(one) > 1 and not one.isascii()), key=len, reverse=True))
    return re.compile(
        rf"(?<![待未没不别无停卡])(?:(?:正在|还在|仍在|尚在|现在|在|正)?(?:{work})(?:工作)?(?:之中|当中|中)"
        rf"|(?:处于|处在|正在|还在|仍在|尚在|在)(?:{work})的?(?:阶段|过程中|过程当中))(?=[了呢哦啦啊]?(?:\W|$))"
    )


def _with_being(tokens: Sequence[Token], participles: Set[str]) -> Sequence[Token]:
    """The list is being translated; not I am being asked."""
    found = list(tokens)
    for at in range(1, len(found) - 1):
        before, token, then = found[at - 1 : at + 2]
        led = (before.of("is") and before.text not in _WAS) or before.of("mention", "mark") or before.text in _STILL
        if token.text == "being" and led and then.text in participles:
            found[at], found[at + 1] = token._replace(kinds=_AT_IT), then._replace(kinds=_FILLER)
    return found


@lru_cache(maxsize=8)
def _participles(activities: tuple[str, ...], irregular: tuple[str, ...]) -> frozenset[str]:
    return _regular_participles(activities) | {*irregular}


def _regular_participles(activities: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{one.removesuffix('ing')}ed" for one in activities if one.endswith("ing") and " " not in one)


def _with_begun(tokens: Sequence[Token], activities: Sequence[str]) -> Sequence[Token]:
    """I've started reviewing the list, still negotiating with the hotel, reviewing it now."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if not token.of("text") or token.text not in activities:
            continue
        before = found[at - 1] if at else None
        if before is None or before.of("mark"):
            if _is_at_present(found[at + 1 :]):
                found[at] = token._replace(kinds=_AT_IT)
        elif before.of("started") and before.text.split()[-1] in _BEGAN:
            found[at] = token._replace(kinds=_FILLER)
        elif before.text in _STILL:
            found[at] = token._replace(kinds=_AT_IT)
    return found


def _is_at_present(behind: Sequence[Token]) -> bool:
    """Whether no more follows than the thing, and that it is now: the list now, it right now."""
    clause = list(takewhile(lambda one: not one.of("mark"), behind))
    things = all(one.of("mention", "the") or one.text in ("it", "them") for one in clause[:-1])
    return bool(clause) and things and clause[-1].text in _AT_PRESENT


def _with_activities(text: str, tokens: Sequence[Token], activities: Sequence[str]) -> Sequence[Token]:
    """还在跟酒店谈价 (still haggling with the hotel): whatever with; 开始核对了 (began to check)."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        if token.text.isascii():
            at_it = token.of("text") and token.text in activities and before is not None and before.text in _STILL
        else:
            led = token.text == "正在" or (before is not None and (before.text in _STILL or before.of("mention")))
            at_it = token.of("progressive") and led and _tells_one(_to_mark(text, token.end), activities)
        begins = token.of("started") and token.text in _BEGINS
        if not (at_it or begins):
            continue
        end = token.end + max((len(one) for one in activities if text.startswith(one, token.end)), default=0)
        if not at_it and end == token.end:
            continue
        found[at] = token._replace(kinds=_AT_IT)
        for inside in range(at + 1, len(found)):
            if token.end <= found[inside].start and found[inside].end <= end:
                found[inside] = found[inside]._replace(kinds=_FILLER)
    return found


def _to_mark(text: str, start: int) -> str:
    end = next((at for at in range(start, len(text)) if not text[at].isalnum()), len(text))
    return text[start:end]


def _tells_one(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)
