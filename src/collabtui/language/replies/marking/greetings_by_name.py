"""A greeting that calls somebody by name at the beginning of a line: 李工好, 王总好, 小李您好, 周姐，, Rob-san,."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from collabtui.language.lexicon import read_words
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.word_patterns import one_of

_HELLO = "好"
_ENDS = r"(?=$|[\s,.:;!~、。，：；！])"
_HEAD_OF = r"(?![延增拉加成太变])[\u4e00-\u9fff]长"
"""园长, 站长, 队长: who heads whatever; not 延长 (to extend)."""
_SHORTEST_TITLE = 2
"""Characters of a title that may stand behind a given name: 王芳经理, and not 方案导 (a plan is imported)."""


def greeting_at_start(text: str, people: Collection[str]) -> OverlaySpan | None:
    """`people`: names, folded as the text is; 李明好 greets only where 李明 is one of them: 安排好 (arranged) is a
    status."""
    called = _addressed().match(text) or _honoured().match(text) or (_called().match(text) if _HELLO in text else None)
    if _HELLO not in text and not called:
        return None
    if called:
        begins = called.start("name") if called["name"] else called.start("head")
        return OverlaySpan(begins, called.end(), "greeting")
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
    honours = one_of(words["honours"])
    return re.compile(rf"\s*(?:{honours})?(?P<surname>{_surname()}){one_of(words['behind'])}\s?[:：](?=\s?\S)")


def names_like_days(text: str, surnames: Collection[str]) -> Iterator[OverlaySpan]:
    """许国庆 at the end of a mail, or behind 转给 (pass it to): whose given name is a feast; not 于国庆, which is `on
    National Day`."""
    for found in _feasts().finditer(text):
        group = "surname" if found["surname"] else "named"
        if found[group] in surnames:
            yield OverlaySpan(found.start(group), found.end(), "person")


@cache
def _feasts() -> re.Pattern[str]:
    words = read_words("people", "zh")
    before, given = one_of(words["before_names"]), one_of(words["given_like_days"])
    ends = r"(?=\W*$|[,;.!，。；！]| ?\d{7,})"
    return re.compile(
        rf"(?:^\W*|[.!;。！；] ?)(?P<surname>(?!{one_of(words['before_days'])})[\u4e00-\u9fff]){given}{ends}"
        rf"|{before}(?P<named>[\u4e00-\u9fff]){given}"
    )


@cache
def _called() -> re.Pattern[str]:
    offices = one_of(read_words("people", "zh")["offices"])  # 周校好: a headmaster
    return re.compile(rf"(?:{_names()}|\s*(?P<head>{_surname()}{offices})){_good()}{_ENDS}")


@cache
def _addressed() -> re.Pattern[str]:
    """周姐，2我做完了: without a greeting, before a comma and what is said to whom."""
    return re.compile(rf"{_names()}(?=\s?[,，]\s?\S)")


@cache
def _honoured() -> re.Pattern[str]:
    """Rob-san, Priya ji: with what honours whom one speaks to, and nothing said of him."""
    honours = one_of(read_words("people", "en")["honorifics"])
    called = rf"(?:(?:dear|hi|hello) )?[a-z]{{2,12}}(?: ?- ?| ){honours}\b"
    return re.compile(rf"(?P<name>\s*{called})(?=\s*(?:[,!]|\.?$))")


@cache
def _names() -> str:
    """As colleagues are called: a surname with a title, or behind 小, 老."""
    words = read_words("people", "zh")
    surname = _surname()
    long_titles = one_of(title for title in words["behind"] if len(title) >= _SHORTEST_TITLE)
    titled = rf"{surname}(?:{one_of(words['behind'])}|{_HEAD_OF})"
    names = rf"(?:[小老阿]{surname}|{titled}|{surname}[\u4e00-\u9fff]{{1,2}}{long_titles})"
    return rf"\s*(?:{one_of(words['receipts'])})?(?P<name>(?:{one_of(words['honours'])})?{names})"


@cache
def _surname() -> str:
    return one_of((*read_words("reply", "zh")["kinds"]["surname"], *read_words("people", "zh")["surnames_of_two"]))


@cache
def _good() -> str:
    return rf"(?:{one_of(read_words('people', 'zh')['hello'])})"
