"""The language of a mail where it is one that is read alone: told by the characters that only this language has."""

import re
from collections.abc import Iterable
from functools import cache

from collabtui.language.lexicon import READ_ALONE, read_words


def read_alone(text: str, names: Iterable[str]) -> str:
    """One of `READ_ALONE`, or "" for Chinese and English.

    `names` are titles and people, which stand in a mail as others wrote them: a Japanese title makes no mail Japanese.
    """
    if text.isascii():
        return ""
    for language in READ_ALONE:
        if _signs(language).search(text):
            for name in sorted(filter(None, names), key=len, reverse=True):
                text = text.replace(name, " ")
            if _signs(language).search(text):
                return language
    return ""


@cache
def _signs(language: str) -> re.Pattern[str]:
    signs: list[str] = read_words("writing", language)["signs"]
    return re.compile("|".join(signs))
