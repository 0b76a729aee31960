"""The language of a mail where it is one that is read alone: told by the characters that only this language has."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import READ_ALONE, read_words

_HAN = late_regex(r"[\u4e00-\u9fff]")


def language_of(text: str) -> str:
    """The language by whose patterns a clause is read: "zh" where it has one Chinese character, else "en"."""
    return "zh" if _HAN.search(text) else "en"


def read_alone(text: str, names: Iterable[str]) -> str:
    """One of `READ_ALONE`, or "" for Chinese and English.

    `names` are titles and people, which stand in a mail as others wrote them: a Japanese title makes no mail Japanese.
    """
    if text.isascii():
        return ""
    for language in READ_ALONE:
        letters, signs = _writing(language)
        # letters first: one class is looked for in no time
        if letters.search(text) and signs.search(text):
            for name in sorted(filter(None, names), key=len, reverse=True):
                text = text.replace(name, " ")
            if signs.search(text):
                return language
    return ""


def names_in(situation: ReplyContext) -> Iterator[str]:
    """The titles and people of a reply, which stand in a mail as others wrote them."""
    for item in (*situation.items, *situation.others_items):
        yield item.title
        yield item.deliverable
    yield from situation.people


class _Writing(NamedTuple):
    letters: re.Pattern[str]
    """One of these stands in every sign."""
    signs: re.Pattern[str]


@cache
def _writing(language: str) -> _Writing:
    stored = read_words("writing", language)
    return _Writing(re.compile(f"[{stored['letters']}]"), re.compile("|".join(stored["signs"])))
