"""Whether what somebody signs is still what he was asked about."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.action import Action, Collaborator, OwnCheck
from collabtui.domain.matters.change_request import AskedKind, ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Contact, Criterion, Matter, Milestone
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.signed_content_hash import content_digest, is_as_asked
from collabtui.domain.people import Department
from support.least_records import ACTION

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = date(2026, 4, 1)
MET = Criterion(text="95 %", met=True)
MATTER = Matter(ref="X-2026-001", title="投诉", goal="-20 %", criteria=(MET,), created_at=NOW)
CHANGE = ChangeRequest(
    ref="C1", matter=MATTER.ref, kind="date", what="later", wanted=DAY, raised_by="Wei", raised_at=NOW
)
_REST: dict[str, object] = {"task": "", "collaborators": [], "planned_start": None, "deliverable": "", "depends_on": []}
ACTIONS = (
    ACTION.model_copy(update={"title": "Order", "owner": "P1", "due": DAY}),
    ACTION.model_copy(update={"ref": "A2", "title": "Write", "owner": "P2", "depends_on": ("A1",)}),
)
BUDGET = Resource(ref="RES1", matter=MATTER.ref, what="budget", amount="5", department="d", made_at=NOW, by="Wei")


def digest(
    kind: AskedKind,
    change: dict[str, object] | None = None,
    matter: dict[str, object] | None = None,
    action: dict[str, object] | None = None,
    resource: dict[str, object] | None = None,
) -> str:
    """Of a question of that kind, where something is otherwise."""
    first = ACTIONS[0].model_copy(update=action or {})
    return content_digest(
        CHANGE.model_copy(update={"kind": kind, **(change or {})}),
        MATTER.model_copy(update=matter or {}),
        [first, *ACTIONS[1:]],
        [BUDGET.model_copy(update=resource or {})],
    )


@pytest.mark.parametrize(
    ("kind", "part", "changed"),
    [
        *(("plan", "action", {name: value}) for name, value in {
            "title": "Order two", "task": "T", "owner": "P3", "collaborators": (Collaborator(person="P4"),),
            "planned_start": DAY, "due": date(2026, 4, 2), "deliverable": "list", "depends_on": ("A9",),
            "status": "cancelled", "risk": "late", "checks": (OwnCheck(text="signed"),),
        }.items()),
        *((kind, "resource", {name: value}) for kind in ("request", "plan") for name, value in {
            "what": "w", "amount": "6", "department": "e", "person": "P1", "first": DAY, "kind": "budget",
            "state": "withdrawn",
        }.items()),
        *(("kick-off", "matter", {name: value}) for name, value in {
            "title": "t", "background": "b", "goal": "g", "scope_in": "i", "scope_out": "o", "initiator": "d",
            "lead": "l", "supervising": "s", "wanted": DAY, "rules": "r", "milestones": (Milestone(text="m", day=DAY),),
            "contacts": (Contact(department="d", person="P1"),), "criteria": (Criterion(text="96 %"),),
            "asked": (DepartmentRequest(department="d", what="w"),), "owner": "P1", "clerk": "P2", "kind": "process",
        }.items()),
        *(("acceptance", "matter", {name: value}) for name, value in {
            "goal": "g", "criteria": (Criterion(text="c", met=True),), "result": "r",
        }.items()),
        *(("criteria", "matter", {name: value}) for name, value in {
            "goal": "g", "criteria": (Criterion(text="c"),), "supervising": "s", "initiator": "i",
        }.items()),
        *(("request", "matter", {name: value}) for name, value in {
            "title": "t", "background": "b", "goal": "g", "initiator": "d", "wanted": DAY,
            "milestones": (Milestone(text="m", day=DAY),), "asked": (DepartmentRequest(department="d", what="w"),),
        }.items()),
        *((kind, "change", {name: value}) for kind in ("scope", "goal", "date") for name, value in {
            "what": "w", "reason": "r", "impact": "i", "wanted": None,
        }.items()),
    ],
)  # fmt: skip
def test_what_is_asked_about_is_another_when_it_changes(kind: AskedKind, part: str, changed: dict[str, object]) -> None:
    assert digest(kind, **{part: changed}) != digest(kind)


@pytest.mark.parametrize(
    ("kind", "part", "changed"),
    [
        # how far it is, and when it was to be done at first, is no part of the plan
        ("plan", "action", {"status": "done", "percent": 100, "original_due": DAY, "note": "n"}),
        ("plan", "matter", {"goal": "g"}),
        ("plan", "resource", {"state": "promised"}),
        ("kick-off", "resource", {"amount": "6"}),
        ("kick-off", "matter", {"criteria": (MET.model_copy(update={"met": False, "measured": "96 %"}),)}),
        ("kick-off", "action", {"title": "t"}),
        ("kick-off", "matter", {"result": "r", "step": "tracking"}),
        ("acceptance", "matter", {"background": "b", "went_well": "w"}),
        ("request", "matter", {"result": "r", "lead": "l"}),
        # what is measured is the answer, and no part of the question
        ("criteria", "matter", {"criteria": (MET.model_copy(update={"met": False, "measured": "96 %"}),)}),
        ("criteria", "matter", {"result": "r", "title": "t"}),
        ("date", "matter", {"goal": "g"}),
        ("date", "change", {"state": "asked", "asked_at": NOW, "departments": ("d",)}),
    ],
)
def test_what_is_not_asked_about_may_change(kind: AskedKind, part: str, changed: dict[str, object]) -> None:
    assert digest(kind, **{part: changed}) == digest(kind)


@given(st.permutations(ACTIONS))
def test_a_plan_is_the_same_in_whatever_order_its_actions_come(actions: list[Action]) -> None:
    plan = CHANGE.model_copy(update={"kind": "plan"})
    assert content_digest(plan, MATTER, actions, ()) == content_digest(plan, MATTER, ACTIONS, ())


def test_each_kind_asks_about_something_of_its_own() -> None:
    kinds: tuple[AskedKind, ...] = ("request", "plan", "kick-off", "criteria", "acceptance", "scope", "goal", "date")
    assert len({digest(kind) for kind in kinds}) == len(kinds)
    assert all(len(bytes.fromhex(digest(kind))) == 32 for kind in kinds)


def test_a_department_that_is_called_otherwise_since_is_the_one_that_was_asked_about() -> None:
    asked = MATTER.model_copy(update={"lead": "R&D", "supervising": "QA"})
    change = CHANGE.model_copy(update={"kind": "kick-off"})
    change = change.model_copy(update={"asked_digest": content_digest(change, asked, ACTIONS, ())})
    renamed = asked.model_copy(update={"lead": "Research", "supervising": "Quality"})
    known = [
        Department(ref="DEP1", name="Research", former_names=("Dev", "R&D")),
        Department(ref="DEP2", name="Quality", former_names=("QA",)),
        Department(ref="DEP3", name="Sales", former_names=("Market",)),
    ]
    assert is_as_asked(change, asked, ACTIONS, [], ())
    assert is_as_asked(change, renamed, ACTIONS, known, ())
    assert not is_as_asked(change, renamed, ACTIONS, known[:1], ())
    assert not is_as_asked(change, renamed.model_copy(update={"goal": "-30 %"}), ACTIONS, known, ())


def test_a_plan_that_was_hashed_by_its_first_dates_is_still_known() -> None:
    planned = [
        {"ref": "A1", "title": "Order", "owner": "P1", "original_due": "2026-04-01", **_REST},
        {"ref": "A2", "title": "Write", "owner": "P2", "original_due": None, **_REST, "depends_on": ["A1"]},
    ]
    before = hashlib.sha256(json.dumps(planned, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    plan = CHANGE.model_copy(update={"kind": "plan", "asked_digest": before})
    moved = [one.model_copy(update={"original_due": one.due, "due": date(2026, 4, 9)}) for one in ACTIONS]
    assert is_as_asked(plan, MATTER, moved, [], ())
    later = [one.model_copy(update={"original_due": date(2026, 4, 9)}) for one in moved]
    assert not is_as_asked(plan, MATTER, later, [], ())


def test_what_was_hashed_without_what_the_mail_now_shows_is_still_known() -> None:
    """Criteria of a kick-off: signed before they were a part of it, it is not marked as changed by that alone."""
    names = ("background", "initiator", "lead", "rules", "scope_in", "scope_out", "supervising")
    agreed: dict[str, object] = {
        "title": "投诉",
        "goal": "-20 %",
        "wanted": None,
        "contacts": [],
        "milestones": [],
    } | dict.fromkeys(names, "")
    before = hashlib.sha256(json.dumps(agreed, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    kick_off = CHANGE.model_copy(update={"kind": "kick-off", "asked_digest": before})
    assert is_as_asked(kick_off, MATTER, (), [], ())
    assert not is_as_asked(kick_off, MATTER.model_copy(update={"goal": "-30 %"}), (), [], ())
