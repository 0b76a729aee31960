"""An answer on a plan, put together with what its department has said of single items before."""

from collections.abc import Iterable
from typing import NamedTuple

from collabtui.domain.mail.reply import Understanding
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer, ItemOpinion, value_of_items


class ItemAnswers(NamedTuple):
    """A department's word on the items of a plan."""

    value: AnswerValue
    items: tuple[ItemOpinion, ...]
    rest_agreed: bool


def put_together(
    known: DepartmentAnswer | None, items: Iterable[ItemOpinion], *, rest_agreed: bool, asked: Iterable[str]
) -> ItemAnswers:
    """The department's word: of an item that is spoken of now the new one, of the others what it was. `asked`: the refs
    of all items."""
    before = known.items if known else ()
    by_ref = {one.ref: one for one in (*before, *items)}
    rest = rest_agreed or (known is not None and (known.rest_agreed or (known.value == "for" and not before)))
    merged = tuple(sorted(by_ref.values(), key=lambda one: one.number))
    # `the rest agreed` says nothing of what it is the rest of
    value = value_of_items(merged, rest_agreed=rest, asked=asked) if merged else "unclear"
    return ItemAnswers(value, merged, rest)


def with_earlier_items(
    understood: Understanding, change: ChangeRequest, departments: Iterable[str], asked: Iterable[str]
) -> Understanding:
    """The answer as it counts beside what these departments have said of items before; one that says nothing of items
    is as it was."""
    refs = tuple(asked)
    known = {one.department: one for one in change.opinions if one.department in set(departments)}
    if understood.of_departments:
        each = []
        for one in understood.of_departments:
            if one.items or one.rest_agreed:
                found = put_together(known.get(one.department), one.items, rest_agreed=one.rest_agreed, asked=refs)
                stance = "none" if found.value == "unclear" else found.value
                values = {"stance": stance, "items": found.items, "rest_agreed": found.rest_agreed}
                each.append(one.model_copy(update=values))
            else:
                each.append(one)
        return understood.model_copy(update={"of_departments": tuple(each)})
    if understood.doubt not in ("", "rest-unsaid") or not (understood.items or understood.rest_agreed):
        return understood
    answers = list(known.values())
    found = put_together(
        answers[0] if len(answers) == 1 else None, understood.items, rest_agreed=understood.rest_agreed, asked=refs
    )
    stance = "none" if found.value == "unclear" else found.value
    counted = tuple(
        one.model_copy(update={"counts": one.rule in ("for", "against")}) if stance != "none" else one
        for one in understood.clauses
    )
    return understood.model_copy(
        update={
            "stance": stance,
            "doubt": "rest-unsaid" if stance == "none" else "",
            "items": found.items,
            "rest_agreed": found.rest_agreed,
            "clauses": counted,
        }
    )
