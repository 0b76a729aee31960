"""Measured values beside a verdict: behind it with the day of measuring, or before it with what was found."""

import re
from collections.abc import Sequence
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.find_days import find_days
from collabtui.language.measures.against_criterion import held_against
from collabtui.language.replies.own_grammars.criteria.measured_words import only_names_measured, words_around_values
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns, subject_of
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, criterion_of, written_part
from collabtui.language.replies.words.blocks import Block

_NONE, _ONE = "0", "1"
"""The value that is meant by none of it, and the next."""


def with_evidence(piece: ResultPiece, at: int, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece:
    """1 抽查了200单，193单合格，96.5%，达标: the value right before the verdict, and what was found before both."""
    text = piece.block.folded.text
    behind = [one for one in patterns.with_value.finditer(text, at) if not text[one.end() :].strip(EDGES)]
    if not behind or len(piece.numbers) != 1:
        return piece
    measured = written_part(piece.block, behind[-1].start("value"), behind[-1].end("value"))
    found = replace(piece, measured=measured, opinion=written_part(piece.block, at, behind[-1].start()))
    asked = criterion_of(piece.numbers[0], situation)
    missed = found.met and asked is not None and held_against(asked.text, measured) == "misses"
    return replace(found, met=None) if missed else found


def likely_missed(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece | None:
    """满意度只有86%，没达到; three pallets short, so no: of the one criterion that was asked about, with why before the
    no; it waits."""
    text = block.folded.text
    verdicts = list(patterns.verdict.finditer(text))
    if len(situation.criteria) != 1 or subject_of(situation) != "criteria" or not verdicts:
        return None
    ends = re.match(r"\s*(?:[,;.。!]|$)", text[verdicts[-1].end() :])
    taken_back = (kind.search(text) for kind in (patterns.contrast, patterns.hedge, patterns.question))
    if not ends or any(taken_back) or any(not one["unmet"] for one in verdicts):
        return None
    written = written_part(block, 0, len(text))
    return ResultPiece(
        block, 0, len(text), (situation.criteria[0].number,), met=False, opinion=written, doubt="unknown"
    )


def measured_on_a_day(
    piece: ResultPiece, rest: str, first: int, patterns: ResultPatterns, situation: ReplyContext
) -> ResultPiece | None:
    """1 met, measured 97% on 3 March; 达标（3月3日实测97%）: the day stands beside the value."""
    days = find_days(rest, locale=situation.locale, written=situation.written)
    day = days[0] if len(days) == 1 else None
    if day is None or not (day.reason == "past" or day.day == situation.written):
        return None
    begins = len(rest[: day.start].rstrip()) - (2 if re.search(r"\bon\s*$", rest[: day.start]) else 0)
    alone = rest[:begins] + " " * (day.end - begins) + rest[day.end :]
    value = only_value_in(alone.rstrip(EDGES), piece.numbers, patterns, situation)
    if value is None:
        return None
    measured = written_part(piece.block, first + value.start("value"), first + value.end("value"))
    return replace(piece, measured=measured, opinion=written_part(piece.block, first + begins, first + day.end))


def none_of_it(text: str, numbers: Sequence[int], situation: ReplyContext) -> bool:
    """Whether a text says that there is none of what a criterion wants none of: 零投诉, no open defects."""
    asked = criterion_of(numbers[0], situation) if len(numbers) == 1 else None
    if asked is None or subject_of(situation) != "criteria":
        return False
    if held_against(asked.text, _NONE) != "within" or held_against(asked.text, _ONE) != "misses":
        return False
    plain = words_around_values("zero_now").sub(" ", text).strip(EDGES)
    zero = words_around_values("zero").match(plain)
    return zero is not None and only_names_measured(plain[zero.end() :].strip(EDGES), asked.text)


def only_value_in(
    text: str, numbers: Sequence[int], patterns: ResultPatterns, situation: ReplyContext
) -> re.Match[str] | None:
    """The one value of a text that says nothing but that and what was measured."""
    if value := patterns.value.fullmatch(text):
        return value
    found = list(patterns.value.finditer(text))
    asked = criterion_of(numbers[0], situation) if len(numbers) == 1 else None
    if len(found) != 1 or asked is None or subject_of(situation) != "criteria":
        return None
    beside = f"{text[: found[0].start()]} {text[found[0].end() :]}"
    return found[0] if only_names_measured(beside.strip(EDGES), asked.text) else None
