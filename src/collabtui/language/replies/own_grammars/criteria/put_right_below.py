"""Rectifications below a heading of their own: `整改：` alone on a line, or before the first of them, and on the
lines below what is to be put right, each with the number of its criterion, or for the only one that is not met."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from collabtui.domain.mail.reply import Clause, ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.criteria.reason_of_no import with_clause_put_right
from collabtui.language.replies.own_grammars.criteria.result_patterns import (
    ResultPatterns,
    numbers_in,
    result_patterns,
    subject_of,
)
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, criterion_of
from collabtui.language.replies.words.blocks import Block

_BULLET = late_regex(r"[\s*•·–—-]*")
_NUMBER = late_regex(
    r"[\s*•·–—-]*(?P<number>第?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}[条项点])[条项点]?)[\s:.、,)]+(?=\D)"
)
"""2：, 第2条, `2.`; touching its text it may be an amount."""


class LinePutRight(NamedTuple):
    block: Block
    above: int | None
    """The number of the criterion that the line right above its heading is about, where it is one."""


class LinesPutRight(NamedTuple):
    others: list[Block]
    """All other lines."""
    below: list[LinePutRight]
    """The lines below the headings, without these."""
    headings: list[Block]


def parted_lines(
    lines: Iterable[Block], situation: ReplyContext, is_harmless: Callable[[Sequence[Block]], bool]
) -> LinesPutRight:
    """A line with a verdict on a criterion ends what is to be put right, and so does a courtesy. A heading with nothing
    below it is a line like others; with a word for nothing it says no more than that."""
    patterns, inside = result_patterns("criteria"), False
    above: int | None = None
    found, bare = LinesPutRight([], [], []), list[Block]()
    for line in lines:
        text = line.folded.text
        heading = patterns.rectify_heading.match(text) if subject_of(situation) == "criteria" else None
        if heading and not (patterns.question.search(text) or line.item):
            above = _number_of(found.others[-1], situation) if found.others else None
            inside = True
            bare.append(line.part(0, heading.end()))
            line, text = line.part(heading.end(), len(text)), text[heading.end() :]
        elif inside:
            inside = not (_says_more(text, patterns) or is_harmless([line]))
        if not inside:
            found.others.append(line)
        elif text.strip():
            found.headings.extend(bare)
            bare = []
            found.below.extend([] if patterns.nothing_put_right.fullmatch(text) else [LinePutRight(line, above)])
    return found._replace(others=[*found.others, *bare])


def _says_more(text: str, patterns: ResultPatterns) -> bool:
    return any(one(text) for one in (patterns.result.search, patterns.of_all.match, patterns.question.search))


def _number_of(line: Block, situation: ReplyContext) -> int | None:
    match = result_patterns("criteria").result.search(line.folded.text)
    numbers = numbers_in(match["numbers"]) if match else ()
    return numbers[0] if len(numbers) == 1 and criterion_of(numbers[0], situation) else None


def with_what_is_put_right(
    read: Sequence[ResultPiece], lines: LinesPutRight, situation: ReplyContext
) -> list[ResultPiece]:
    """The pieces with what is to be put right of each; what belongs to no criterion that is not met makes all wait."""
    found = [part for one in read for part in _each(one)]
    open_ones = {number for one in found if one.met is False and not one.doubt for number in one.numbers}
    each_has_one = len(lines.headings) == len(open_ones)
    for line, above in lines.below:
        number, start = _place_in(line, open_ones)
        if number is None and each_has_one and above in open_ones:
            number = above
        if number is None:
            found.append(ResultPiece(line, 0, len(line.folded.text), doubt="unknown"))
        found = [_put_right(one, line, start, situation) if one.numbers == (number,) else one for one in found]
    return found


def _each(one: ResultPiece) -> list[ResultPiece]:
    """A piece that says of several that they are not met, once for each."""
    if one.met is not False or one.doubt or len(one.numbers) < 2 or one.rectify:
        return [one]
    return [replace(one, numbers=(number,)) for number in one.numbers]


def _place_in(line: Block, open_ones: set[int]) -> tuple[int | None, int]:
    """The number of the criterion that a line begins with, or of the only one, and where its text begins."""
    match = _NUMBER.match(line.folded.text)
    numbers = numbers_in(match["number"]) if match else ()
    if match and len(numbers) == 1 and numbers[0] in open_ones:
        return numbers[0], match.end()
    bullet = _BULLET.match(line.folded.text)
    return next(iter(open_ones)) if len(open_ones) == 1 else None, bullet.end() if bullet else 0


def _put_right(one: ResultPiece, line: Block, start: int, situation: ReplyContext) -> ResultPiece:
    rest = line.folded.text[start:]
    own = with_clause_put_right(ResultPiece(line, 0, len(line.folded.text)), rest, start, 0, situation)
    days = {day for day in (one.rectify_by, own.rectify_by) if day}
    if one.doubt or len(days) > 1:
        return replace(one, doubt=one.doubt or "contradiction")
    between = "; " if situation.locale == "en" else "；"
    whole = between.join(filter(None, (one.rectify, own.rectify)))
    return replace(one, rectify=whole, rectify_by=next(iter(days), None))


def clauses_put_right(lines: LinesPutRight) -> list[Clause]:
    each = [(line, len(line.folded.text)) for line in blocks_put_right(lines)]
    return [Clause(span=line.span(0, end), text=line.written(0, end), rule="unmet", counts=True) for line, end in each]


def blocks_put_right(lines: LinesPutRight) -> list[Block]:
    return [*lines.headings, *(one.block for one in lines.below)]
