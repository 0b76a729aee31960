"""Objections to single items of a plan: what a department has against each, until that is settled."""

from collections.abc import Iterable

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.matters.approvals.planned_lines import ItemObjection
from collabtui.store.interface import Reader


def item_objections(reader: Reader, changes: Iterable[ChangeRequest | None]) -> dict[str, list[ItemObjection]]:
    """By the ref of the item; what a department says to a later one of the changes takes the place of what it said to
    an earlier one."""
    answers = {
        answer.department: answer
        for change in changes
        if change
        for answer in change.opinions
        if answer.value != "unclear"
    }
    people = people_by_ref(reader, (one.person for one in answers.values() if one.person))
    found: dict[str, list[ItemObjection]] = {}
    for answer in answers.values():
        for item in answer.objected:
            by = people[answer.person].name if answer.person else ""
            found.setdefault(item.ref, []).append({"department": answer.department, "by": by, "text": item.text})
    return found
