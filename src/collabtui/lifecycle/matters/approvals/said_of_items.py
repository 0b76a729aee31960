"""An answer on a plan, put together with what its department has said of single items before."""

from collections.abc import Iterable
from typing import NamedTuple

from collabtui.domain.mail.reply import Understanding
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer, ItemOpinion, value_of_items


class SaidOfItems(NamedTuple):
    """A department's word on the items of a plan."""

    value: AnswerValue
    items: tuple[ItemOpinion, ...]
    rest_agreed: bool


def put_together(
    known: DepartmentAnswer | None, items: Iterable[ItemOpinion], *, rest_agreed: bool, asked: Iterable[str]
) -> SaidOfItems:
    """What is said now of an item takes the place of what was said of it; of the others that stands. `asked`: the refs
    of all items."""
    before = known.items if known else ()
    by_ref = {one.ref: one for one in (*before, *items)}
    rest = rest_agreed or (known is not None and (known.rest_agreed or (known.value == "for" and not before)))
    merged = tuple(sorted(by_ref.values(), key=lambda one: one.number))
    # `the rest agreed` says nothing of what it is the rest of
    value = value_of_items(merged, rest_agreed=rest, asked=asked) if merged else "unclear"
    return SaidOfItems(value, merged, rest)


def with_what_was_said(
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
                said = put_together(known.get(one.department), one.items, rest_agreed=one.rest_agreed, asked=refs)
                stance = "none" if said.value == "unclear" else said.value
                values = {"stance": stance, "items": said.items, "rest_agreed": said.rest_agreed}
                each.append(one.model_copy(update=values))
            else:
                each.append(one)
        return understood.model_copy(update={"of_departments": tuple(each)})
    if understood.doubt not in ("", "rest-unsaid") or not (understood.items or understood.rest_agreed):
        return understood
    answers = list(known.values())
    said = put_together(
        answers[0] if len(answers) == 1 else None, understood.items, rest_agreed=understood.rest_agreed, asked=refs
    )
    stance = "none" if said.value == "unclear" else said.value
    counted = tuple(
        one.model_copy(update={"counts": one.rule in ("for", "against")}) if stance != "none" else one
        for one in understood.clauses
    )
    return understood.model_copy(
        update={
            "stance": stance,
            "doubt": "rest-unsaid" if stance == "none" else "",
            "items": said.items,
            "rest_agreed": said.rest_agreed,
            "clauses": counted,
        }
    )
