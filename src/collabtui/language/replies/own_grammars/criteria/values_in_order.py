"""Values behind one verdict on several criteria, as many as these are: both met: 97% and 92; 1、2达标，97%和95%. Each
is offered as that of the criterion in its place; nobody has said so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, written_part

_BETWEEN = re.compile(r"\s*(?:[,;](?!\d{3}\b)\s*and\b|[,;](?!\d{3}\b)|[、/]|\band\b|&|和|与|及)\s*")
_EACH_FOR_ITSELF = re.compile(r"(?:各|分别|respectively\b)[为是]?|\b(?:at|with)\b")


def each_with_its_value(
    whole: ResultPiece, at: int, numbers: Sequence[int], patterns: ResultPatterns
) -> list[ResultPiece]:
    """The piece once for each of `numbers`; empty where behind it, from `at`, stand not as many values."""
    text = whole.block.folded.text[: whole.end]
    tail = _EACH_FOR_ITSELF.sub(lambda found: " " * len(found[0]), text[at:])
    first, last = at + len(tail) - len(tail.lstrip(EDGES)), at + len(tail.rstrip(EDGES))
    if not whole.met or len(numbers) < 2 or first >= last:
        return []
    cuts = [(at + found.start(), at + found.end()) for found in _BETWEEN.finditer(tail, first - at, last - at)]
    starts, ends = [first, *(end for _, end in cuts)], [*(start for start, _ in cuts), last]
    values = [patterns.value.fullmatch(text, start, end) for start, end in zip(starts, ends, strict=True)]
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
