"""All but one of those that were asked about: 全部达标，除了2; all fine, just the second is a day late."""

import re
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.own_grammars.asked_by_name import (
    clauses_by_name,
)
from collabtui.language.replies.own_grammars.criteria.measured_words import words_around_values
from collabtui.language.replies.own_grammars.criteria.place_patterns import is_of_others, numbers_at
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns, subject_of
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, written_part
from collabtui.language.replies.own_grammars.gift_terms import (
    begins_exception,
    begins_reserve,
    number_in,
    since_in,
    takes_one_out,
)
from collabtui.language.replies.words.blocks import Block


def but_for_one(block: Block, whole: ResultPiece, at: int, situation: ReplyContext) -> list[ResultPiece]:
    """全部同意，除了2; 都可以，就是2要晚一天 (all fine, just the second is a day late): the rest is agreed to, and what
    is said of the one waits; results of criteria, which are signed, wait all of them. Where nobody can tell which one
    is taken out, no yes to all is proposed."""
    end = len(block.folded.text)
    tail = block.folded.text[at:]
    out = takes_one_out(tail)
    if not (whole.met and len(situation.criteria) > 1 and (out or begins_reserve(tail))):
        return []
    number = _only_named(tail, situation)
    if number is None:
        return [replace(whole, end=end, of_all=False, met=None, doubt="condition")] if out else []
    open_one = ResultPiece(block, at, end, (number,), opinion=written_part(block, at, end), doubt="condition")
    rest = replace(whole, end=at, of_all=False, numbers=all_others(number, situation))
    if subject_of(situation) == "criteria":
        missed = False if out and not _is_unknown_yet(tail) else None
        return [replace(one, doubt="contradiction") for one in (rest, replace(open_one, met=missed))]
    return [rest, replace(open_one, met=None if out and since_in(tail, situation) is None else True)]


def but_for_one_before(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> list[ResultPiece]:
    """除了第3条，全部达标 (all but the third are met), 除响应时间外全部达标: the one is taken out before the yes."""
    text = block.folded.text
    of_all = _yes_to_the_others(text, patterns) if len(situation.criteria) > 1 and begins_exception(text) else None
    if of_all is None or of_all.start() == 0 or of_all["unmet"]:
        return []
    number = _only_named(text[: of_all.start()], situation)
    if number is None or not _keeps_to(number, text[of_all.end() :], situation):
        return []
    if of_all.re is patterns.by_place and not numbers_at(of_all, all_others(0, situation), {number}):
        return []  # 除了1，其余三条 of three
    whole = ResultPiece(block, of_all.start(), of_all.end(), all_others(number, situation), met=True)
    if rest := text[of_all.end() :].strip(EDGES):
        words = written_part(block, text.index(rest, of_all.end()), len(text))
    else:
        words = written_part(block, 0, of_all.start())
    open_one = ResultPiece(block, 0, len(text), (number,), opinion=words, doubt="condition")
    if subject_of(situation) == "criteria":
        missed = None if _is_unknown_yet(text) else False
        return [replace(one, doubt="contradiction") for one in (replace(open_one, met=missed), whole)]
    return [open_one, whole]


def _yes_to_the_others(text: str, patterns: ResultPatterns) -> re.Match[str] | None:
    """全部达标, or 其他都合格 where words for the others have their verdict; not where it is asked."""
    if patterns.question.search(text):
        return None
    places = patterns.by_place.finditer(text)
    others = next((one for one in places if is_of_others(one) and one["verdict"]), None)
    return others or patterns.of_all.search(text)


def _is_unknown_yet(text: str) -> bool:
    """All met except 2: no data yet; 除了2，还没统计: nobody has measured it."""
    return words_around_values("unknown_yet").search(text) is not None


def _only_named(text: str, situation: ReplyContext) -> int | None:
    """The number of the one thing that a text names, by its number or by its words."""
    named = {number for clause in clauses_by_name(text, situation.criteria) for number in clause.numbers}
    if one := number_in(text, [each.number for each in situation.criteria]):
        named.add(one)
    return named.pop() if len(named) == 1 else None


def _keeps_to(number: int, text: str, situation: ReplyContext) -> bool:
    """Whether what is said behind the yes to the others names none of these."""
    named = {one for clause in clauses_by_name(text, situation.criteria) for one in clause.numbers}
    return named <= {number} and number_in(text, all_others(number, situation)) is None


def all_others(number: int, situation: ReplyContext) -> tuple[int, ...]:
    return tuple(one.number for one in situation.criteria if one.number != number)
