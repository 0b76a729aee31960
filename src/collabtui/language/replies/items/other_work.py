"""Clauses beside a status that tell of more than it: of another item in the words of its title, of what the item hands
in."""

import re

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.spelled_clauses import tells_of_what_exists

_TITLE_WORD = late_regex(r"[\u4e00-\u9fff]|[a-z]{3,}")
_FEWEST = 2
"""Words of a title, or characters, that can be told from other words."""


def retells_another(situation: ReplyContext, text: str, before: Reading) -> bool:
    """手册写了一半，印刷厂还没联系 (the printer was not called yet), of who is to call the printer: all words of the
    title of another item."""
    titles = (item.title.lower() for item in situation.items if item.ref not in before.refs)
    each = (set(_TITLE_WORD.findall(title)) - {"the", "and", "for"} for title in titles)
    return any(len(words) >= _FEWEST and all(word in text for word in words) for words in each)


def is_handed_in(situation: ReplyContext, text: str, before: Reading) -> bool:
    """DG set serviced, report by evening: what is still to come is what the item hands in. Photos that follow, and what
    has only to be scanned, are there."""
    if tells_of_what_exists(text):
        return False
    items = (item for item in situation.items if item.ref in before.refs)
    return any(_is_called(item.deliverable.lower(), text) for item in items if item.deliverable)


def _is_called(deliverable: str, text: str) -> bool:
    """By its last word, or its last two characters: 检修记录 is a 记录."""
    if not deliverable.isascii():
        return deliverable[-_FEWEST:] in text
    last = _LATIN.findall(deliverable)[-1:]
    return any(re.search(rf"\b{re.escape(word.removesuffix('s'))}s?\b", text) for word in last)


_LATIN = late_regex("[a-z]+")
