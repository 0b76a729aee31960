"""A department that is called otherwise, or has become a part of another: what a record says that named it."""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import AskedState, DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Contact, Matter
from collabtui.domain.model import Record
from collabtui.domain.renamed_ref import renamed_at

R = TypeVar("R", bound=Record)
_STATES: tuple[AskedState, ...] = ("objected", "waiting", "unsent", "accepted")
_VALUES = ("against", "unclear", "for")
"""Of two answers of what is one department now the one further to the left counts: an objection is not lost."""


def with_department(record: R, goes: str, stays: str) -> R:
    """The record with `stays` for `goes` in each field of `names_department`, the same department named once."""
    after: Any = record
    for path in record.names_department:
        after = renamed_at(after, path.split("."), goes, stays)
    if isinstance(after, Matter):
        kept = _contacts(record.contacts if isinstance(record, Matter) else (), after.contacts)
        after = after.model_copy(update={"contacts": kept, "asked": _asked(after.asked)})
    if isinstance(after, ChangeRequest):
        departments = tuple(dict.fromkeys(after.departments))
        after = after.model_copy(update={"departments": departments, "opinions": _opinions(after.opinions)})
    return cast("R", after)  # a copy of what came in


def _contacts(before: Iterable[Contact], after: Iterable[Contact]) -> tuple[Contact, ...]:
    """Of two, the contact of the department that stays."""
    found: dict[str, Contact] = {}
    for former, one in zip(before, after, strict=True):
        if one.department not in found or former == one:
            found[one.department] = one
    return tuple(found.values())


def _asked(parts: Iterable[DepartmentRequest]) -> tuple[DepartmentRequest, ...]:
    found: dict[str, DepartmentRequest] = {}
    for part in parts:
        found[part.department] = _one_request(found[part.department], part) if part.department in found else part
    return tuple(found.values())


def _one_request(one: DepartmentRequest, other: DepartmentRequest) -> DepartmentRequest:
    """All that was asked of both, with the answer that leaves the most to be done. Where either has still to answer its
    own part, that is another wording, and asked anew: the answer to one of the two counts for no more than that."""
    counts = min((one, other), key=lambda each: _STATES.index(each.state))
    asked = list(dict.fromkeys(each.what for each in (one, other) if each.what))
    fields: dict[str, object] = {"what": "; ".join(asked)}
    if len(asked) > 1 and any(each.state in ("waiting", "unsent") for each in (one, other)):
        fields |= {"sent_at": None} if counts.state == "objected" else {"sent_at": None, "answer": None}
    return counts.model_copy(update=fields)


def _opinions(opinions: Iterable[DepartmentAnswer]) -> tuple[DepartmentAnswer, ...]:
    found: dict[str, DepartmentAnswer] = {}
    for one in opinions:
        found[one.department] = min((found.get(one.department, one), one), key=lambda each: _VALUES.index(each.value))
    return tuple(found.values())
