"""Labelled parts behind a text: `手工登记（输入：来电；用时：2天）`, `copy the form | in: call | time: 2 h`."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.word_patterns import one_of

_BEFORE = " \t\n,，、;；|｜。.（(【["
_BEHIND = " \t\n,，、;；|｜。"
_LAST_PART = re.compile(r"\s*[（(\[【,，;；|｜、。](?P<part>[^（()）\[\]【】,，;；|｜、。]*)[)）\]】]?[\s。]*$")
_CLOSING = {")": "(", "）": "（", "]": "[", "】": "【"}


class LabelledParts(NamedTuple):
    head: str
    """What stands before the first label."""
    parts: Mapping[str, str]
    """By kind; what was said twice of one kind stands in lines."""


def labelled_parts(text: str, subject: str, kinds: Iterable[str]) -> LabelledParts:
    """`subject` names the word data, `kinds` which of its kinds are labels. A label stands at the beginning, or behind
    a comma, a semicolon, a stroke or a bracket, and before a colon; its part goes on until the next one."""
    found = list(_labels(subject, tuple(kinds)).finditer(text))
    head = text[: found[0].start()] if found else text
    parts: dict[str, str] = {}
    ends = [*(one.start() for one in found[1:]), len(text)]
    for one, end in zip(found, ends, strict=False):
        part = _bare(text[one.end() : end])
        kind = one.lastgroup or ""
        if part:
            parts[kind] = f"{parts[kind]}\n{part}" if kind in parts else part
    return LabelledParts(head.rstrip(_BEFORE) if found else head.strip(), parts)


def last_part(text: str) -> tuple[str, str] | None:
    """The text before the last comma, semicolon, stroke or bracket, and that behind it; None where one of both is
    nothing. A bracket that is opened before stays closed."""
    found = _LAST_PART.search(text)
    if found is None or not found["part"].strip() or not text[: found.start()].strip():
        return None
    before = _bare(text[: found.start()])
    opened = sum(before.count(one) for one in _CLOSING.values()) > sum(before.count(one) for one in _CLOSING)
    end = text.rstrip()[-1]
    return before + end if opened and end in _CLOSING else before, found["part"].strip()


def _bare(part: str) -> str:
    """Without what sets it apart, and without a bracket that was opened before its label."""
    part = part.strip(_BEHIND)
    while part and part[-1] in _CLOSING and part.count(part[-1]) > part.count(_CLOSING[part[-1]]):
        part = part[:-1].rstrip(_BEHIND)
    return part.rstrip("(（[【 ")


@cache
def _labels(subject: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    words: dict[str, list[str]] = {kind: [] for kind in kinds}
    for language in LANGUAGES:
        data = read_words(subject, language)
        for kind in kinds:
            words[kind] += data[kind]
    named = "|".join(f"(?P<{kind}>{one_of(of_kind)})" for kind, of_kind in words.items())
    return re.compile(rf"(?:^|(?<=[{re.escape(_BEFORE)}]))\s*(?:{named})\s*[:：]\s*", re.IGNORECASE)
