"""A line of an answer to a plan, cut before each item that begins a clause, and before `the rest`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, NamedTuple

from collabtui.domain.mail.reply import AskedPlanItem, ReplyLine, TextSpan
from collabtui.language.late_patterns import late_regex
from collabtui.language.numbers import chinese_number
from collabtui.language.replies.own_grammars.plan.counted_items import counted_items, may_count_all
from collabtui.language.replies.own_grammars.plan.plan_patterns import plan_patterns, speech_patterns

EDGES = " \t,，;；:：.。、!！()（）[]【】—–-*•·"
"""Marks and blanks at the ends of a part, which say nothing."""
_BEGINS = ",，;；。!！:：—–|/\n"
"""Marks behind which a clause begins; a full stop, too, with a blank behind it."""
_LAST_NUMBER = late_regex(r"\s*[,，]\s*\d{1,3}$")
_MOST = 60
"""Numbers that one range may hold."""
_PartKind = Literal["head", "item", "rest", "loose"]
_Verdict = Literal["for", "against", ""]


@dataclass(frozen=True)
class PlanPart:
    """A stretch of a line that is said of items, of the rest, or of none of them."""

    kind: _PartKind
    """`head` stands before the first item of its line, `loose` in a line that names none."""
    numbers: tuple[int, ...]
    """Of the items; 0 is one that the mail does not have."""
    text: str
    span: TextSpan
    excepted: bool = False
    weak: bool = False
    """Whether it is named by a number alone, which may be the writer's own."""
    verdict: _Verdict = ""
    """What stands before the items: a yes or a no to them."""
    every: bool = False
    """Whether it is said of all, and not of the rest."""


class _Cut(NamedTuple):
    kind: Literal["item", "rest"]
    start: int
    end: int
    names: str = ""
    verdict: _Verdict = ""
    excepted: bool = False
    weak: bool = False
    every: bool = False
    """Whether it says `all`, and not `the rest`."""


def parts_of_line(line: ReplyLine, plan: Sequence[AskedPlanItem]) -> Iterator[PlanPart]:
    """The parts of a line; what stands under a row of the mail is about its item."""
    cuts = [*_cuts(line.text, len(plan))]
    numbers = {one.ref: one.number for one in plan}
    under = numbers.get(line.item or "")
    first = cuts[0].start if cuts else len(line.text)
    if before := line.text[:first].strip(EDGES):
        span = _span(line, 0, first)
        if under and not cuts:
            yield PlanPart("item", (under,), before, span)
        else:
            yield PlanPart("head" if cuts else "loose", (), before, span)
    for cut, following in zip_longest(cuts, cuts[1:]):
        end = following.start if following else len(line.text)
        if cut.kind == "rest":
            span = _span(line, cut.start, end)
            yield PlanPart("rest", (), line.text[cut.end : end], span, verdict=cut.verdict, every=cut.every)
        else:
            yield from _parts_of_item(line, cut, end, numbers)


def _parts_of_item(line: ReplyLine, cut: _Cut, end: int, numbers: dict[str, int]) -> Iterator[PlanPart]:
    """The items with what is said of them; behind 除第4项外都同意 (all agreed but for the fourth) also the rest."""
    patterns, text = plan_patterns(), line.text[cut.end : end]
    named = tuple(dict.fromkeys(_named(cut.names, numbers)))
    outside = patterns.outside.match(text) if cut.excepted else None
    if outside and (rest := text[outside.end() :].strip(EDGES)):
        yield PlanPart("item", named, "", _span(line, cut.start, cut.end), excepted=True)
        every = patterns.every.match(rest) or patterns.rest.match(rest)
        yield PlanPart("rest", (), rest[every.end() :] if every else rest, _span(line, cut.end, end))
        return
    text = text[outside.end() :] if outside else text
    yield PlanPart("item", named, text, _span(line, cut.start, end), cut.excepted, cut.weak, cut.verdict)


def _cuts(text: str, asked: int) -> Iterator[_Cut]:
    patterns, at = plan_patterns(), 0
    while at < len(text):
        if not _begins_clause(text, at):
            at += 1
            continue
        if counted := _counted_cut(text, at, asked):
            yield counted
            at = counted.end
            continue
        rest, named = patterns.rest.match(text, at), patterns.named.match(text, at)
        if found := rest or patterns.every.match(text, at):
            yield _Cut("rest", at, found.end(), verdict="for" if found["verdict"] else "", every=not rest)
            at = found.end()
        elif named and (named["strong"] or not patterns.measure.match(text[named.end() :])):
            verdict: _Verdict = "for" if named["agrees"] else "against" if named["objects"] else ""
            weak = not named["strong"] and not verdict
            end = _end_of_names(text, named) if verdict else named.end()
            written = text[named.start("names") : end]
            names = "0" if may_count_all(written, asked) else written
            yield _Cut("item", at, end, names, verdict, bool(named["except"]), weak)
            at = end
        else:
            at += 1


def _end_of_names(text: str, named: re.Match[str]) -> int:
    """OK for 1, 2 is too early: of the last number something else is said."""
    last = _LAST_NUMBER.search(named["names"])
    is_other = last is not None and speech_patterns().begins_otherwise.match(text[named.end() :].casefold())
    return named.start("names") + last.start() if last and is_other else named.end()


def _counted_cut(text: str, at: int, asked: int) -> _Cut | None:
    """五项都行, all five are fine; 同意前三项, not the last two."""
    before = plan_patterns().before.match(text, at)
    counted = counted_items(text, before.end(), asked) if before else None
    if before is None or counted is None:
        return None
    verdict: _Verdict = "for" if before["agrees"] else "against" if before["objects"] else ""
    if counted.every and verdict != "against" and not before["except"]:
        return _Cut("rest", at, counted.end, verdict=verdict, every=True)
    names = ",".join(map(str, counted.numbers))
    return _Cut("item", at, counted.end, names, verdict, bool(before["except"]))


def _begins_clause(text: str, at: int) -> bool:
    if text[at].isspace() or text[at] in EDGES:
        return False
    before = text[:at].rstrip()
    if not before or before[-1] in _BEGINS or (before[-1] == "." and text[at - 1].isspace()):
        return True
    if (text[at - 1].isspace() or not text[at - 1].isascii()) and plan_patterns().verdict_before.search(before):
        return True
    if text[at - 1].isspace() and not text[at].isascii() and plan_patterns().rest.match(text, at):
        return True  # 2 改到3月18日 其余同意
    begins = plan_patterns().begins_exception.match(text, at)
    return begins is not None and (text[at - 1].isspace() or not text[at].isascii())


def _named(names: str, numbers: Mapping[str, int]) -> Iterator[int]:
    """The numbers that are meant by `A3、A4`, `1-3`, `第一、三项`; 0 for one that the plan does not have."""
    patterns = plan_patterns()
    found = list(patterns.one_number.finditer(names))
    values = [numbers.get(one[0].upper(), 0) if one["ref"] else _number(one[0]) for one in found]
    for at, value in enumerate(values):
        last = at + 1 == len(values)
        between = "" if last else names[found[at].end() : found[at + 1].start()].strip()
        if between and patterns.through.fullmatch(between) and value < values[at + 1] < value + _MOST:
            yield from range(value, values[at + 1])
        else:
            yield value


def mentioned_in(text: str, numbers: Mapping[str, int]) -> Iterator[int]:
    """The items that a text names for certain, wherever: 第2项没人; `numbers` are those of the refs."""
    for found in plan_patterns().mentioned.finditer(text):
        yield from _named(found[0], numbers)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text) or 0


def _span(line: ReplyLine, start: int, end: int) -> TextSpan:
    first = line.span.start
    return TextSpan(start=min(first + start, line.span.end), end=min(first + end, line.span.end))
