"""A piece of a reply that says something of criteria, or of what is given, and what of it counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import AskedCriterion, Clause, CriterionResult, ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.measures.against_criterion import held_against
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultSubject
from collabtui.language.replies.words.blocks import Block

_BELOW_NOTHING = late_regex(r"(?<![\w.%）)])[-−–]\s?\d")
"""In a criterion, a figure with a minus; 10-20 has none."""


@dataclass(frozen=True)
class ResultPiece:
    """A piece of a line that says something of criteria, or nothing that is certain."""

    block: Block
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    of_all: bool = False
    met: bool | None = None
    measured: str = ""
    opinion: str = ""
    rectify: str = ""
    rectify_by: date | None = None
    since: date | None = None
    doubt: ClauseDoubt | Literal[""] = ""
    place: re.Match[str] | None = None
    """By which it names them, where that is not by their numbers."""


def criterion_of(number: int, situation: ReplyContext) -> AskedCriterion | None:
    return next((one for one in situation.criteria if one.number == number), None)


def written_part(block: Block, start: int, end: int) -> str:
    """As it was written, without the signs around it; a bracket that was opened within it is closed in it."""
    part = block.written(start, end).strip(EDGES + "，。；：！（）")
    whole = block.written(max(start - 1, 0), min(end + 1, len(block.folded.text)))
    first = whole.find(part)
    lacks = sum(part.count(one) for one in "(（") - sum(part.count(one) for one in ")）")
    if lacks > 0 and whole[first + len(part) :][:1] in (")", "）"):
        return part + whole[first + len(part)]
    if lacks < 0 and first and whole[first - 1] in ("(", "（"):
        return whole[first - 1] + part
    return part


def with_all_numbers(one: ResultPiece, known: dict[int, AskedCriterion]) -> ResultPiece:
    if one.of_all:
        return replace(one, numbers=tuple(known))
    if one.doubt or (one.numbers and all(number in known for number in one.numbers)):
        return one
    return replace(one, doubt="out-of-range")


def held_against_criterion(one: ResultPiece, known: dict[int, AskedCriterion]) -> ResultPiece:
    """93% is no ≥ 95%, whatever is said of it; and a no to 97% needs its reason."""
    if one.doubt or not one.measured or len(one.numbers) != 1:
        return one
    asked = known[one.numbers[0]].text
    one = replace(one, measured=_with_minus(one, asked))
    held = held_against(asked, one.measured)
    if one.met and held == "misses":
        return replace(one, doubt="misses-target")
    if not one.met and held == "within" and not (one.opinion or one.rectify):
        return replace(one, doubt="contradiction")
    return one


def _with_minus(one: ResultPiece, asked: str) -> str:
    """The value of complaints −20 %: 1 met -23%. Of a criterion below nothing a dash right before the value is no
    punctuation."""
    if one.measured[0].isdigit() and _BELOW_NOTHING.search(asked):
        signed = re.search(rf"[-−–](?={re.escape(one.measured)}(?!\d))", one.block.written(one.start, one.end))
        return f"-{one.measured}" if signed else one.measured
    return one.measured


def checked_together(read: Sequence[ResultPiece]) -> list[ResultPiece]:
    """A criterion of which two things are said waits; what belongs to no criterion withholds all."""
    if any(one.doubt and not one.numbers for one in read):
        doubt = next(one.doubt for one in read if one.doubt and not one.numbers)
        return [one if one.doubt else replace(one, doubt=doubt) for one in read]
    verdicts_of: dict[int, set[bool | None]] = {}
    for one in read:
        for number in one.numbers:
            verdicts_of.setdefault(number, set()).add(one.met)
    disputed = {number for number, verdicts in verdicts_of.items() if len(verdicts) > 1}
    return [
        replace(one, doubt="contradiction") if disputed & set(one.numbers) and not one.doubt else one for one in read
    ]


def criterion_results(
    one: ResultPiece, known: dict[int, AskedCriterion], subject: ResultSubject
) -> Iterator[CriterionResult]:
    if one.met is None:
        return
    for number in one.numbers:
        if number in known:
            yield CriterionResult(
                of="resource" if subject == "resources" else "criterion",
                number=number,
                text=known[number].text,
                met=one.met,
                measured=one.measured if len(one.numbers) == 1 else "",
                opinion=one.opinion,
                rectify=one.rectify,
                rectify_by=one.rectify_by,
                since=one.since,
            )


def clause_of_piece(one: ResultPiece) -> Clause:
    span, text = one.block.span(one.start, one.end), one.block.written(one.start, one.end)
    if one.doubt:
        return Clause(span=span, text=text, rule=one.doubt, counts=False)
    return Clause(span=span, text=text, rule="met" if one.met else "unmet", counts=True)


def clause_of_courtesy(block: Block) -> Clause:
    end = len(block.folded.text)
    return Clause(span=block.span(0, end), text=block.written(0, end), rule="talk", counts=False)
