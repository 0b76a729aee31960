"""A greeting that calls somebody by name at the beginning of a line: 李工好, 王总好, 小李您好, 周姐，."""

import re
from collections.abc import Collection
from functools import cache

from collabtui.language.lexicon import read_words
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.word_patterns import one_of

_HELLO = "好"
_ENDS = r"(?=$|[\s,.:;!~、。，：；！])"
_SHORTEST_TITLE = 2
"""Characters of a title that may stand behind a given name: 王芳经理, and not 方案导 (a plan is imported)."""


def greeting_at_start(text: str, people: Collection[str]) -> OverlaySpan | None:
    """`people`: names, folded as the text is; 李明好 greets only where 李明 is one of them: 安排好 (arranged) is a
    status."""
    called = _addressed().match(text) or (_called().match(text) if _HELLO in text else None)
    if _HELLO not in text and not called:
        return None
    if called:
        return OverlaySpan(called.start(), called.end(), "greeting")
    named = next((name for name in people if name and text.lstrip().startswith(name)), "")
    hello = re.compile(rf"\s*{re.escape(named)}{_good()}{_ENDS}").match(text) if named else None
    return OverlaySpan(hello.start(), hello.end(), "greeting") if hello else None


def salutation(text: str, people: Collection[str]) -> OverlaySpan | None:
    """郭工：检修已完成: how a letter begins. Not where one of `people` may be called so, whose words may be quoted."""
    called = _before_colon().match(text)
    if called is None:
        return None
    surname = called["surname"]
    return None if any(name.startswith(surname) for name in people) else OverlaySpan(0, called.end(), "greeting")


@cache
def _before_colon() -> re.Pattern[str]:
    words = read_words("people", "zh")
    surname = one_of((*read_words("reply", "zh")["kinds"]["surname"], *words["surnames_of_two"]))
    honours = one_of(words["honours"])
    return re.compile(rf"\s*(?:{honours})?(?P<surname>{surname}){one_of(words['behind'])}\s?[:：](?=\s?\S)")


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"{_names()}{_good()}{_ENDS}")


@cache
def _addressed() -> re.Pattern[str]:
    """周姐，2我做完了: without a greeting, before a comma and what is said to whom."""
    return re.compile(rf"{_names()}(?=\s?[,，]\s?\S)")


@cache
def _names() -> str:
    """As colleagues are called: a surname with a title, or behind 小, 老."""
    words = read_words("people", "zh")
    surname = one_of((*read_words("reply", "zh")["kinds"]["surname"], *words["surnames_of_two"]))
    long_titles = one_of(title for title in words["behind"] if len(title) >= _SHORTEST_TITLE)
    names = rf"(?:[小老阿]{surname}|{surname}{one_of(words['behind'])}|{surname}[\u4e00-\u9fff]{{1,2}}{long_titles})"
    return rf"\s*(?:{one_of(words['honours'])})?{names}"


@cache
def _good() -> str:
    return rf"(?:{one_of(read_words('people', 'zh')['hello'])})"
