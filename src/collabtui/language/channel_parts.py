"""The kind, the number and the purpose of a channel in one breath: `紧急电话13800138000`, `for decisions use email`."""

import re
from functools import cache
from typing import NamedTuple

from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_whole

_SUBJECT = "channels"
_NUMBER = re.compile(r"(?<![\w+])\+?(?:\d[ ().-]{0,2}){4,17}\d(?![\w])", re.ASCII)
_LONGEST_NUMBER = 80
"""Characters, with the signs within it."""
_ACCOUNT = re.compile(r"[ \t:：]*(?P<account>(?=[A-Za-z\w-]*[\d_])[A-Za-z][\w-]{4,19})(?![\w-])", re.ASCII)
_SET_APART = re.compile(r"[:：=，,、]\s*$")
_BETWEEN_TWO = re.compile(r"\s*[:：=]\s*")
_CLAUSES = re.compile(r"\s*[，,;；。]\s*(?!\d)")
_AROUND = " \t:：=,，;；。、|｜-—()（）"


class ChannelParts(NamedTuple):
    name: str
    where: str
    """A number or an account; empty: there is none."""
    about: str


def channel_parts(text: str) -> ChannelParts | None:
    """None: the text is a name, as far as one can see."""
    return _with_number(text) or _of_two_sides(text) or _with_purpose(text)


def clauses_of_channels(line: str) -> tuple[str, ...]:
    """The clauses of a line of which each is a channel: 日常用微信群，紧急打电话; else the line."""
    clauses = tuple(filter(None, _CLAUSES.split(line)))
    return clauses if len(clauses) > 1 and all(map(channel_parts, clauses)) else (line,)


def purpose_of(text: str) -> str:
    """Without the words that only lead to it: `for emergencies`, 紧急情况请."""
    text = text.strip(_AROUND)
    return re.sub(rf"^{_leading()}\s+|{_leading_to_it()}$", "", text, flags=re.IGNORECASE).strip(_AROUND)


def _with_number(text: str) -> ChannelParts | None:
    searched = len(text)
    for kind in reversed(list(_kinds().finditer(text))):
        number = _NUMBER.search(text, kind.end(), searched + _LONGEST_NUMBER)
        start, end = number.span() if number and number.start() < searched else (0, 0)
        searched = kind.end()
        if account := _ACCOUNT.match(text, kind.end()):
            start, end = account.span("account")
        if not end:
            continue
        before, behind = text[: kind.start()], purpose_of(text[end:])
        named = _named(kind[0]) + text[kind.end() : start].rstrip(_AROUND)
        if _is_purpose(before, kind[0]):
            about = " ".join(filter(None, (purpose_of(before), behind)))
            return ChannelParts(named, text[start:end].strip(), about)
        return ChannelParts(before.lstrip(_AROUND) + named, text[start:end].strip(), behind)
    return None


def _is_purpose(before: str, kind: str) -> bool:
    """Whether what stands before the kind says what it is for: 紧急电话; 客服热线 is a name."""
    leads = rf"^\s*{_leading()}\b|{_leading_to_it()}\s*$"
    announced = bool(_SET_APART.search(before) or re.search(leads, before, re.IGNORECASE))
    return announced or _named(kind) != kind or bool(_purposes().search(before))


def _of_two_sides(text: str) -> ChannelParts | None:
    """`邮件：正式通知`, `urgent = phone`: of two sides one is of a kind, the other says what it is for."""
    sides = _BETWEEN_TWO.split(text.strip(_AROUND))
    if len(sides) != 2 or not all(sides):
        return None
    kinds = [_is_of_kind(side) for side in sides]
    if kinds[0] == kinds[1]:
        return None
    name, about = sides if kinds[0] else reversed(sides)
    return ChannelParts(name, "", purpose_of(about))


def _with_purpose(text: str) -> ChannelParts | None:
    """`email for decisions`, 正式用邮件, `for decisions use email`."""
    shape = text.strip(_AROUND)
    for kind in _kinds().finditer(shape):
        before, behind = shape[: kind.start()], shape[kind.end() :]
        if not before and re.match(rf"\s+{_leading()}\s+\S", behind, re.IGNORECASE):
            return ChannelParts(kind[0], "", purpose_of(behind))
        if not behind and re.search(rf"\S\s*{_leading_to_it()}\s*$", before, re.IGNORECASE):
            return ChannelParts(_named(kind[0]), "", purpose_of(before))
    return None


def _is_of_kind(side: str) -> bool:
    named = _kinds().match(side)
    rest = side[named.end() :].strip() if named else side
    return not rest or rest[0] in '“"「《' or bool(re.search(rf"{_kinds().pattern}$", side, re.IGNORECASE))


def _named(kind: str) -> str:
    """What is called by a verb: 打电话 is 电话, `call` is `phone`."""
    pairs = (pair.split(">") for pair in words_of_both(_SUBJECT, "called"))
    return next((name for verb, name in pairs if verb == kind.casefold()), kind)


@cache
def _kinds() -> re.Pattern[str]:
    verbs = [pair.split(">")[0] for pair in words_of_both(_SUBJECT, "called")]
    return re.compile(one_whole([*words_of_both(_SUBJECT, "kinds"), *verbs]), re.IGNORECASE)


@cache
def _purposes() -> re.Pattern[str]:
    return re.compile(one_whole(words_of_both(_SUBJECT, "purposes")), re.IGNORECASE)


@cache
def _leading() -> str:
    return one_whole(words_of_both(_SUBJECT, "before_purpose"))


@cache
def _leading_to_it() -> str:
    return one_whole(words_of_both(_SUBJECT, "behind_purpose"))
