"""The meaning of the parts of a plan's answer together, where one alone says nothing certain: courtesies, numbers, and
lines that go on in what is said above them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.plan.part_verdicts import PartReader, ReadPart, is_open, wants_otherwise
from collabtui.language.replies.own_grammars.plan.plan_parts import EDGES, PlanPart, mentioned_in

_CLAUSES = late_regex(r"[^,，;；。\n]+[,，;；。\n]?")


def with_courtesies(found: Sequence[ReadPart], reader: PartReader) -> list[ReadPart]:
    """Lines that name no item are a courtesy together: Best regards, and the name below it."""
    kept: list[ReadPart] = []
    for is_loose, group in groupby(found, lambda one: one.part.kind == "loose"):
        lines = list(group)
        if is_loose and len(lines) > 1:
            together = reader.as_department(lines)
            if together.stance is None and not together.doubt:
                lines = [replace(one, stance="harmless", doubt="") for one in lines]
        kept += lines
    return kept


def with_numbers_beside_others(found: Sequence[ReadPart]) -> list[ReadPart]:
    """5 needs another week: beside 1-4 ok the number is that of an item."""
    if not any(one.tells_of_items for one in found):
        return list(found)
    return [
        replace(one, stance="against", statement=one.text, doubt="")
        if one.part.weak and one.stance == "none" and wants_otherwise(one.text, one.part, weak=False)
        else one
        for one in found
    ]


def with_reasons_behind_a_no(found: Sequence[ReadPart]) -> list[ReadPart]:
    """2 and 3 not agreed: 2 has no owner, 3 clashes with the audit. What is said of an item behind a no to it, and is
    neither a yes nor a question, is why."""
    refused: set[int] = set()
    explained: list[ReadPart] = []
    for one in found:
        is_unread = one.part.kind == "item" and one.stance == "none" and one.doubt == "no-stance" and bool(one.text)
        if is_unread and not is_open(one.text) and refused.issuperset(one.part.numbers):
            explained.append(replace(one, stance="against", statement=one.text, doubt=""))
            continue
        if one.part.kind == "item" and one.stance == "against":
            refused.update(one.part.numbers)
        explained.append(one)
    return explained


def with_reasons_apart(found: Sequence[ReadPart], numbers: Mapping[str, int]) -> list[ReadPart]:
    """2、3不同意：张伟说第2项没人 (2 and 3 not agreed: Zhang Wei says nobody is there for the second): a reason that
    names some of several items is that of these. `numbers` are those of the refs."""
    return [apart for one in found for apart in _each_with_its_reason(one, numbers)]


def _each_with_its_reason(one: ReadPart, numbers: Mapping[str, int]) -> list[ReadPart]:
    if one.part.kind != "item" or one.stance != "against" or len(one.part.numbers) < 2:
        return [one]
    asked = set(one.part.numbers)
    of_item: dict[int, list[str]] = {number: [] for number in one.part.numbers}
    current: set[int] = asked
    for clause in _CLAUSES.findall(one.statement):
        named = set(mentioned_in(clause, numbers)) & asked
        current = named or current
        for number in current:
            of_item[number].append(clause)
    reasons = {number: "".join(clauses).strip(EDGES) for number, clauses in of_item.items()}
    if len(set(reasons.values())) == 1:
        return [one]
    return [
        replace(one, part=replace(one.part, numbers=(number,)), statement=reason) for number, reason in reasons.items()
    ]


def numbers_are_his_own(found: Sequence[ReadPart]) -> bool:
    """Whether the writer counts what he says himself: 不同意：1、人手不够 2、时间太紧; 1. Add a test. 2. Name the
    budget."""
    items = [one for one in found if one.part.kind == "item"]
    if not items or any(not one.part.weak for one in items):
        return False
    if any(one.part.kind == "head" and one.stance == "against" for one in found):
        return True
    if any(one.part.kind == "rest" or one.stance == "for" for one in found):
        return False
    if any(not one.text or _is_verdict(one) for one in items):
        return False
    numbers = [number for one in items for number in one.part.numbers]
    return numbers == list(range(1, len(numbers) + 1))


def with_loose_lines(found: Sequence[ReadPart], reader: PartReader) -> list[ReadPart]:
    """Lines that name no item: a courtesy, or the rest of what is said above them."""
    joined: list[ReadPart] = []
    for one in found:
        if one.part.kind != "loose" or one.stance == "harmless":
            joined.append(one)
            continue
        above = next((at for at in reversed(range(len(joined))) if joined[at].part.kind != "loose"), None)
        whole = None if above is None else _with_line_below(joined[above], one, reader)
        if above is not None and whole is not None:
            joined[above] = whole
        elif one.stance == "for":
            joined.append(replace(one, part=PlanPart("head", (), one.text, one.part.span)))
        else:
            joined.append(replace(one, doubt=one.doubt or "no-stance"))
    return joined


def _is_verdict(one: ReadPart) -> bool:
    return one.stance in ("for", "against") and one.doubt == "" and one.statement != one.text


def _with_line_below(above: ReadPart, line: ReadPart, reader: PartReader) -> ReadPart | None:
    """What is said of an item with the line below it; None where that does not go on in it."""
    if above.part.kind != "item":
        return None
    if above.stance == "against" and line.stance == "none" and line.doubt != "question":
        statement = "\n".join(filter(None, (above.statement, line.text)))
        return replace(above, statement=statement, below=(*above.below, line.part.span))
    if not above.text and above.stance == "none":
        # the number stands on a line of its own, what is said of it below
        return reader.read(replace(above.part, text=line.text, span=line.part.span, weak=False))
    return None
