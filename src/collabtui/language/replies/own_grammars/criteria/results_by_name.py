"""Verdicts on those that a clause calls by their words: 讲解员可以，设备不行，已经借出."""

from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.asked_by_name import (
    NamedClause,
    clauses_by_name,
    leaves_one_open,
    says_nothing_by_name,
)
from collabtui.language.replies.own_grammars.criteria.all_but_one import all_others
from collabtui.language.replies.own_grammars.criteria.given_resources import waiting_if_less
from collabtui.language.replies.own_grammars.criteria.no_of_something import (
    goes_on_behind_name,
    is_no_of_something,
    stands_before_name,
)
from collabtui.language.replies.own_grammars.criteria.result_patterns import ResultPatterns, subject_of
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, written_part
from collabtui.language.replies.own_grammars.gift_terms import (
    gives_in,
    is_limited,
    may_give,
    number_in,
)
from collabtui.language.replies.words.blocks import Block

_TO_A_NAME = late_regex(r" (?:to|for|with|on)$")
"""Yes to the minibus."""
_NOT_YET = late_regex(r"\b(?:before|until|till|yet)\b|[之以]?前|还没|暂")
"""In a no: it may be a yes later."""
_IN_BRACKETS = late_regex(r"\(([^()]+)\)[\s.]*$")


def read_by_name(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> list[ResultPiece]:
    """讲解员可以，设备不行，已经借出 (the speaker yes, the equipment no: it is lent): what each clause says of the one
    that it calls by its words, and why. Nothing where a clause says more."""
    text = block.folded.text
    if len(situation.criteria) < 2 or patterns.question.search(text):
        return []
    read: list[ResultPiece] = []
    for clause in clauses_by_name(text, situation.criteria):
        if not clause.numbers and says_nothing_by_name(clause.rest):
            continue
        reason = not clause.numbers and bool(read) and read[-1].met is False
        if reason and not _takes_back(clause.rest, patterns):
            why = written_part(block, clause.start, clause.end)
            read[-1] = replace(read[-1], end=clause.end, opinion=", ".join(filter(None, (read[-1].opinion, why))))
            continue
        piece = _of_named(block, clause, patterns, situation) or _open_by_name(block, clause, situation)
        if piece is None or piece.numbers[0] in {number for one in read for number in one.numbers}:
            return []
        read.append(piece)
    return read if any(not one.doubt or one.met is not None for one in read) else []


def _open_by_name(block: Block, clause: NamedClause, situation: ReplyContext) -> ResultPiece | None:
    """设备要等 beside 讲解员可以 (the speaker yes, the equipment has to wait): what is open of the one that it has."""
    if not leaves_one_open(clause):
        return None
    others = all_others(clause.numbers[0], situation)
    if number_in(block.folded.text[clause.start : clause.end], others) is not None:
        return None
    words = written_part(block, clause.start, clause.end)
    of_part = subject_of(situation) == "resources" and may_give(block.folded.text[clause.start : clause.end], situation)
    met = True if of_part else None  # Agents: I can spare two
    return ResultPiece(block, clause.start, clause.end, clause.numbers, met=met, opinion=words, doubt="condition")


def _of_named(
    block: Block, clause: NamedClause, patterns: ResultPatterns, situation: ReplyContext
) -> ResultPiece | None:
    """The verdict that a clause is beside the one name in it; a no may be longer than that."""
    if len(clause.numbers) != 1:
        return None
    piece = ResultPiece(block, clause.start, clause.end, clause.numbers)
    if subject_of(situation) == "criteria" and stands_before_name(clause.before):
        return replace(piece, doubt="unknown")  # no accidents: it may be just what was asked for
    rest = _TO_A_NAME.sub("", clause.rest)
    verdict = patterns.alone.match(rest)
    if verdict and verdict.end() == len(rest):
        found = replace(piece, met=not verdict["unmet"], measured=verdict["value"] or "")
        return waiting_if_less(found, situation) if found.measured else found
    if verdict and verdict["unmet"] and _is_of_something(clause, rest, verdict.end(), situation):
        return replace(piece, doubt="unknown")
    if verdict and verdict["unmet"] and not _takes_back(rest[verdict.end() :], patterns):
        found = replace(
            piece, met=False, opinion=_reason_apart(block, clause) or written_part(block, clause.start, clause.end)
        )
        return replace(found, doubt="condition") if _NOT_YET.search(rest) else found
    gives = subject_of(situation) == "resources" and gives_in(f"{rest} .") >= len(rest)
    return replace(piece, met=True) if gives and not is_limited(rest) else None


def _is_of_something(clause: NamedClause, rest: str, at: int, situation: ReplyContext) -> bool:
    """Whether the no is none to what the clause names: no testers needed, no idea about the room."""
    if stands_before_name(clause.before):
        return not (_NOT_YET.search(rest) or goes_on_behind_name(rest[at:]))
    return is_no_of_something(rest, at, situation)


def _reason_apart(block: Block, clause: NamedClause) -> str:
    """Stability not met (two outages): why, where it stands in brackets at the end; else empty."""
    found = _IN_BRACKETS.search(block.folded.text[clause.start : clause.end])
    return written_part(block, clause.start + found.start(1), clause.start + found.end(1)) if found else ""


def _takes_back(text: str, patterns: ResultPatterns) -> bool:
    """Whether behind a no it says that it may be none, or gives a verdict of its own."""
    return any(kind.search(text) for kind in (patterns.contrast, patterns.hedge, patterns.verdict))
