"""The hash of the content that people decide on: who signed sees whether it is still the same."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import AskedKind, ChangeRequest
from collabtui.domain.matters.department_merge import with_department
from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Department

_PLANNED = {"title", "task", "owner", "collaborators", "planned_start", "due", "deliverable", "depends_on"}
"""Of an action: what a plan shows of it, and not how far it is."""
_GIVEN = {"what", "kind", "amount", "department", "person", "first", "last"}
"""Of a resource: what is asked for, and not whether it was promised."""
_MEASURED = {"text", "measured", "met", "opinion", "rectify", "rectify_by"}
"""Of a criterion: not who said so, and when."""


_MOST_NAMES = 256
"""Combinations of former names that are tried."""


def content_digest(
    change: ChangeRequest, matter: Matter, actions: Iterable[Action], resources: Iterable[Resource]
) -> str:
    """SHA-256, hex, of what the question is about, in whatever language it was shown. `actions` and `resources` are
    those of the matter."""
    return _sha(_content(change.kind, change, matter, actions, resources))


def _sha(content: list[Any] | dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def is_as_asked(
    change: ChangeRequest,
    matter: Matter,
    actions: Iterable[Action],
    departments: Iterable[Department],
    resources: Iterable[Resource],
) -> bool:
    """Whether it is still what those concerned were asked about; a department that is called otherwise by now is the
    same one. `actions` and `resources`: of the matter; `departments`: all."""
    known, given = tuple(actions), tuple(resources)
    return any(
        change.asked_digest in (content_digest(change, called, known, given), *_earlier_digests(change, called, known))
        for called in islice(_under_former_names(matter, departments), _MOST_NAMES)
    )


def _earlier_digests(change: ChangeRequest, matter: Matter, actions: Iterable[Action]) -> Iterator[str]:
    """The hashes of the same content as they were made before 27 November 2026: without what the mail did not show, and
    of a plan by its first dates."""
    known = tuple(actions)
    yield _sha(_content_before(change.kind, change, matter, known))
    if change.kind == "plan":
        first = _planned(one.model_copy(update={"due": one.original_due}) for one in known)
        yield _sha([{"original_due": line.pop("due"), **line} for line in first])


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
    kind: AskedKind, change: ChangeRequest, matter: Matter, actions: Iterable[Action], resources: Iterable[Resource]
) -> list[Any] | dict[str, Any]:
    known = tuple(actions)
    content = _content_before(kind, change, matter, known)
    given = [one.model_dump(mode="json", include=_GIVEN) for one in resources if one.state != "withdrawn"]
    match kind:
        case "request":
            return {"content": content, "resources": given}
        case "plan":
            beside = [[one.ref, one.risk, [check.text for check in one.checks]] for one in _live(known)]
            return {"content": content, "beside": beside, "resources": given}
        case "kick-off":
            parts = matter.model_dump(mode="json", include={"kind", "owner", "clerk"})
            asked = [one.department for one in matter.asked]
            return {"content": content, **parts, "criteria": [one.text for one in matter.criteria], "asked": asked}
    return content


def _milestone(one: Milestone) -> dict[str, str]:
    """A deliverable stands in it where there is one: what was signed before milestones had any is signed still."""
    return {"text": one.text, "day": str(one.day)} | ({"deliverable": one.deliverable} if one.deliverable else {})


def _content_before(
    kind: AskedKind, change: ChangeRequest, matter: Matter, actions: Iterable[Action]
) -> list[Any] | dict[str, Any]:
    match kind:
        case "request":
            names = {"title", "background", "goal", "initiator", "wanted"}
            wished = matter.model_dump(mode="json", include=names)
            key_dates = [list(_milestone(one).values()) for one in matter.milestones]
            return wished | {"milestones": key_dates, "asked": [[one.department, one.what] for one in matter.asked]}
        case "plan":
            return _planned(actions)
        case "kick-off":
            names = {"title", "background", "goal", "scope_in", "scope_out", "initiator", "lead", "supervising"}
            agreed = matter.model_dump(mode="json", include=names | {"wanted", "rules", "contacts"})
            milestones = [_milestone(one) for one in matter.milestones]
            channels = (
                {"channels": [one.model_dump(exclude={"robot"}) for one in matter.channels]} if matter.channels else {}
            )
            return agreed | {"milestones": milestones} | channels
        case "criteria":
            return {"goal": matter.goal, "criteria": [[one.text, matter.supervises(one)] for one in matter.criteria]}
        case "acceptance":
            measured = [one.model_dump(mode="json", include=_MEASURED) for one in matter.criteria]
            return matter.model_dump(mode="json", include={"goal", "result"}) | {"criteria": measured}
    return change.model_dump(mode="json", include={"kind", "what", "reason", "impact", "wanted"})


def _planned(actions: Iterable[Action]) -> list[dict[str, Any]]:
    return [{"ref": one.ref, **one.model_dump(mode="json", include=_PLANNED)} for one in _live(actions)]


def _live(actions: Iterable[Action]) -> list[Action]:
    return sorted((one for one in actions if one.status != "cancelled"), key=lambda one: one.ref)
