"""Values behind one verdict on several criteria, as many as these are: both met: 97% and 92; 1、2达标，97%和95%. Each
is offered as that of the criterion in its place; nobody has said so."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.criteria.measured_words import words_around_values
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, written_part

_BETWEEN = late_regex(r"\s*(?:(?<=\s)/(?=\s)|[,;](?!\d{3}\b)\s*and\b|[,;](?!\d{3}\b)|[、/]|\band\b|&|和|与|及)\s*")
_EACH_FOR_ITSELF = late_regex(r"(?:各|分别|respectively\b)[为是]?|\b(?:at|with)\b")


def each_with_its_value(
    whole: ResultPiece, at: int, numbers: Sequence[int], patterns: ResultPatterns
) -> list[ResultPiece]:
    """The piece once for each of `numbers`; empty where behind it, from `at`, stand not as many values."""
    parts = parts_of_values(whole, at)
    if not whole.met or len(numbers) < 2 or not parts:
        return []
    values = [patterns.value.fullmatch(whole.block.folded.text[: whole.end], *part) for part in parts]
    if len(values) != len(numbers) or not all(values):
        return []
    return [
        replace(
            whole,
            of_all=False,
            place=None,
            numbers=(number,),
            measured=written_part(whole.block, *value.span("value")),
            doubt="likely",
        )
        for number, value in zip(numbers, values, strict=True)
        if value
    ]


def parts_of_values(whole: ResultPiece, at: int) -> list[tuple[int, int]]:
    """The places of what stands between marks behind a verdict, from `at`."""
    text = whole.block.folded.text[: whole.end]
    tail = _EACH_FOR_ITSELF.sub(_blank, _led_by_label().sub(_blank, text[at:]))
    first, last = at + len(tail) - len(tail.lstrip(EDGES)), at + len(tail.rstrip(EDGES))
    if first >= last:
        return []
    cuts = [(at + found.start(), at + found.end()) for found in _BETWEEN.finditer(tail, first - at, last - at)]
    starts, ends = [first, *(end for _, end in cuts)], [*(start for start, _ in cuts), last]
    return list(zip(starts, ends, strict=True))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@cache
def _led_by_label() -> re.Pattern[str]:
    """All three pass. Numbers: 0 / 37 s / 99.6%; 全部达标，数据分别是…"""
    return re.compile(rf"^[\s,.;:。，；]*{words_around_values('figures').pattern}\s*(?:[:：]|are\b|是|为|(?=分别|各))")
