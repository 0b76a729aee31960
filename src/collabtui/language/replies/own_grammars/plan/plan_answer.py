"""The answer to a plan that its parts make together: what is said of each item, and of the plan as a whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from collabtui.domain.mail.adopted_proposals import with_answer_proposed
from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import Clause, NewText, ReplyContext, ReplyLine, Understanding
from collabtui.domain.matters.department_answer import ItemOpinion, value_of_items
from collabtui.language.replies.own_grammars.plan.part_verdicts import ReadPart

_Doubt = ClauseDoubt | Literal[""]


def plan_answer(found: Sequence[ReadPart], new_text: NewText, situation: ReplyContext) -> Understanding:
    """The whole answer; where anything is left that belongs to no item and is no courtesy, the whole waits."""
    refs = {one.number: one.ref for one in situation.plan}
    items, doubt_of_items = _opinions(found, refs)
    doubt: _Doubt = (
        next((one.doubt for one in found if one.doubt), "") or doubt_of_items or _doubt_of_rest(found, items)
    )
    statement = "\n".join(line.text.strip() for line in _own_lines(found, new_text))
    clauses = tuple(dict.fromkeys(_clauses(found)))
    if doubt:
        return Understanding(stance="none", statement=statement, doubt=doubt, clauses=_open(clauses))
    ordered = tuple(items[number] for number in sorted(items))
    rest_agreed = _is_rest_agreed(found, items)
    stance, lacks = _of_all(ordered, found, [*refs.values()], rest_agreed=rest_agreed)
    return Understanding(
        stance=stance,
        statement=statement,
        doubt=lacks,
        clauses=clauses if stance != "none" else _open(clauses),
        items=ordered,
        rest_agreed=rest_agreed,
    )


def not_agreed(whole: Understanding, found: Sequence[ReadPart]) -> Understanding:
    """The answer as a department's, which is no more than a likely yes where its words name an item: 没意见，
    第2项客服部辛苦了 (no objection; well done on the second)."""
    names = any(one.part.kind == "item" and not one.part.weak for one in found)
    return with_answer_proposed(whole, "no-stance", "for") if names and whole.stance == "for" else whole


def _opinions(found: Sequence[ReadPart], refs: Mapping[int, str]) -> tuple[dict[int, ItemOpinion], _Doubt]:
    """What is said of each item, by its number; and why that is not certain."""
    items: dict[int, ItemOpinion] = {}
    doubt: _Doubt = ""
    for one in found:
        if one.part.kind != "item":
            continue
        for number in one.part.numbers:
            if number not in refs:
                doubt = doubt or "out-of-range"
                continue
            opinion = _opinion(one, number, refs[number])
            known = items.get(number)
            if known and known.value != opinion.value:
                doubt = doubt or "contradiction"
            items[number] = opinion if not known or opinion.text else known
    return items, doubt


def _opinion(one: ReadPart, number: int, ref: str) -> ItemOpinion:
    if one.stance == "for":
        return ItemOpinion(number=number, ref=ref, value="for", text="")
    return ItemOpinion(number=number, ref=ref, value="against", text=one.statement)


def _doubt_of_rest(found: Sequence[ReadPart], items: Mapping[int, ItemOpinion]) -> _Doubt:
    """Why the heads and the rest do not go together, or do not go with the items."""
    agreed = _agreed(found)
    is_refused = any(one.part.kind == "rest" and one.stance == "against" for one in found)
    if is_refused or len(set(agreed)) > 1:
        return "contradiction"
    mostly = any(one.is_mostly for one in _heads(found))
    return "hedged" if mostly and not any(one.value == "against" for one in items.values()) else ""


def _is_rest_agreed(found: Sequence[ReadPart], items: Mapping[int, ItemOpinion]) -> bool:
    agreed = _agreed(found)
    says_rest = any(one.part.kind == "rest" and not one.part.every for one in found)
    return bool(agreed) and all(agreed) and bool(items or says_rest)


def _agreed(found: Sequence[ReadPart]) -> list[bool]:
    """Of each head, and of each part on the rest, whether it is a yes."""
    rests = [one for one in found if one.part.kind == "rest"]
    return [one.stance == "for" for one in (*_heads(found), *rests)]


def _heads(found: Sequence[ReadPart]) -> list[ReadPart]:
    return [one for one in found if one.part.kind == "head" and one.stance != "harmless"]


def _of_all(
    items: Sequence[ItemOpinion], found: Sequence[ReadPart], asked: Sequence[str], *, rest_agreed: bool
) -> tuple[Literal["for", "against", "none"], Literal["", "rest-unsaid"]]:
    """`The rest agreed` alone says nothing of what it is the rest of."""
    if not items and not rest_agreed and any(one.stance == "for" for one in found):
        return "for", ""
    value = value_of_items(items, rest_agreed=rest_agreed and bool(items), asked=asked)
    return ("none", "rest-unsaid") if value == "unclear" else (value, "")


def _own_lines(found: Sequence[ReadPart], new_text: NewText) -> list[ReplyLine]:
    """Without lines of courtesy alone."""
    spans = [one.part.span for one in found if one.stance != "harmless"]
    return [
        line
        for line in new_text.lines
        if any(span.start < line.span.end and line.span.start < span.end for span in spans)
    ]


def _clauses(found: Iterable[ReadPart]) -> Iterator[Clause]:
    for one in found:
        rule = one.doubt or (
            "talk" if one.stance == "harmless" else one.stance if one.stance != "none" else "no-stance"
        )
        counts = not one.doubt and one.stance in ("for", "against")
        for span in (one.part.span, *one.below):
            yield Clause(span=span, text=one.text or one.part.text.strip(), rule=rule, counts=counts)


def _open(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(one.model_copy(update={"counts": False}) for one in clauses)
