"""A verdict and everything behind it: a value, terms, a reason; anything else makes it uncertain."""

import re
from dataclasses import replace
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.own_grammars.criteria.given_resources import waiting_if_less, with_terms
from collabtui.language.replies.own_grammars.criteria.measured_values import (
    measured_on_a_day,
    none_of_it,
    only_value_in,
)
from collabtui.language.replies.own_grammars.criteria.no_of_something import is_no_of_something
from collabtui.language.replies.own_grammars.criteria.reason_of_no import with_reason
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns, subject_of
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, written_part
from collabtui.language.replies.own_grammars.gift_terms import is_amount, is_limited
from collabtui.language.replies.words.blocks import Block
from collabtui.language.word_patterns import one_whole

_TIE = late_regex(r"[\s,.]*(?:to|with|on)\s")
_LACKS = late_regex(r"没有?[^有的]")


def with_own_reason(piece: ResultPiece, match: re.Match[str]) -> ResultPiece:
    """2 没有预算 (no budget): a no that is its reason as well."""
    if piece.met is not False or piece.opinion or not _LACKS.match(match["unmet"].strip()):
        return piece
    return replace(piece, opinion=written_part(piece.block, *match.span("unmet")))


def counts_all(match: re.Match[str], situation: ReplyContext) -> bool:
    """Whether `both` and `all three` are said of as many as were asked about."""
    counted = 2 if match["two"] else 3 if match["three"] else len(situation.criteria)
    return counted == len(situation.criteria)


def verdict_alone(
    block: Block, numbers: tuple[int, ...], patterns: ResultPatterns, situation: ReplyContext
) -> ResultPiece | None:
    """A verdict without a number; certain only where it is known of which criterion."""
    text = block.folded.text
    match = patterns.alone.match(text)
    if match is None:
        return None
    piece = ResultPiece(block, 0, len(text), numbers, met=not match["unmet"])
    if match["value"]:
        piece = replace(piece, measured=written_part(block, match.start("value"), match.end("value")))
    tail, at = text[match.end() :], match.end()
    behind = patterns.behind.match(tail) if piece.met and len(situation.criteria) > 1 else None
    # 能给两个 (we can give two): of whatever, and not both
    counts = behind and subject_of(situation) == "resources" and is_amount(behind.group().strip(EDGES))
    if behind and not counts and not numbers and counts_all(behind, situation):
        if subject_of(situation) == "criteria" and _TIE.match(tail):
            # ok with all three but 3: consent, and not to all
            return replace(piece, doubt="several-open")
        piece = replace(piece, of_all=True)
        return with_tail(piece, tail[behind.end() :], at + behind.end(), patterns, situation)
    piece = with_tail(piece, tail, at, patterns, situation)
    if not numbers and piece.met and not piece.doubt and subject_of(situation) == "resources":
        return replace(piece, of_all=True)
    return piece if numbers else replace(piece, doubt="several-open")


def with_tail(piece: ResultPiece, tail: str, at: int, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece:
    """With the value behind the verdict, or the reason of a no. Anything else there makes it uncertain."""
    is_asked = patterns.question.search(tail) is not None
    if not piece.met and is_no_of_something(piece.block.folded.text, at, situation, end=at + len(tail)):
        return replace(piece, met=None, doubt="question" if is_asked else "unknown")
    if is_asked:
        return replace(piece, doubt="question")
    rest = tail.strip(EDGES)
    if not rest or patterns.thanks.fullmatch(rest):
        return piece if not piece.measured else waiting_if_less(piece, situation)
    rest = _without_same_verdict(piece, rest, patterns)
    if put_right := patterns.put_right.fullmatch(rest):
        places = (at + tail.index(rest) + place for place in put_right.span("new"))
        return replace(piece, measured=written_part(piece.block, *places), doubt="repaired")
    if piece.met and subject_of(situation) == "resources":
        return with_terms(piece, rest, at + tail.index(rest), patterns, situation)
    if piece.met and none_of_it(rest, piece.numbers, situation):
        return replace(piece, measured="0")
    if under := _under_condition(piece, rest, at + tail.index(rest), situation):
        return under
    if patterns.contrast.search(rest) or any(
        piece.met or not (one["unmet"] or _is_less(rest[: one.end()], situation))
        for one in patterns.verdict.finditer(rest)
    ):
        return replace(piece, doubt="contradiction")
    first = at + tail.index(rest)
    if value := only_value_in(rest, piece.numbers, patterns, situation):
        if len(situation.criteria) > 1 and len(piece.numbers) != 1 and subject_of(situation) == "criteria":
            # 1 and 2 met, 97%: whose value it is nobody can tell
            return replace(piece, doubt="likely")
        return replace(
            piece, measured=written_part(piece.block, first + value.start("value"), first + value.end("value"))
        )
    if dated := measured_on_a_day(piece, rest, first, patterns, situation):
        return dated
    if piece.met:
        because = patterns.because.match(rest) if not patterns.hedge.search(rest) else None
        if because:  # why it counts all the same: a person looks at that
            why = written_part(piece.block, first + because.end(), first + len(rest))
            return replace(piece, opinion=why, doubt="unknown")
        return replace(piece, doubt="unknown")
    return with_reason(piece, rest, first, patterns, situation)


def _is_less(text: str, situation: ReplyContext) -> bool:
    """2 不同意：每周只能给半天 (no: half a day a week is all we can give): behind a no the yes at the end of `text` is
    only to less than what was asked for."""
    clause = re.split(r"[,;.。\s]", text.rstrip())[-1]
    return subject_of(situation) == "resources" and is_limited(clause)


def _without_same_verdict(piece: ResultPiece, rest: str, patterns: ResultPatterns) -> str:
    """1 达标，0.3mg/L，符合要求 (met, 0.3 mg/L, as required): what says the same again at the end is left out."""
    last = max(patterns.verdict.finditer(rest), key=re.Match.end, default=None)
    if last is None or rest[last.end() :].strip(EDGES) or bool(last["unmet"]) == bool(piece.met):
        return rest
    cut = last.end("value") if last["value"] else last.start()
    is_apart = rest[:cut].endswith(_COMMAS) or rest[cut:].lstrip().startswith(_COMMAS)
    return rest[:cut].rstrip(EDGES) if is_apart else rest


_COMMAS = (",", ";", "。")


def _under_condition(piece: ResultPiece, rest: str, first: int, situation: ReplyContext) -> ResultPiece | None:
    """All met if the glazing holds, 1达标，前提是窗户不漏: the yes waits, and the condition is read beside it."""
    if not piece.met or subject_of(situation) != "criteria" or not _condition().match(rest):
        return None
    return replace(piece, opinion=written_part(piece.block, first, first + len(rest)), doubt="condition")


@cache
def _condition() -> re.Pattern[str]:
    return re.compile("|".join(one_whole(read_words("criteria", one)["kinds"]["under_condition"]) for one in LANGUAGES))
