"""Verdicts on those that a line names by their place, or as the others: the last two are not met."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.own_grammars.criteria.place_patterns import (
    counts_them,
    is_of_one,
    is_of_others,
    numbers_at,
)
from collabtui.language.replies.own_grammars.criteria.result_patterns import ResultPatterns, subject_of
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece
from collabtui.language.replies.own_grammars.criteria.verdict_with_tail import with_tail
from collabtui.language.replies.words.blocks import Block


def read_by_place(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece | None:
    """The other two are not met: of which they are is known with all that is said."""
    text = block.folded.text
    is_of_several = len(situation.criteria) > 1 and subject_of(situation) == "criteria"
    match = patterns.by_place.match(text) if is_of_several else None
    if match is None:
        return None
    piece = ResultPiece(block, 0, len(text), place=match)
    if not (match["verdict"] or match["ellipsis"]):
        return replace(piece, doubt="unknown")
    verdict = replace(piece, met=not (match["unmet"] or match["ellipsis"]))
    return with_tail(verdict, text[match.end() :], match.end(), patterns, situation)


def with_numbers_by_place(read: Sequence[ResultPiece], known: Iterable[int]) -> list[ResultPiece]:
    """With the numbers of those that are named by their place; those that are left come last."""
    found = list(read)
    for of_others in (False, True):
        named = {number for one in found for number in one.numbers}
        for at, one in enumerate(found):
            if one.place and not one.numbers and is_of_others(one.place) == of_others:
                numbers = numbers_at(one.place, known, named)
                beside = [other for other in found if other is not one and other.block.shown is one.block.shown]
                clear = numbers and _is_clear(one.place, beside)
                found[at] = replace(one, numbers=numbers, doubt=one.doubt if clear else one.doubt or "unknown")
    return found


def _is_clear(place: re.Match[str], beside: Sequence[ResultPiece]) -> bool:
    """Whether words for some of them can be said of nothing else in their line, and a no that says not of what has its
    yes there."""
    if place["ellipsis"] and not any(other.met for other in beside):
        return False
    if is_of_one(place) and any(other.met is False and not other.place for other in beside):
        return False  # 2 not met, the last one failed
    return counts_them(place) or not any(map(_may_have_others, beside))


def _may_have_others(one: ResultPiece) -> bool:
    """1 抽查100单，97单合格，其余不合格 (of 100 checked 97 pass, the others do not): the others may be of these."""
    return bool(one.doubt or one.measured or one.opinion)
