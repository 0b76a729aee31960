"""The hash of the content that people decide on: who signed sees whether it is still the same."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import AskedKind, ChangeRequest
from collabtui.domain.matters.department_merge import with_department
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Department

_PLANNED = {"title", "task", "owner", "collaborators", "planned_start", "due", "deliverable", "depends_on"}
"""Of an action: what a plan shows of it, and not how far it is."""
_MEASURED = {"text", "measured", "met", "opinion", "rectify", "rectify_by"}
"""Of a criterion: not who said so, and when."""


_MOST_NAMES = 256
"""Combinations of former names that are tried."""


def content_digest(change: ChangeRequest, matter: Matter, actions: Iterable[Action]) -> str:
    """SHA-256, hex, of what the question is about, in whatever language it was shown. `actions`: of the matter."""
    return _sha(_content(change.kind, change, matter, actions))


def _sha(content: list[Any] | dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def is_as_asked(
    change: ChangeRequest, matter: Matter, actions: Iterable[Action], departments: Iterable[Department]
) -> bool:
    """Whether it is still what those concerned were asked about; a department that is called otherwise by now is the
    same one. `actions`: of the matter; `departments`: all."""
    known = tuple(actions)
    if change.kind == "plan" and change.asked_digest == _digest_by_first_dates(known):
        return True
    return any(
        content_digest(change, called, known) == change.asked_digest
        for called in islice(_under_former_names(matter, departments), _MOST_NAMES)
    )


def _digest_by_first_dates(actions: Iterable[Action]) -> str:
    """The hash of a plan that was asked about before 27 November 2026, when a date that was moved was no part of it."""
    content = [
        {name: value for name, value in line.items() if name != "due"} | {"original_due": line["due"]}
        for line in _planned(one.model_copy(update={"due": one.original_due}) for one in actions)
    ]
    return _sha(content)


def _under_former_names(matter: Matter, departments: Iterable[Department]) -> Iterator[Matter]:
    """The matter as it is, then with each of its departments under the names that it had."""
    renamed = [
        one
        for one in departments
        if one.former_names and with_department(matter, one.name, one.former_names[0]) != matter
    ]
    for names in product(*((one.name, *reversed(one.former_names)) for one in renamed)):
        called = matter
        for one, name in zip(renamed, names, strict=True):
            called = with_department(called, one.name, name) if name != one.name else called
        yield called


def _content(
    kind: AskedKind, change: ChangeRequest, matter: Matter, actions: Iterable[Action]
) -> list[Any] | dict[str, Any]:
    match kind:
        case "request":
            names = {"title", "background", "goal", "initiator", "wanted"}
            wished = matter.model_dump(mode="json", include=names)
            key_dates = [[one.text, str(one.day)] for one in matter.milestones]
            return wished | {"milestones": key_dates, "asked": [[one.department, one.what] for one in matter.asked]}
        case "plan":
            return _planned(actions)
        case "kick-off":
            names = {"title", "background", "goal", "scope_in", "scope_out", "initiator", "lead", "supervising"}
            agreed = matter.model_dump(mode="json", include=names | {"wanted", "rules", "contacts"})
            milestones = [one.model_dump(mode="json", include={"text", "day"}) for one in matter.milestones]
            return agreed | {"milestones": milestones}
        case "criteria":
            return {"goal": matter.goal, "criteria": [[one.text, matter.supervises(one)] for one in matter.criteria]}
        case "acceptance":
            measured = [one.model_dump(mode="json", include=_MEASURED) for one in matter.criteria]
            return matter.model_dump(mode="json", include={"goal", "result"}) | {"criteria": measured}
    return change.model_dump(mode="json", include={"kind", "what", "reason", "impact", "wanted"})


def _planned(actions: Iterable[Action]) -> list[dict[str, Any]]:
    live = sorted((one for one in actions if one.status != "cancelled"), key=lambda one: one.ref)
    return [{"ref": one.ref, **one.model_dump(mode="json", include=_PLANNED)} for one in live]
