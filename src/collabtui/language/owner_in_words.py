"""The owner of a task, where the words for what is to be done name him: `补训，刘洋负责`, `train all, Ben to do it`."""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_of

_LATIN_PART = re.compile(r"[A-Za-z]{2,}")
_AROUND = " \t,，;；。."


def without_owner(text: str, name: str) -> str:
    """The task alone, without the words that say that it is this person's (by his whole name, or a part of a
    Latin one); the text as it is where nothing else is in it, or his name stands for something else (`刘洋的清单`)."""
    if not name:
        return text
    names = one_of({name, *_LATIN_PART.findall(name)}) + r"(?![A-Za-z])"
    for pattern in (_behind(names), _before(names)):
        left = pattern.sub("", text, count=1).strip(_AROUND)
        if left and left != text.strip(_AROUND):
            return left
    return text


def _behind(names: str) -> re.Pattern[str]:
    """`，刘洋负责`, `, by Ben`, `（负责人：刘洋）`, at the end; behind a comma the name alone is enough. His name may
    stand there twice, with his department, his address or an item of his: `，负责人刘洋（刘洋 A2）`."""
    department = rf"[^()（）,，、]{{1,20}}{_words('department')}|{_words('department')}[^()（）]{{1,20}}"
    about_him = rf"(?:@?{names}|{department}|[A-Z]\d+|[\w.+-]+@[\w.-]+|[\s,，、:：])+"
    names = rf"{names}(?:\s*[(（]{about_him}[)）]|\s+{names})?"
    named = rf"(?:{_words('label')}\s*[:：]?\s*|{_words('asks')}\s*)?@?{names}(?:\s*{_words('does')})?"
    bare = rf"{_words('asks_alone')}\s*{names}(?:\s*{_words('does')})?|@{names}"
    labelled = rf"{_words('label')}\s*[:：]\s*@?{names}"
    ways = rf"\s*[,，;；]\s*{named}|[\s.。]+{labelled}|\s*[(（]\s*{named}\s*[)）]|\s*(?:{bare})"
    return re.compile(rf"(?:{ways})\s*[.。!！]?\s*$", re.IGNORECASE)


def _before(names: str) -> re.Pattern[str]:
    """`由刘洋`, `刘洋负责`, `Ben to`, at the beginning, before what is to be done."""
    ends = rf"(?!\s*{_words('goes_on')})"
    asked = rf"{_words('asks')}\s*{names}{ends}(?:\s*{_words('begins')}(?![A-Za-z]))?"
    return re.compile(
        rf"^\s*(?:{asked}|{names}\s*{_words('begins')}(?![A-Za-z])|{names}\s*[:：])\s*[,，:：]?\s*", re.IGNORECASE
    )


@cache
def _words(kind: str) -> str:
    return one_of(words_of_both("owners", kind))
