"""The lines of a plan as mails show them, to who decides on it and to who works by it: all that is signed of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypedDict

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.domain.trail import TrailEntry
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.store.interface import Reader

_SIGNED = (
    "title", "task", "owner", "collaborators", "planned_start", "due", "deliverable", "depends_on", "risk", "checks",
)  # fmt: skip
"""Of an action, in the order in which what has changed of it is said."""


class Helper(TypedDict):
    name: str
    support: str
    """What his support is."""


class MovedPart(TypedDict):
    """A part of an action that was otherwise before."""

    name: str
    before: str
    """As it was, where that is a few words or a person."""
    day: date | None
    """As it was, where that is a day."""


class ItemObjection(TypedDict):
    """The objection of a department to one item."""

    department: str
    by: str
    text: str


class PlannedLine(TypedDict):
    """An action, as who decides on the plan, or works by it, reads it."""

    number: int
    """In the whole plan, from 1."""
    action: Action
    owner: str
    department: str
    doers: list[str]
    """Names of those who do it in the owner's place."""
    helpers: list[Helper]
    waits_for: list[str]
    """Refs and titles."""
    resources: list[Resource]
    """What departments give for it, or are asked for."""
    is_new: bool
    """Whether the plan that was asked about before did not have it."""
    moved: list[MovedPart]
    """What was otherwise in that one."""
    objections: list[ItemObjection]


def planned_lines(
    reader: Reader,
    matter: Matter,
    since: int | None = None,
    objections: Mapping[str, list[ItemObjection]] | None = None,
) -> list[PlannedLine]:
    """`since`: the batch of the trail in which the version before was asked about, of which the differences are told;
    `objections`: by the ref of the action."""
    found = reader.find(Action, matter=matter.ref)
    actions = [one for one in found if one.status != "cancelled"]
    cancelled = {one.ref for one in found} - {one.ref for one in actions}
    titles = {one.ref: one.title for one in actions}
    refs = {ref for one in actions for ref in (one.owner, *(helper.person for helper in one.collaborators)) if ref}
    people = people_by_ref(reader, refs)
    needed = _needed(reader, matter)
    lines: list[PlannedLine] = []
    for number, action in enumerate(actions, 1):
        owner = people[action.owner] if action.owner else None
        news = [one for one in reader.changes(action.ref) if one.batch > since] if since is not None else []
        is_new = any(one.field == "" for one in news)
        waits_for = (ref for ref in action.depends_on if ref not in cancelled)
        lines.append(
            {
                "number": number,
                "action": action,
                "owner": owner.name if owner else "",
                "department": owner.department if owner else "",
                "doers": [people[ref].name for ref in action.doers],
                "helpers": _helpers(action, people),
                "waits_for": [f"{ref} {titles.get(ref, '')}".strip() for ref in waits_for],
                "resources": needed.get(action.ref, []),
                "is_new": is_new,
                "moved": [] if is_new else list(_moved(reader, action, news)),
                "objections": (objections or {}).get(action.ref, []),
            }
        )
    return lines


def _helpers(action: Action, people: Mapping[str, Person]) -> list[Helper]:
    """Who supports the owner, without those who do the work in his place."""
    return [{"name": people[one.person].name, "support": one.support} for one in action.collaborators if not one.does]


def _needed(reader: Reader, matter: Matter) -> dict[str | None, list[Resource]]:
    """Resources by the ref of their action; None has those of the matter as a whole."""
    found: dict[str | None, list[Resource]] = {}
    for one in reader.find(Resource, matter=matter.ref):
        if one.state != "withdrawn":
            found.setdefault(one.action, []).append(one)
    return found


def _moved(reader: Reader, action: Action, news: Iterable[TrailEntry]) -> Iterator[MovedPart]:
    """By the trail, newest first: the value of each part before its first change, unless it is the same again."""
    first = {one.field: one.old for one in news}
    now = action.model_dump(mode="json", include=set(_SIGNED))
    for name in _SIGNED:
        if name in first and _as_signed(name, first[name]) != _as_signed(name, now[name]):
            yield _part(reader, name, first[name])


def _as_signed(name: str, value: Any) -> object:
    """Of a standard its lines, and not how far they were checked."""
    return [one["text"] for one in value or ()] if name == "checks" else value


def _part(reader: Reader, name: str, before: object) -> MovedPart:
    text = before if isinstance(before, str) else ""
    if name in ("planned_start", "due"):
        return {"name": name, "before": "", "day": date.fromisoformat(text) if text else None}
    if name == "owner" and text:
        text = reader.get(Person, text).name
    return {"name": name, "before": text if name in ("title", "owner", "deliverable") else "", "day": None}
