"""Templates of matters: what is used again, and days counted back."""

from datetime import UTC, date, datetime

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Criterion, Matter, Milestone
from collabtui.domain.matters.matter_template import (
    MatterTemplate,
    TemplateMilestone,
    TemplateTask,
    milestones_until,
    template_of,
)

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
MATTER = Matter(
    ref="X-2026-001", title="新品上线", goal="投诉 -20 %", created_at=NOW, wanted=date(2026, 3, 31),
    criteria=(Criterion(text="覆盖率 ≥ 95 %", measured="97 %", met=True, person="P1", at=NOW),),
    milestones=(Milestone(text="需求冻结", day=date(2026, 3, 11), reached=date(2026, 3, 12)),),
)  # fmt: skip


def action(ref: str, **fields: object) -> Action:
    made = {"ref": ref, "title": f"task {ref}", "created_at": NOW, "updated_at": NOW, "updated_by": "x", "via": "key"}
    return Action.model_validate(made | fields)


def test_people_answers_and_states_are_not_used_again() -> None:
    done = action("A1", owner="P1", due=date(2026, 3, 21), status="done", percent=100, deliverable="文档")
    found = template_of(MATTER, [done, action("A2", status="cancelled"), action("A3")], {"P1": "研发部"})
    assert found == MatterTemplate(
        goal="投诉 -20 %",
        criteria=("覆盖率 ≥ 95 %",),
        milestones=(TemplateMilestone(text="需求冻结", days_before=20),),
        tasks=(
            TemplateTask(title="task A1", department="研发部", deliverable="文档", days_before=10),
            TemplateTask(title="task A3"),
        ),
    )


def test_without_a_wanted_date_days_are_counted_back_from_the_last_one() -> None:
    begun = MATTER.model_copy(update={"wanted": None})
    found = template_of(begun, [action("A1", due=date(2026, 3, 21))], {})
    assert (found.tasks[0].days_before, found.milestones[0].days_before) == (0, 10)
    empty = template_of(begun.model_copy(update={"milestones": ()}), [action("A1")], {})
    assert (empty.tasks[0].days_before, empty.has_days, found.has_days) == (None, False, True)


def test_milestones_that_would_be_past_are_left_out_and_the_others_stand_by_day() -> None:
    days = {"b": 5, "a": 20, "c": 40}
    usual = [TemplateMilestone(text=text, days_before=days[text]) for text in days]
    found = milestones_until(date(2026, 3, 31), usual, date(2026, 3, 2))
    assert [(one.text, one.day) for one in found] == [("a", date(2026, 3, 11)), ("b", date(2026, 3, 26))]
    assert milestones_until(None, usual, date(2026, 3, 2)) == ()
