"""The hash of the content that people decide on: who signed sees whether it is still the same."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import AskedKind, ChangeRequest
from collabtui.domain.matters.matter import Matter

_MEASURED = {"text", "measured", "met", "opinion", "rectify", "rectify_by"}
"""Of a criterion: not who said so, and when."""


def content_digest(change: ChangeRequest, matter: Matter, actions: Iterable[Action]) -> str:
    """SHA-256, hex, of what the question is about, in whatever language it was shown. `actions`: of the matter."""
    content = _content(change.kind, change, matter, actions)
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


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
            planned = {"title", "task", "owner", "collaborators", "planned_start", "original_due", "deliverable"}
            live = sorted((one for one in actions if one.status != "cancelled"), key=lambda one: one.ref)
            return [{"ref": one.ref, **one.model_dump(mode="json", include=planned | {"depends_on"})} for one in live]
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
