"""What each step of a matter lacks."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.matters.change_request import ApprovalKind, ChangeState
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer, DepartmentRequest, ItemOpinion
from collabtui.domain.matters.matter import Criterion
from collabtui.domain.matters.step_requirements import (
    AskedApproval,
    Counts,
    Described,
    MatterFacts,
    lacking,
    unfinished,
)
from collabtui.domain.matters.steps import STEPS, Step

NOW = datetime(2026, 3, 3, 8, tzinfo=UTC)
NOTHING = Described(
    kind=None, owner=None, goal="", background="", wanted=None, lead="", asked=(), contacts=(), scope_in="",
    scope_out="", rules="", supervising="", initiator="", milestones=0, criteria=(), accepted_at=None,
    retrospective_by=None, result="", went_well="", to_improve="", to_standardise="", archive_head="",
)  # fmt: skip
NONE = Counts.model_validate(dict.fromkeys(Counts.model_fields, 0))
ALL = Described(
    kind="emergency", owner="P1", goal="投诉 -20 %", background="b", wanted=date(2026, 4, 1), lead="研发部",
    contacts=("研发部",),
    asked=(
        DepartmentRequest(
            department="研发部", what="两人",
            answer=DepartmentAnswer(department="研发部", person=None, value="for", at=NOW, via="key"),
        ),
    ),
    scope_in="i", scope_out="o",
    rules="r", supervising="质量部", initiator="市场部", milestones=2,
    criteria=(Criterion(text="覆盖率", met=True),), accepted_at=NOW,
    retrospective_by=date(2026, 3, 6), result="上线", went_well="w", to_improve="i", to_standardise="s",
    archive_head="f00",
)  # fmt: skip


def said(step: Step, described: Described = NOTHING, today: date = date(2026, 3, 4), **counts: int) -> list[str]:
    facts = MatterFacts(described, NONE.model_copy(update=counts), today)
    return [finding.key.removeprefix(f"lacks.{step}.") for finding in lacking(facts, step)]


def test_a_matter_that_has_everything_lacks_nothing_in_any_step() -> None:
    assert [said(step, ALL, meetings=1, tasks=3, letters=2) for step in STEPS] == [[]] * 9


@pytest.mark.parametrize(
    ("step", "lacks"),
    [
        ("request", ["goal", "wanted", "lead", "background", "asked"]),
        ("kick-off", ["meeting", "scope_in", "scope_out", "supervising", "milestones", "criteria", "rules"]),
        ("breakdown", ["tasks"]),
        ("tracking", []),
        ("risk", []),
        ("change", []),
        ("acceptance", ["criteria"]),
        ("retrospective", ["result", "went_well", "to_improve", "to_standardise"]),
        ("archive", ["archive_head"]),
    ],
)
def test_a_matter_that_was_just_opened_lacks_this(step: Step, lacks: list[str]) -> None:
    assert said(step) == lacks


@pytest.mark.parametrize(
    ("goal", "has"),
    [
        ("投诉 -20 %", True),
        ("complaints down by half", False),
        ("减少三成", True),
        ("统一口径", False),
        ("覆盖率９５", True),
    ],
)
def test_a_goal_without_a_figure_is_pointed_out(goal: str, has: bool) -> None:
    assert ("goal_figure" in said("request", NOTHING.model_copy(update={"goal": goal}))) is not has


@pytest.mark.parametrize("what", ["open", "risks_open", "questions_open", "votes_open", "corrections_open"])
def test_what_is_open_is_named_when_a_matter_is_archived(what: str) -> None:
    left = unfinished(MatterFacts(ALL, NONE.model_copy(update={what: 2, "letters": 1}), date(2026, 3, 4)))
    assert [(one.key, one.values) for one in left] == [(f"lacks.archive.{what}", {"n": 2})]


def test_an_action_that_is_open_again_is_named_beside_the_archive() -> None:
    counts = NONE.model_copy(update={"open": 1, "letters": 1})
    assert [one.key for one in lacking(MatterFacts(ALL, counts, date(2026, 3, 4)), "archive")] == ["lacks.archive.open"]


def test_a_department_that_has_not_answered_is_named_when_a_matter_is_archived() -> None:
    asked = (DepartmentRequest(department="研发部", what="两人", sent_at=NOW),)
    described = ALL.model_copy(update={"asked": asked})
    left = unfinished(MatterFacts(described, NONE.model_copy(update={"letters": 1}), date(2026, 3, 4)))
    assert [one.key for one in left] == ["lacks.request.silent"]


def test_an_emergency_lacks_somebody_who_answers_for_it_first() -> None:
    urgent = NOTHING.model_copy(update={"kind": "emergency"})
    assert said("request", urgent)[0] == "owner"
    assert "owner" not in said("request", urgent.model_copy(update={"owner": "P1"}))
    assert "owner" not in said("request", NOTHING.model_copy(update={"kind": "project"}))


@pytest.mark.parametrize(
    ("state", "answered", "lack"),
    [
        ("unsent", None, ["unsent"]), ("waiting", None, ["silent"]), ("waiting", NOW, ["unsaid"]),
        ("objected", NOW, ["objected"]), ("accepted", NOW, []),
    ],
)  # fmt: skip
def test_what_departments_did_not_answer_is_named(state: str, answered: datetime | None, lack: list[str]) -> None:
    sent = None if state == "unsent" else NOW
    asked = DepartmentRequest.model_validate(
        {"department": "市场部", "what": "预算", "state": state, "sent_at": sent, "answered_at": answered}
    )
    assert said("request", ALL.model_copy(update={"asked": (asked,)})) == lack
    assert said("kick-off", ALL.model_copy(update={"asked": (asked,)}), meetings=1) == ["contacts"]


def test_contacts_who_are_away_are_named() -> None:
    facts = MatterFacts(ALL, NONE.model_copy(update={"meetings": 1}), date(2026, 3, 4), away=("张伟",))
    assert [(one.key, one.values) for one in lacking(facts, "kick-off")] == [
        ("lacks.kick-off.away", {"names": ("张伟",)})
    ]


def test_contacts_who_cannot_be_called_are_named() -> None:
    facts = MatterFacts(ALL, NONE.model_copy(update={"meetings": 1}), date(2026, 3, 4), without_phone=("张伟",))
    assert [(one.key, one.values) for one in lacking(facts, "kick-off")] == [
        ("lacks.kick-off.phones", {"names": ("张伟",)})
    ]


@pytest.mark.parametrize(
    ("step", "counted", "lacks"),
    [
        ("breakdown", {"tasks": 5, "without_owner": 3, "without_due": 1}, [("without_owner", 3), ("without_due", 1)]),
        ("tracking", {"overdue": 2, "blocked": 1}, [("overdue", 2), ("blocked", 1)]),
        ("risk", {"risks_unanswered": 1, "risks_uncovered": 2}, [("risks_unanswered", 1), ("risks_uncovered", 2)]),
        ("change", {"changes_drafted": 1, "changes_waiting": 4}, [("changes_drafted", 1), ("changes_waiting", 4)]),
    ],
)
def test_what_is_in_a_bad_state_is_counted(step: Step, counted: dict[str, int], lacks: list[tuple[str, int]]) -> None:
    found = lacking(MatterFacts(ALL, NONE.model_copy(update=counted), date(2026, 3, 4)), step)
    assert [(one.key.rpartition(".")[2], one.values["n"]) for one in found] == lacks


def assessment(*met: bool | None, accepted: bool = False) -> Described:
    criteria = tuple(Criterion(text=f"c{number}", met=one) for number, one in enumerate(met))
    return ALL.model_copy(update={"criteria": criteria, "accepted_at": NOW if accepted else None})


def test_acceptance_goes_from_measuring_to_the_letter() -> None:
    assert said("acceptance", assessment(None, None, True, False), open=2) == ["unmeasured", "unmet", "open"]
    assert said("acceptance", assessment(True, True)) == ["accepted"]
    assert said("acceptance", assessment(True, accepted=True), open=2) == ["letters"], (
        "what is open does not matter now"
    )
    assert said("acceptance", assessment(True, accepted=True), letters=1) == []


def test_a_rectification_is_late_after_its_day() -> None:
    criterion = Criterion(text="c", met=False, rectify="补测", rectify_by=date(2026, 3, 4))
    matter = ALL.model_copy(update={"criteria": (criterion,), "accepted_at": None})
    assert said("acceptance", matter, date(2026, 3, 4)) == ["unmet"]
    assert said("acceptance", matter, date(2026, 3, 5)) == ["unmet", "rectified_late"]


@given(st.dates(date(2026, 3, 1), date(2026, 3, 12)), st.sampled_from(["went_well", "to_improve", "to_standardise"]))
def test_a_retrospective_is_owed_until_something_was_learned(today: date, learned: str) -> None:
    blank = dict.fromkeys(("went_well", "to_improve", "to_standardise"), "")
    owed = said("retrospective", ALL.model_copy(update=blank), today)[0]
    assert owed == ("late" if today > date(2026, 3, 6) else "owed")
    assert not {"late", "owed"} & set(said("retrospective", ALL.model_copy(update={**blank, learned: "x"}), today))


def approval(kind: ApprovalKind = "plan", state: ChangeState = "asked", **answers: AnswerValue) -> AskedApproval:
    """Of 研发部 and 市场部; `r` and `m` are what they have answered."""
    departments = {"r": "研发部", "m": "市场部"}
    opinions = tuple(
        DepartmentAnswer(department=departments[name], person=None, value=value, at=NOW, via="key")
        for name, value in answers.items()
    )
    return AskedApproval(ref="C1", kind=kind, state=state, departments=tuple(departments.values()), opinions=opinions)


def of_approvals(step: Step, *approvals: AskedApproval, matter: Described = ALL) -> list[tuple[str, object]]:
    facts = MatterFacts(matter, NONE.model_copy(update={"meetings": 1, "tasks": 3}), date(2026, 3, 4), approvals)
    return [
        (one.key.rpartition(".")[2].removeprefix("approval_"), next(iter(one.values.values())))
        for one in lacking(facts, step)
        if "approval_" in one.key
    ]


@pytest.mark.parametrize(
    ("asked", "lacks"),
    [
        (approval(state="granted"), []),
        (approval(state="refused", r="against"), [("refused", "C1")]),
        (approval(), [("silent", ("研发部", "市场部"))]),
        (approval(r="for"), [("silent", ("市场部",))]),
        (approval(r="against"), [("against", ("研发部",)), ("silent", ("市场部",))]),
        (approval(r="unclear", m="for"), [("against", ("研发部",))]),
        (approval(r="for", m="for"), [("open", "C1")]),  # all agree, and nobody has decided yet
    ],
)
def test_who_stands_against_an_approval_and_who_is_silent_is_named(
    asked: AskedApproval, lacks: list[tuple[str, object]]
) -> None:
    assert of_approvals("breakdown", asked) == lacks


@pytest.mark.parametrize(
    ("kind", "step"),
    [("kick-off", "kick-off"), ("plan", "breakdown"), ("criteria", "acceptance"), ("acceptance", "acceptance")],
)
def test_each_step_waits_for_its_own_approval(kind: ApprovalKind, step: Step) -> None:
    before = ALL.model_copy(update={"accepted_at": None})
    asked = approval(kind, r="for", m="for")
    assert of_approvals(step, asked, matter=before) == [("open", "C1")]
    others = (one for one in STEPS if one != step)
    assert [of_approvals(one, asked, matter=before) for one in others] == [[]] * 8


def test_once_it_was_accepted_nobody_waits_for_who_was_to_measure() -> None:
    assert of_approvals("acceptance", approval("criteria")) == []
    assert of_approvals("acceptance", approval("acceptance", r="for", m="for")) == [("open", "C1")]


def test_a_department_whose_answer_nobody_has_read_is_named_and_is_not_silent() -> None:
    asked = (DepartmentRequest(department="研发部", what="两人", sent_at=NOW),)
    facts = MatterFacts(ALL.model_copy(update={"asked": asked}), NONE, date(2026, 3, 4), unread=("研发部",))
    assert [(one.key, one.values) for one in lacking(facts, "request")] == [
        ("lacks.request.unread", {"departments": ("研发部",)})
    ]


def test_what_was_to_be_put_right_by_a_day_that_is_over_is_counted() -> None:
    failed = Criterion(text="覆盖率", met=False, rectify="补测", rectify_by=date(2026, 3, 3))
    described = ALL.model_copy(update={"criteria": (failed, failed.model_copy(update={"met": True}))})
    assert "rectified_late" in said("acceptance", described)
    assert "rectified_late" not in said("acceptance", described, today=date(2026, 3, 3))


def test_what_is_to_be_put_right_and_nobodys_is_named_by_its_number() -> None:
    facts = MatterFacts(ALL, NONE.model_copy(update={"letters": 1}), date(2026, 3, 4), unassigned=(1, 3))
    assert [(one.key, one.values) for one in lacking(facts, "acceptance")] == [
        ("lacks.acceptance.unassigned", {"numbers": "1, 3", "n": 2})
    ]


def test_of_criteria_that_were_given_away_who_has_to_say_by_now_is_named() -> None:
    asked = approval("criteria", r="unclear").model_copy(update={"changed": True})
    now = (Criterion(text="覆盖率", department="市场部"), Criterion(text="满意度"))
    before = ALL.model_copy(update={"accepted_at": None, "criteria": now})
    found = [("changed", "C1"), ("unasked", ("质量部",)), ("silent", ("市场部",))]
    assert of_approvals("acceptance", asked, matter=before) == found


def test_of_changed_criteria_nobody_is_unasked_where_those_who_have_to_say_were_all_asked() -> None:
    asked = approval("criteria", r="for").model_copy(update={"changed": True})
    own = (Criterion(text="覆盖率", department="研发部"), Criterion(text="满意度", department="市场部"))
    before = ALL.model_copy(update={"accepted_at": None, "criteria": own})
    assert of_approvals("acceptance", asked, matter=before) == [("changed", "C1"), ("silent", ("市场部",))]


def test_the_items_of_a_plan_that_a_department_objects_to_are_named() -> None:
    asked = approval(r="against", m="for")
    items = (
        ItemOpinion(number=1, ref="A1", value="for"),
        ItemOpinion(number=2, ref="A2", value="against", text="太晚"),
    )
    opinions = (asked.opinions[0].model_copy(update={"items": items}), asked.opinions[1])
    found = of_approvals("breakdown", asked.model_copy(update={"opinions": opinions}))
    assert found == [("against", ("研发部",)), ("items", ("A2",))]
