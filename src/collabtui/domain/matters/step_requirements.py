"""The rules of a matter's nine steps (their order: `steps`): what each still lacks.

Whether to go on is for a person to decide.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from collabtui.domain.matters.change_request import ApprovalKind, ChangeState
from collabtui.domain.matters.department_answer import (
    DepartmentAnswer,
    DepartmentRequest,
    not_agreed,
    silent_departments,
)
from collabtui.domain.matters.matter import Criterion, Matter, MatterKind
from collabtui.domain.matters.steps import STEPS, Step
from collabtui.domain.model import Finding, Instant, Value


class Counts(Value):
    """Counts of what belongs to a matter, by state."""

    meetings: int
    tasks: int
    """Cancelled ones are none."""
    open: int
    overdue: int
    blocked: int
    without_owner: int
    without_due: int
    without_deliverable: int
    risks_unanswered: int
    """Open, and nobody has said what to do."""
    risks_uncovered: int
    """High and open, without a stand-by."""
    changes_drafted: int
    changes_waiting: int
    """Asked, and not decided."""
    same_deliverable: int
    """Deliverables that open actions of several owners name alike."""
    resources_open: int
    """Not promised yet."""
    resources_refused: int
    resources_needless: int
    """Wanted or promised still for an action that is cancelled."""
    letters: int
    """Completion letters that are out, or about to be."""
    risks_open: int = 0
    questions_open: int = 0
    votes_open: int = 0
    corrections_open: int = 0
    """Of the minutes of its meetings, and nobody has decided on them."""


class Described(Value):
    """The fields of the matter itself that the rules read."""

    kind: MatterKind | None
    owner: str | None
    goal: str
    background: str
    wanted: date | None
    lead: str
    asked: tuple[DepartmentRequest, ...]
    contacts: tuple[str, ...]
    """Departments that have one."""
    scope_in: str
    scope_out: str
    rules: str
    supervising: str
    initiator: str
    milestones: int
    criteria: tuple[Criterion, ...]
    accepted_at: Instant | None
    retrospective_by: date | None
    result: str
    went_well: str
    to_improve: str
    to_standardise: str
    archive_head: str


class AskedApproval(Value):
    """The last time that those concerned were asked whether the plan, the kick-off or the result holds."""

    ref: str
    kind: ApprovalKind
    state: ChangeState
    departments: tuple[str, ...]
    opinions: tuple[DepartmentAnswer, ...]
    changed: bool = False
    """Whether it waits for a decision on something that is otherwise by now."""
    unspoken: tuple[str, ...] = ()
    """Departments that have to do with it and have nobody who could be asked."""


class Measures(NamedTuple):
    """Numbers, from 1, of criteria by what their words and their measured values say (`language.measures`)."""

    vague: tuple[int, ...] = ()
    """Nothing measures them."""
    missed: tuple[int, ...] = ()
    """They count as met, their value misses them, and nobody has said why they do."""
    unproved: tuple[int, ...] = ()
    """They count as met, ask for a figure, and have no measured value."""


class MatterFacts(NamedTuple):
    """Everything that the rules read of one matter."""

    matter: Described
    counts: Counts
    today: date
    approvals: tuple[AskedApproval, ...] = ()
    """One of a kind at most; none where nobody was asked: a form can be signed on paper."""
    without_phone: tuple[str, ...] = ()
    """Names of the contacts who cannot be called."""
    away: tuple[str, ...] = ()
    """Names of the contacts who are away."""
    unassigned: tuple[int, ...] = ()
    """Numbers, from 1, of the criteria of which something is to be put right that is nobody's action yet."""
    unread: tuple[str, ...] = ()
    """Departments that a confidential matter asks, and where nobody may read it."""
    measures: Measures = Measures()


def looked_back(matter: Described | Matter) -> bool:
    """Whether anything was learned from it."""
    return bool(matter.went_well or matter.to_improve or matter.to_standardise)


def lacking(facts: MatterFacts, step: Step) -> tuple[Finding, ...]:
    """Most important first; keys `lacks.<step>.<what>`."""
    return tuple(Finding(key=f"lacks.{step}.{what}", values=values) for what, values in _RULES[step](facts))


_SETTLED_BY_ARCHIVING = frozenset({
    "lacks.archive.archive_head", "lacks.acceptance.open",
    "lacks.request.goal", "lacks.request.goal_figure", "lacks.request.wanted",
    "lacks.request.lead", "lacks.request.background", "lacks.request.owner", "lacks.request.asked",
})  # fmt: skip
"""What nobody fills in any more; questions that are out stay open. Open actions are told as lacking in the archive."""


def unfinished(facts: MatterFacts) -> tuple[Finding, ...]:
    """The lacks of the steps before the archive, for a matter that goes there, and whatever of it is still open."""
    steps: tuple[Step, ...] = ("acceptance", "retrospective", "request", "change", "archive")
    found = (one for step in steps for one in lacking(facts, step))
    return tuple(one for one in found if one.key not in _SETTLED_BY_ARCHIVING)


def unmeasured(criteria: tuple[Criterion, ...]) -> list[int]:
    """The numbers, from 1, of the criteria on which nobody has said whether they are met."""
    return [number for number, one in enumerate(criteria, 1) if one.met is None]


def unmet(criteria: tuple[Criterion, ...]) -> list[int]:
    return [number for number, one in enumerate(criteria, 1) if one.met is False]


Lack = tuple[str, dict[str, str | int | date | tuple[str, ...]]]


def _request(facts: MatterFacts) -> Iterator[Lack]:
    matter = facts.matter
    if matter.kind == "emergency":
        yield from _blank(matter, "owner")
    yield from _blank(matter, "goal", "wanted", "lead", "background")
    if matter.goal and not names_a_figure(matter.goal):
        yield "goal_figure", {}
    if not matter.asked:
        yield "asked", {}
    if unsent := sum(one.state == "unsent" for one in matter.asked):
        yield "unsent", {"n": unsent}
    if facts.unread:
        yield "unread", {"departments": facts.unread}
    if silent := tuple(one.department for one in matter.asked if one.silent and one.department not in facts.unread):
        yield "silent", {"departments": silent}
    if unclear := tuple(one.department for one in matter.asked if one.is_unclear):
        yield "unsaid", {"departments": unclear}
    if against := tuple(one.department for one in matter.asked if one.state == "objected"):
        yield "objected", {"departments": against}
    yield from _approval(facts, "request")


def names_a_figure(goal: str) -> bool:
    """In digits, or in Chinese numerals; 一 alone is a part of many words."""
    return any(letter.isnumeric() and letter != "一" for letter in goal)


def _kick_off(facts: MatterFacts) -> Iterator[Lack]:
    matter = facts.matter
    if not facts.counts.meetings:
        yield "meeting", {}
    yield from _blank(matter, "scope_in", "scope_out", "supervising", "milestones", "criteria", "rules")
    yield from _numbered("criteria_vague", facts.measures.vague)
    departments = dict.fromkeys((*(one.department for one in matter.asked), *filter(None, (matter.lead,))))
    if nobody := tuple(name for name in departments if name not in matter.contacts):
        yield "contacts", {"departments": nobody}
    if facts.without_phone:
        yield "phones", {"names": facts.without_phone}
    if facts.away:
        yield "away", {"names": facts.away}
    yield from _approval(facts, "kick-off")


def _breakdown(facts: MatterFacts) -> Iterator[Lack]:
    if not facts.counts.tasks:
        yield "tasks", {}
    yield from _counted(facts, "without_owner", "without_due", "without_deliverable", "same_deliverable")
    yield from _counted(facts, "resources_open", "resources_refused", "resources_needless")
    yield from _approval(facts, "plan")


def _tracking(facts: MatterFacts) -> Iterator[Lack]:
    yield from _counted(facts, "overdue", "blocked")


def _risk(facts: MatterFacts) -> Iterator[Lack]:
    yield from _counted(facts, "risks_unanswered", "risks_uncovered")


def _change(facts: MatterFacts) -> Iterator[Lack]:
    yield from _counted(facts, "changes_drafted", "changes_waiting")


def _acceptance(facts: MatterFacts) -> Iterator[Lack]:
    matter = facts.matter
    count = len(matter.criteria)
    if not count:
        yield "criteria", {}
    if open_ones := len(unmeasured(matter.criteria)):
        yield "unmeasured", {"k": open_ones, "n": count}
    if failed := len(unmet(matter.criteria)):
        yield "unmet", {"k": failed, "n": count}
    if not matter.accepted_at:
        yield from _numbered("missed", facts.measures.missed)
        yield from _numbered("unproved", facts.measures.unproved)
    yield from _numbered("unassigned", facts.unassigned)
    late = [one for one in matter.criteria if one.met is False and one.rectify_by and one.rectify_by < facts.today]
    if late:
        yield "rectified_late", {"n": len(late)}
    yield from _approval(facts, "criteria")
    yield from _approval(facts, "acceptance")
    if not matter.accepted_at:
        yield from _counted(facts, "open")
        if count and all(one.met for one in matter.criteria):
            yield "accepted", {}
    elif not facts.counts.letters:
        yield "letters", {}


def _numbered(what: str, numbers: tuple[int, ...]) -> Iterator[Lack]:
    if numbers:
        yield what, {"numbers": ", ".join(map(str, numbers)), "n": len(numbers)}


def _retrospective(facts: MatterFacts) -> Iterator[Lack]:
    matter, by = facts.matter, facts.matter.retrospective_by
    if by and not looked_back(matter):
        yield ("owed" if facts.today <= by else "late"), {"day": by}
    yield from _blank(matter, "result", "went_well", "to_improve", "to_standardise")


def _archive(facts: MatterFacts) -> Iterator[Lack]:
    yield from _counted(facts, "open", "risks_open", "questions_open", "votes_open", "corrections_open")
    yield from _blank(facts.matter, "archive_head")


def _approval(facts: MatterFacts, kind: ApprovalKind) -> Iterator[Lack]:
    """What is still to come of the approval that was asked for; an overruling settles an objection."""
    asked = next((one for one in facts.approvals if one.kind == kind), None)
    if asked is None or asked.state == "granted":
        return
    if asked.state == "refused":
        yield "approval_refused", {"ref": asked.ref}
        return
    if kind == "criteria" and facts.matter.accepted_at:
        return
    if asked.changed:
        yield "approval_changed", {"ref": asked.ref}
    departments = asked.departments
    if kind == "criteria" and asked.changed:
        supervising = _supervising(facts.matter)
        departments = tuple(one for one in departments if one in supervising)
        if unasked := tuple(one for one in supervising if one not in asked.departments):
            yield "approval_unasked", {"departments": unasked}
    if asked.unspoken:
        yield "approval_unspoken", {"ref": asked.ref, "departments": asked.unspoken}
    silent = silent_departments(departments, asked.opinions)
    against = tuple(one for one in not_agreed(departments, asked.opinions) if one not in silent)
    if against:
        yield "approval_against", {"departments": against}
    if items := dict.fromkeys(one.ref for answer in asked.opinions for one in answer.objected):
        yield "approval_items", {"items": tuple(items)}
    if silent:
        yield "approval_silent", {"departments": silent}
    if not against and not silent and not asked.changed:
        yield "approval_open", {"ref": asked.ref}


def _supervising(matter: Described) -> tuple[str, ...]:
    """The departments that say by now whether a criterion is met (`Matter.supervises`), each once."""
    named = (one.department or matter.supervising or matter.initiator for one in matter.criteria)
    return tuple(dict.fromkeys(filter(None, named)))


def _blank(matter: Described, *names: str) -> Iterator[Lack]:
    yield from ((name, {}) for name in names if not getattr(matter, name))


def _counted(facts: MatterFacts, *names: str) -> Iterator[Lack]:
    yield from ((name, {"n": count}) for name in names if (count := getattr(facts.counts, name)))


_RULES: dict[Step, Callable[[MatterFacts], Iterator[Lack]]] = dict(
    zip(
        STEPS,
        (_request, _kick_off, _breakdown, _tracking, _risk, _change, _acceptance, _retrospective, _archive),
        strict=True,
    )
)
