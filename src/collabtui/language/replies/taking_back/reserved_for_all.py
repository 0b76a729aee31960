"""A reservation about all that stands before it: 1完成，2完成，但都还没给领导看; 1 done, 2 done, but none of them
has been checked. It belongs to no single item, so all of them wait. The words are data, `words/never.*.json`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import whole_words

_NAMED = ("number", "ref", "title", "rest")


def with_reserved_proposed(readings: Sequence[Reading], marked: Iterable[Marked]) -> None:
    """Turn what was stated before such a reservation into proposals."""
    for line in marked:
        found = None if line.unread else _of_all_before().search(line.text)
        if found is None or _is_of_others(line, found):
            continue
        place = line.block.place(found.start())
        for one in readings:
            if one.counts and one.status and one.block.place(one.start) < place:
                one.propose("contradiction")


def _is_of_others(line: Marked, found: re.Match[str]) -> bool:
    """1 done, but 2 and 3 are not; 但其余的都还没动: what stands before it is no part of it."""
    return any(one.how in _NAMED and found.start() <= one.start < found.end() for one in line.mentions)


def reserves_all(text: str) -> bool:
    """Whether a folded text says that nothing before it holds yet: 但要等老总批了才算数, subject to review."""
    return _of_all_before().search(text) is not None or whole_words("never", "provisional").search(text) is not None


def begins_reservation(text: str) -> bool:
    """Whether a folded text begins as one does: 但…, though…"""
    return whole_words("never", "reserves").match(text) is not None


@cache
def _of_all_before() -> re.Pattern[str]:
    """但都还没…, though none of them…: the contrast, whom it is about, and that it is not over."""
    kinds = ("reserves", "of-all-before", "open-yet")
    begins, of_all, open_yet = (whole_words("never", kind).pattern for kind in kinds)
    return re.compile(rf"{begins}[^;。.!?]{{0,16}}?(?={of_all})[^;。.!?]{{0,40}}?{open_yet}")
