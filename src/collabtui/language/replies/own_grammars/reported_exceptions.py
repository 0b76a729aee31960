"""Exceptions that a reply reports on a form of its own, without a word that the action is blocked: 1 异常：环境没到位,
and below it 影响：…, 建议：…, 负责人：…, 期限：…

Each is proposed as a block of its action, with all of its lines as the reason: whether the work stands still is for its
writer to say.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from collabtui.domain.mail.reply import Clause, Item, Proposal, ReplyContext, Understanding
from collabtui.language.exception_parts import part_at
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.words.blocks import Block
from collabtui.language.word_patterns import one_of

_REST = " .。!！"
_NUMBER = r"\s*(?:(?:no\.?|#|第)?\s*(?P<number>[a-z]?\d{1,5})\s*(?:[.:、)]|项|条)?\s*)?"


class ReportedException(NamedTuple):
    item: Item
    lines: tuple[Block, ...]
    """The one that announces it, and those of its parts."""
    at: int
    """The place in the first line behind the words that announce it."""


class Reported(NamedTuple):
    exceptions: tuple[ReportedException, ...]
    rest: tuple[Block, ...]
    """The lines that belong to none."""


def reported(lines: Sequence[Block], situation: ReplyContext) -> Reported:
    """A line that announces an exception of an own open item, with its parts in the lines right below it; none where a
    department was asked for its answer."""
    if situation.asking is not None:
        return Reported((), tuple(lines))
    found: list[ReportedException] = []
    rest: list[Block] = []
    goes_on = False
    for line in lines:
        begun = _begun(line, situation)
        if begun:
            found.append(begun)
        elif goes_on and _is_part(line):
            found[-1] = found[-1]._replace(lines=(*found[-1].lines, line))
        else:
            rest.append(line)
        goes_on = begun is not None or (goes_on and line not in rest)
    return Reported(tuple(found), tuple(rest))


def with_exceptions(found: Understanding, exceptions: Sequence[ReportedException]) -> Understanding:
    """With a proposal for each, numbered behind those that are there."""
    if not exceptions:
        return found
    last = max((one.n for one in found.proposals), default=0)
    numbered = list(enumerate(exceptions, last + 1))
    proposals = tuple(
        Proposal(n=n, ref=one.item.ref, status="blocked", reason=_reason_of(one), why="likely") for n, one in numbered
    )
    clauses = tuple(_clause(line, one.item.ref, n) for n, one in numbered for line in one.lines)
    ordered = sorted((*found.clauses, *clauses), key=lambda clause: clause.span.start)
    return found.model_copy(
        update={
            "clauses": tuple(ordered),
            "proposals": (*found.proposals, *proposals),
            "doubt": found.doubt or "likely",
        }
    )


def _begun(line: Block, situation: ReplyContext) -> ReportedException | None:
    """The exception that the line announces; None where it names none of the own items, or might mean several."""
    text = line.folded.text
    opened = _opening().match(text)
    telling = text[opened.end() :].strip(_REST) if opened else ""
    item = _item_of(opened["number"] or "", line, situation) if opened else None
    if opened is None or item is None or not telling or telling in _nothing() or "?" in text:
        return None
    return ReportedException(item, (line,), opened.end())


def _item_of(number: str, line: Block, situation: ReplyContext) -> Item | None:
    if not number and line.item is not None:
        return next((one for one in situation.items if one.ref == line.item), None)
    if number and not number.isdigit():
        return next((one for one in situation.items if one.ref.casefold() == number), None)
    if number:
        return next((one for one in situation.items if one.number == int(number)), None)
    if len(situation.items) == 1:
        return situation.items[0]
    text = line.source.casefold()
    named = [
        one for one in situation.items if any(name and name.casefold() in text for name in (one.title, one.deliverable))
    ]
    return named[0] if len(named) == 1 else None


def _is_part(line: Block) -> bool:
    text = line.source.strip()
    found = part_at(text)
    return found is not None and (found.is_labelled or found.part == "solver")


def _reason_of(one: ReportedException) -> str:
    first, *others = one.lines
    written = [first.written(one.at, len(first.folded.text)), *(line.source.strip() for line in others)]
    return "\n".join(written)


def _clause(line: Block, ref: str, number: int) -> Clause:
    end = len(line.folded.text)
    text = line.written(0, end)
    return Clause(span=line.span(0, end), text=text, refs=(ref,), rule="likely", counts=False, proposals=(number,))


@cache
def _opening() -> re.Pattern[str]:
    """With a number before it or a mark behind it; of a name before the colon nothing else is said."""
    called = one_of(words_of_both("exceptions", "exception-called"))
    return re.compile(rf"{_NUMBER}(?:{called})\s*[:：]\s*", re.IGNORECASE)


@cache
def _nothing() -> frozenset[str]:
    """异常：无, exceptions: none: a line of a form that is left empty."""
    return frozenset(words_of_both("exceptions", "nothing"))
