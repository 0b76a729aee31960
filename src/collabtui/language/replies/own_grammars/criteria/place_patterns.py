"""Criteria that are named by their place, or as those that are left: `1 met, the other two not`, 前两条达标，其余没达标
(the first two are met, the rest are not). The words are data, `words/criteria.*.json`."""

import re
from collections.abc import Iterable, Iterator, Mapping

from collabtui.language.late_patterns import late_regex
from collabtui.language.word_patterns import one_whole

_PLACES: dict[str, slice] = {
    "first_three": slice(0, 3),
    "first_two": slice(0, 2),
    "last_two": slice(-2, None),
    "first": slice(0, 1),
    "second": slice(1, 2),
    "third": slice(2, 3),
    "last": slice(-1, None),
}
_OTHERS: dict[str, int | None] = {"others_three": 3, "others_two": 2, "others": None}
_KINDS = (*_OTHERS, *_PLACES)
_CUTS = late_regex(
    r"[,;.。、](?:\s+|(?<=[,;。、]))(?:but |and |但是?|而)?|\s(?:but|and)\s|(?<=\S)(?:但是?|而)(?=[其另剩余])"
)


def place_pattern(words: Mapping[str, Iterable[str]], filler: str, verdict: str) -> re.Pattern[str]:
    """The words for some of them at the begin of a clause, with the verdict on them; where there is none, what shows
    that something is said of them all the same."""
    named = "|".join(rf"(?P<{kind}>{one_whole(words[kind])})" for kind in _KINDS)
    left_open = one_whole(words["of_others_open"])
    return re.compile(
        rf"\s*(?:{named})\s*(?:(?:{filler})\s*){{0,2}}"
        rf"(?:(?P<verdict>{verdict})|(?P<ellipsis>{one_whole(words['ellipsis'])})(?=\s*(?:[,.;:!)、。]|$))|(?={left_open}))"
    )


def places_cut(text: str, pattern: re.Pattern[str], begins: re.Pattern[str]) -> Iterator[int]:
    """The places in a line where what is said of such criteria begins, and where behind that a number begins anew."""
    is_within = pattern.match(text) is not None
    for found in _CUTS.finditer(text):
        if pattern.match(text, found.end()):
            is_within = True
            yield found.end()
        elif is_within and begins.match(text, found.end()):
            is_within = False
            yield found.end()


def counts_them(match: re.Match[str]) -> bool:
    """Whether it says how many they are, or which."""
    return match["others"] is None


def is_of_one(match: re.Match[str]) -> bool:
    """The last one: behind a no it may be something else, and why."""
    return any(match[kind] for kind in _PLACES if kind not in ("first_two", "first_three", "last_two"))


def is_of_others(match: re.Match[str]) -> bool:
    """Whether those are meant that are spoken of nowhere else."""
    return any(match[kind] for kind in _OTHERS)


def numbers_at(match: re.Match[str], known: Iterable[int], named: Iterable[int]) -> tuple[int, ...]:
    """The numbers that are meant, of those that were asked about, where `named` are spoken of beside; none where that
    is not clear."""
    asked, spoken_of = sorted(known), {*named}
    kind = next(kind for kind in _KINDS if match[kind])
    if kind in _PLACES:
        placed = asked[_PLACES[kind]]
        return tuple(placed) if len(placed) < len(asked) else ()
    left = [number for number in asked if number not in spoken_of]
    return tuple(left) if spoken_of and len(left) == (_OTHERS[kind] or len(left)) else ()
