"""People with the words for their parts, as an item of a list begins or ends with them: 陈静牵头、王芳配合：布置会场,
接口文档由张伟负责, 【研发部】张伟：提供文档."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from collabtui.formats.file_words import any_word, plain, word_table

_LIKE_NAME = re.compile(r"[一-龥]{2,4}")
_JOINED = re.compile(r"\s*[、/／&＋+]\s*|(?<=[一-龥])[和与及](?=[一-龥])|\s+and\s+")
_IN_BRACKETS = re.compile(
    r"\s*[【\[(（]\s*(?P<within>[^()（）\[\]【】]{1,20}?)\s*[】\])）]\s*[:：]?\s*(?P<rest>\S.*)", re.DOTALL
)
_NAMES_IN_FRONT = (
    re.compile(r"(?P<names>[^:：;；,，()（）【】]{2,60}?)\s*[:：]\s*(?P<title>\S.*)", re.DOTALL),
    re.compile(
        r"(?![A-Z]{2,3}\b)(?P<names>[^:：;；,，()（）【】]{2,60}?)(?:\s*—{1,2}\s*|\s+[-–—]+\s+)(?P<title>\S.*)",
        re.DOTALL,
    ),
    re.compile(r"(?P<names>[A-Z][^:：;；,，()（）【】]{1,60}?)\s+to\s+(?P<title>[a-z].*)", re.DOTALL),
)
_COLONS = frozenset(":：")


class Parts(NamedTuple):
    """People by their parts, and the task without them."""

    fields: dict[str, list[str]]
    """By `owner` and `collaborators`."""
    title: str


def parts_in_front(text: str, is_known: Callable[[str], bool], *, owned: bool = False) -> Parts | None:
    """陈静牵头、王芳配合：布置会场, 张伟负责提供文档. None where nobody is said to own it, unless it is `owned`; beside
    somebody known a stranger may have a part, too."""
    found, at, anybody = dict[str, list[str]](), 0, False
    while (match := _in_front().match(text, at)) and not (match["word"].isascii() and not match["end"]):
        names, field = _JOINED.split(match["names"]), _field(match["word"])
        known = all(map(is_known, names))
        if not (known or _LIKE_NAME.fullmatch(match["names"])) or (field == "owner" and field in found):
            break
        found.setdefault(field, []).extend(names)
        at, anybody = match.end(), anybody or known
        if match["end"] in _COLONS:
            break
    title = text[at:].strip()
    return Parts(found, title) if title and anybody and (owned or "owner" in found) else None


def owner_behind(text: str, is_known: Callable[[str], bool]) -> Parts | None:
    """接口文档由张伟负责."""
    match = _behind().fullmatch(text)
    if match is None or not all(map(is_known, names := _JOINED.split(match["names"]))):
        return None
    return Parts({"owner": names}, match["title"])


def part_alone(text: str, is_known: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """王芳配合, 由张伟负责: field and name of each, where nothing else is said."""
    match = _alone().fullmatch(text)
    names = _JOINED.split(match["names"]) if match else []
    if match and all(map(is_known, names)):
        yield from ((_field(match["word"]), name) for name in names)


def names_in_front(text: str, is_person: Callable[[str], bool]) -> Parts | None:
    """王芳/李明：布置会场, `Alice and Bob to agree the budget`, 张伟 —— 出文档: the first of them owns it."""
    for pattern in _NAMES_IN_FRONT:
        match = pattern.fullmatch(text)
        names = _JOINED.split(match["names"]) if match else []
        if match and all(map(is_person, names)) and not is_person(match["title"]):
            return Parts({"owner": names}, match["title"])
    return None


def who_begins(text: str, is_person: Callable[[str], bool]) -> Parts | None:
    """The people whom an item begins with, right before what they do: 张伟提交接口文档, 请采购部孙丽落实样品, `Bob will
    send the draft`. 张伟生日会 says nothing of what he does."""
    match = _before_verb().fullmatch(text)
    names = _JOINED.split(match["names"].strip()) if match else []
    if match is None or not all(map(is_person, names)):
        return None
    return Parts({"owner": names}, match["rest"] if match["verb"].isascii() else match["verb"] + match["rest"])


class StateInFront(NamedTuple):
    """The word for a state that a text begins with, and the task without it."""

    word: str
    title: str


def state_in_front(text: str) -> StateInFront | None:
    """`DONE: Alice Wong - press note`, 进行中：服务器采购. 完成：… may say what is to be done."""
    match = _state_first().fullmatch(text)
    return StateInFront(match["word"], match["rest"]) if match else None


def first_in_brackets(text: str) -> tuple[str, str] | None:
    """The words in the brackets that a text begins with, and what follows."""
    match = _IN_BRACKETS.fullmatch(text)
    return (match["within"], match["rest"]) if match else None


@cache
def _state_first() -> re.Pattern[str]:
    states = any_word("actions", "states_in_front")
    return re.compile(
        rf"(?P<word>{states})\s*(?:[:：]|\s[-–—]+\s|—{{1,2}})\s*(?P<rest>\S[^?？]*)", re.DOTALL | re.IGNORECASE
    )


def _field(word: str) -> str:
    return "owner" if plain(word) in word_table("actions", "leads") else "collaborators"


def _word() -> str:
    helping = [word for word, where in word_table("actions", "supports").items() if where == "behind"]
    words = sorted((*word_table("actions", "leads"), *helping), key=len, reverse=True)
    each = (rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
    return rf"(?P<word>{'|'.join(each)})"


@cache
def _in_front() -> re.Pattern[str]:
    return re.compile(
        rf"\s*由?(?P<names>[^:：;；，,()（）【】]{{1,40}}?)\s*{_word()}(?![人的者方])\s*(?P<end>[:：、，,;；]?)\s*",
        re.IGNORECASE,
    )


@cache
def _before_verb() -> re.Pattern[str]:
    asked, verb = any_word("actions", "asked_to"), any_word("actions", "first_verbs")
    no_verb = any_word("actions", "no_verb_before")
    return re.compile(
        rf"(?:{asked}\s*)?(?P<names>[^:：;；，,()（）【】]{{2,40}}?)\s*(?<![a-z])(?P<verb>{verb})"
        rf"(?!\s*{no_verb})\s*(?P<rest>\S.+)",
        re.DOTALL | re.IGNORECASE,
    )


@cache
def _behind() -> re.Pattern[str]:
    lead, more = any_word("actions", "leads"), any_word("actions", "leads_on")
    return re.compile(
        rf"(?P<title>.*[^\s、，,：:])[\s、，,：:]*由(?P<names>[^由:：;；，,]{{2,40}}?)\s*{lead}{more}?", re.DOTALL
    )


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"\s*由?(?P<names>[^:：;；，,()（）【】]{{1,40}}?)\s*{_word()}\s*", re.IGNORECASE)
