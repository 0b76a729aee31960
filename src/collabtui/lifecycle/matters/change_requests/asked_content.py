"""The content that a version of an approval asks about: the hash by which it is known, its items, and whether it is
otherwise by now."""

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import APPROVAL_KINDS, ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.signed_content_hash import content_digest, is_as_asked
from collabtui.domain.people import Department
from collabtui.store.interface import Reader


def with_content(reader: Reader, change: ChangeRequest, matter: Matter) -> ChangeRequest:
    """With the version and the hash of what is asked about."""
    known = reader.find(ChangeRequest, matter=matter.ref)
    earlier = [one for one in known if one.kind == change.kind and one.asked_version and one.ref != change.ref]
    number = 1 + len(earlier) if change.kind in APPROVAL_KINDS else 1
    resources = reader.find(Resource, matter=matter.ref)
    digest = content_digest(change, matter, reader.find(Action, matter=matter.ref), resources)
    return change.model_copy(update={"asked_version": number, "asked_digest": digest})


def is_otherwise(reader: Reader, matter: Matter, change: ChangeRequest) -> bool:
    """Whether what those concerned are asked to decide on is otherwise by now."""
    if change.kind not in APPROVAL_KINDS or not change.asked_digest:
        return False
    actions = reader.find(Action, matter=matter.ref) if change.kind == "plan" else ()
    resources = reader.find(Resource, matter=matter.ref)
    return not is_as_asked(change, matter, actions, reader.find(Department), resources)


def planned_refs(reader: Reader, change: ChangeRequest) -> list[str]:
    """The items of a plan, in the order of their numbers."""
    if change.kind != "plan":
        return []
    return [one.ref for one in reader.find(Action, matter=change.matter) if one.status != "cancelled"]
