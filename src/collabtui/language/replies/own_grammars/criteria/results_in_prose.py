"""Results that are told in prose, each criterion by its words with the value that was measured: Wait time 38 s, fine.
Uptime 98.7 so that's a fail; 接通率96%，达标；投诉2起，不行. The words are data, `words/criteria.*.json`.

Certain is only the name, the value and the verdict, and nothing else. What is said besides, or softly (刚好压线，算过),
makes it wait with its words; a criterion of which no verdict is given stays open.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.asked_by_name import (
    clauses_by_name,
    says_nothing_by_name,
    whole_name,
    words_of,
)
from collabtui.language.replies.own_grammars.criteria.given_resources import waiting_if_less
from collabtui.language.replies.own_grammars.criteria.handed_over import only_hands_over
from collabtui.language.replies.own_grammars.criteria.measured_words import only_names_measured, words_around_values
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns, subject_of
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, criterion_of, written_part
from collabtui.language.replies.own_grammars.gift_terms import is_limited, may_give
from collabtui.language.replies.words.blocks import Block

_MARKS = late_regex(r"[,;:。、!()，；：—]+|\.(?!\d)|\s[-–]\s")


def read_in_prose(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> list[ResultPiece]:
    """The results of the criteria that a line calls by their words; empty where it gives no verdict, or says anything
    before the first of them."""
    if len(situation.criteria) < 2 or "?" in block.folded.text:
        return []
    read_one = _of_one if subject_of(situation) == "criteria" else _of_gift
    spans = list(_spans(block.folded.text, situation))
    if not spans or len({number for _, _, number in spans}) < len(spans):
        return []
    read = [read_one(ResultPiece(block, start, end, (number,)), patterns, situation) for start, end, number in spans]
    return read if any(one.met is not None for one in read) else []


def _spans(text: str, situation: ReplyContext) -> Iterator[tuple[int, int, int]]:
    """The stretches of a line that begin with the name of one criterion, with its number; none where a clause names
    several."""
    clauses = [
        one for one in clauses_by_name(text, situation.criteria) if one.numbers or not says_nothing_by_name(one.rest)
    ]
    if not clauses or not clauses[0].is_topic or any(len(one.numbers) > 1 for one in clauses):
        return
    named = [one for one in clauses if one.numbers]
    ends = [*(one.start for one in named[1:]), len(text)]
    for one, end in zip(named, ends, strict=True):
        yield one.start, end, one.numbers[0]


def _of_one(piece: ResultPiece, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece:
    text = piece.block.folded.text[piece.start : piece.end]
    values = [one for one in patterns.value.finditer(text) if one["value"].strip()]
    opinion = written_part(piece.block, piece.start, piece.end)
    waits = replace(piece, doubt="unknown", opinion=opinion)
    asked = criterion_of(piece.numbers[0], situation)
    unnamed = _without_name(text, asked.text if asked else "")
    taken_back = any(kind.search(unnamed) for kind in (patterns.contrast, patterns.hedge, patterns.to_come))
    taken_back = taken_back or words_around_values("target").search(unnamed) is not None
    if len(values) != 1 or taken_back or "?" in text or patterns.question.search(text):
        return waits
    value, tail = values[0], text[values[0].end() :]
    met, softly = _verdict(tail, patterns)
    if met is None:
        return waits
    places = (piece.start + at for at in value.span("value"))
    measured = written_part(piece.block, *places)
    beside = words_around_values("by_the_value").sub(" ", text[: value.start()]).strip(EDGES)
    is_plain = asked is not None and only_names_measured(beside, asked.text)
    found = replace(piece, met=met, measured=measured)
    return replace(found, doubt="likely", opinion=opinion) if softly or not is_plain else found


def _of_gift(piece: ResultPiece, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece:
    """话机8台没问题，随时来领: all of it, and how it is handed over; 夜班坐席最多抽4个人 waits as a part."""
    text = piece.block.folded.text[piece.start : piece.end]
    opinion = written_part(piece.block, piece.start, piece.end)
    values = [one for one in patterns.value.finditer(text) if one["value"].strip()]
    if len(values) == 1 and (amount := _given(piece, values[0], patterns, situation)):
        return amount
    gives = may_give(text, situation) or is_limited(text)
    if gives and not _REFUSES.search(text) and not patterns.question.search(text):
        return replace(piece, met=True, opinion=opinion, doubt="condition")
    return replace(piece, doubt="unknown", opinion=opinion)


_REFUSES = late_regex(r"不(?!超过|多)|没(?!问题|有问题)|无法|\b(?:no|not|never|cannot)\b|n't\b")


def _given(
    piece: ResultPiece, value: re.Match[str], patterns: ResultPatterns, situation: ReplyContext
) -> ResultPiece | None:
    """The amount with a yes right behind it, and perhaps how it is handed over."""
    text = piece.block.folded.text[piece.start : piece.end]
    first, _, rest = text[value.end() :].strip(EDGES).partition("," if "," in text[value.end() :] else ";")
    asked = criterion_of(piece.numbers[0], situation)
    plain = asked is not None and not _without_name(text[: value.start()], asked.text).strip(EDGES)
    handed = written_part(piece.block, piece.start + text.index(rest), piece.end) if rest.strip(EDGES) else ""
    if not plain or _of_part(first.strip(EDGES), patterns) is not True:
        return None
    if handed and not only_hands_over(handed, situation):
        return None
    measured = written_part(piece.block, piece.start + value.start("value"), piece.start + value.end("value"))
    return waiting_if_less(replace(piece, met=True, measured=measured, opinion=handed), situation)


def _without_name(text: str, criterion: str) -> str:
    for word in words_of(criterion):
        text = whole_name(word).sub(" ", text)
    return text


def _verdict(tail: str, patterns: ResultPatterns) -> tuple[bool | None, bool]:
    """The verdict behind a value, None where there is none or more than that; and whether it is given softly."""
    parts = [part.strip(EDGES) for part in _MARKS.split(tail) if part.strip(EDGES)]
    if not parts:
        return None, False
    found = [_of_part(part, patterns) for part in parts]
    if found[-1] is None or any(one is not None for one in found[:-1]):
        return None, False
    soft = words_around_values("prose_soft")
    return found[-1], len(parts) > 1 or any(soft.search(part) for part in parts)


def _of_part(part: str, patterns: ResultPatterns) -> bool | None:
    plain = _links().sub("", part).strip(EDGES)
    verdict = patterns.alone.match(plain)
    if verdict and not plain[verdict.end() :].strip(EDGES):
        return not verdict["unmet"]
    if words_around_values("prose_unmet").fullmatch(plain):
        return False
    return True if words_around_values("prose_met").fullmatch(plain) else None


@cache
def _links() -> re.Pattern[str]:
    """The words that lead to a verdict, and those that soften it, at both its ends."""
    kinds = ("prose_link", "prose_soft")
    lead = "|".join(words_around_values(kind).pattern for kind in kinds)
    soft = words_around_values("prose_soft").pattern
    return re.compile(rf"^(?:(?:{lead})\s*)+(?=\S)|(?<=\S)(?:{soft})$")
