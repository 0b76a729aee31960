"""Headings of lists that need not be the writer's own: 小王的周报 (Wang's weekly), what I would like to read, target.

What stands in the rows below them, or behind their colon, is only proposed.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import Vocabulary

_LONGEST_LATIN, _LONGEST_HAN = 60, 26
"""Characters of a heading."""
_ENDS_SENTENCE = (".", "!", "?", ";", ",", "。", "~")
_COLON = late_regex(r"^[^:\d]{2,40}:(?! ?$)")


@lru_cache(maxsize=4)
def _own(words: Vocabulary) -> re.Pattern[str]:
    """What the heading of one's own report is made of."""
    kinds = ("fact-heading", "own-heading", "filler")
    own = sorted({word for kind in kinds for word in words.of_kind(kind)}, key=len, reverse=True)
    latin = "|".join(re.escape(word) for word in own if word.isascii())
    han = "|".join(re.escape(word) for word in own if not word.isascii())
    return re.compile(rf"(?:(?<![a-z])(?:{latin})(?![a-z])|{han}|[\W\d_])+")


def is_headed(marked: Marked, found: Sequence[Reading], words: Vocabulary, *, headed: bool) -> bool:
    """Whether the rows below a line stand under a heading that nobody read; `headed`: whether the line itself does."""
    if any(one.names for one in found):
        return headed
    text = marked.text.strip()
    if marked.block.item or len(text) > (_LONGEST_LATIN if text.isascii() else _LONGEST_HAN):
        return False
    unread = any(not (one.idle or one.counts or one.rule == "reason") for one in found)
    return unread and not text.endswith(_ENDS_SENTENCE) and not _own(words).fullmatch(text)


def propose_rows(found: Sequence[Reading]) -> None:
    """Of a line under such a heading what names an item at its beginning, and what is said of it."""
    if not found or not found[0].names:
        return
    for one in found:
        if one.moves:
            one.propose("open-words")


def propose_behind_colon(marked: Marked, found: Iterable[Reading], words: Vocabulary) -> None:
    """理想状态：1 完成，2 完成 (ideally: 1 done, 2 done)."""
    heading = _COLON.match(marked.text)
    if not heading or any(one.how != "amount" and one.start < heading.end() for one in marked.mentions):
        return
    readings = list(found)
    head = next((one for one in readings if one.start < heading.end()), None)
    if head is None or head.idle or head.counts or _own(words).fullmatch(heading[0].rpartition(",")[2]):
        return
    for one in readings:
        if one.moves and one.sentence == head.sentence and one.start >= heading.end():
            one.propose("open-words")
