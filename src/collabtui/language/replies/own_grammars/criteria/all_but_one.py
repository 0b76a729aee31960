"""All but one of those that were asked about: 全部达标，除了2; all fine, just the second is a day late."""

from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.own_grammars.asked_by_name import (
    clauses_by_name,
)
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
        return [replace(one, doubt="contradiction") for one in (rest, replace(open_one, met=False if out else None))]
    return [rest, replace(open_one, met=None if out and since_in(tail, situation) is None else True)]


def but_for_one_before(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> list[ResultPiece]:
    """除了第3条，全部达标 (all but the third are met), 除响应时间外全部达标: the one is taken out before the yes."""
    text = block.folded.text
    of_all = patterns.of_all.search(text) if len(situation.criteria) > 1 and begins_exception(text) else None
    if of_all is None or of_all.start() == 0 or of_all["unmet"]:
        return []
    number = _only_named(text[: of_all.start()], situation)
    if number is None or not _keeps_to(number, text[of_all.end() :], situation):
        return []
    whole = ResultPiece(block, of_all.start(), of_all.end(), all_others(number, situation), met=True)
    if rest := text[of_all.end() :].strip(EDGES):
        words = written_part(block, text.index(rest, of_all.end()), len(text))
    else:
        words = written_part(block, 0, of_all.start())
    open_one = ResultPiece(block, 0, len(text), (number,), opinion=words, doubt="condition")
    if subject_of(situation) == "criteria":
        return [replace(one, doubt="contradiction") for one in (replace(open_one, met=False), whole)]
    return [open_one, whole]


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
