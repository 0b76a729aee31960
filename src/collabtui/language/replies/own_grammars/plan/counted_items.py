"""Items of a plan by how many they are: all five, 以上五项, 五项都; 前三项, the last two. The words are data,
`words/plan_items.*.json`."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from collabtui.language.count_in_words import count_in, count_words
from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_of, one_whole


class CountedItems(NamedTuple):
    """The items that are meant, and the place in the text behind the words for them."""

    end: int
    numbers: tuple[int, ...]
    """0 for one that the plan does not have."""
    every: bool


def counted_items(text: str, at: int, asked: int) -> CountedItems | None:
    """Those named by a count at a place of the text, where the plan has `asked` of them; None where none are."""
    found = _counted().match(text, at)
    if found is None:
        return None
    first_few, last_few = (found[f"{place}_latin"] or found[f"{place}_han"] for place in ("first", "last"))
    every = found["count_latin"] or found["count_han"] or found["count_each"]
    count = count_in(first_few or last_few or every or "both")
    if count is None:
        return None
    if first_few or last_few:
        first = asked - count + 1 if last_few else 1
        numbers = tuple(range(first, first + count)) if 0 < count <= asked else (0,)
        return CountedItems(found.end(), numbers, every=False)
    return CountedItems(found.end(), tuple(range(1, asked + 1)) if count == asked else (0,), every=count == asked)


def may_count_all(names: str, asked: int) -> bool:
    """五项不同意 of a plan with five: the fifth, or all of them."""
    found = re.fullmatch(rf"({count_words()})[条项个点]", names.strip())
    return found is not None and asked > 1 and count_in(found[1]) == asked


@cache
def _counted() -> re.Pattern[str]:
    latin, han = _of("counted_items")
    named_han, named_latin = rf"[条项个点](?:{han})?", rf"(?: (?:of )?{latin})?(?!\s*{_of('counts_other')[0]})"
    count, places = count_words(), (_of("first_few"), _of("last_few"))
    (first_latin, first_han), (last_latin, last_han) = places
    both = rf"(?:both|all (?:of )?(?:the |these )?(?P<count_latin>{count})){named_latin}"
    every = rf"{_of('of_every')[1]}(?P<count_han>{count}){named_han}"
    each = rf"(?P<count_each>{count}){named_han}(?=\s*{_of('each_of')[1]})"
    placed = (
        rf"(?:{first_latin} (?P<first_latin>{count}){named_latin}|{first_han}(?P<first_han>{count}){named_han})"
        rf"|(?:{last_latin} (?P<last_latin>{count}){named_latin}|{last_han}(?P<last_han>{count}){named_han})"
    )
    return re.compile(rf"(?<!第)(?:{both}|{every}|{each}|{placed})", re.IGNORECASE)


def _of(kind: str) -> tuple[str, str]:
    """The words of a kind, Latin and Chinese."""
    words = words_of_both("plan_items", kind)
    return _latin(words), one_of(word for word in words if not word.isascii())


def _latin(words: Iterable[str]) -> str:
    return one_whole(word for word in words if word.isascii())
