"""A milestone is marked as reached, and one that passes without that is told to the facilitator once."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.matters.signed_content_hash import content_digest
from collabtui.errors import Refused
from collabtui.formats.documents.document import Document, ItemList, shown
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.forms.form_names import FormName
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.matters.reached_milestones import add_milestones, reach_milestone
from support.departments import MATTER, new
from support.world import Clock

FROZEN, LAUNCHED = Milestone(text="接口冻结", day=date(2026, 3, 4)), Milestone(text="上线", day=date(2026, 3, 20))


@pytest.fixture
def planned_out(workspace: Workspace, clock: Clock) -> Workspace:
    new(workspace)
    clock.set("2026-03-02T10:00+08:00")
    describe_matter(workspace.as_user("key"), MATTER, {"milestones": (FROZEN, LAUNCHED), "goal": "投诉 -20 %"})
    return workspace


def milestones(workspace: Workspace) -> list[date | None]:
    return [one.reached for one in workspace.store.get(Matter, MATTER).milestones]


def form(workspace: Workspace, name: FormName) -> Document:
    return filled_form(workspace.as_user("key"), workspace.store, MATTER, name, "zh")


@pytest.mark.parametrize("name", ["1", "接口冻结", "冻结"])
def test_it_is_marked_by_name_or_number_taken_back_and_undone(planned_out: Workspace, clock: Clock, name: str) -> None:
    clock.set("2026-03-05T10:00+08:00")
    acting = planned_out.as_user("key")
    _, marked = reach_milestone(acting, MATTER, name, date(2026, 3, 5))
    assert (marked.text, milestones(planned_out)) == ("接口冻结", [date(2026, 3, 5), None])
    reach_milestone(acting, MATTER, name, None)
    assert milestones(planned_out) == [None, None]
    undo_last(acting)
    assert milestones(planned_out) == [date(2026, 3, 5), None]


@pytest.mark.parametrize(("name", "day", "key"), [
    ("验收", date(2026, 3, 2), "milestone.unknown"), ("", date(2026, 3, 2), "milestone.unknown"),
    ("3", date(2026, 3, 2), "milestone.unknown"), ("1", date(2026, 3, 3), "milestone.ahead"),
])  # fmt: skip
def test_what_is_not_there_and_a_day_to_come_are_refused(
    planned_out: Workspace, name: str, day: date, key: str
) -> None:
    with pytest.raises(Refused) as refused:
        reach_milestone(planned_out.as_user("key"), MATTER, name, day)
    assert refused.value.key == key


def test_it_stays_reached_when_milestones_are_named_anew_and_changes_nothing_that_was_signed(
    planned_out: Workspace,
) -> None:
    acting = planned_out.as_user("key")
    asked = ChangeRequest(
        ref="C1", matter=MATTER, kind="kick-off", what="w", raised_by="x", raised_at=planned_out.clock()
    )
    before = content_digest(asked, planned_out.store.get(Matter, MATTER), (), ())
    reach_milestone(acting, MATTER, "1", date(2026, 3, 2))
    assert content_digest(asked, planned_out.store.get(Matter, MATTER), (), ()) == before
    describe_matter(acting, MATTER, {"milestones": (FROZEN, Milestone(text="复盘", day=date(2026, 3, 30)))})
    assert milestones(planned_out) == [date(2026, 3, 2), None]


def test_of_several_with_one_name_each_keeps_its_own_day(planned_out: Workspace) -> None:
    acting = planned_out.as_user("key")
    first, second = (Milestone(text="阶段评审", day=date(2026, 3, day)) for day in (2, 16))
    describe_matter(acting, MATTER, {"milestones": (first, second)})
    with pytest.raises(Refused, match=r"milestone\.several") as refused:
        reach_milestone(acting, MATTER, "评审", date(2026, 3, 2))
    assert refused.value.values["milestones"] == ["1 阶段评审 2026-03-02", "2 阶段评审 2026-03-16"]
    reach_milestone(acting, MATTER, "1", date(2026, 3, 2))
    moved = second.model_copy(update={"day": date(2026, 3, 18)})
    describe_matter(acting, MATTER, {"milestones": (first, moved)})
    assert milestones(planned_out) == [date(2026, 3, 2), None]
    describe_matter(acting, MATTER, {"milestones": (first.model_copy(update={"day": date(2026, 3, 3)}), moved)})
    assert milestones(planned_out) == [date(2026, 3, 2), None]


def test_forms_say_when_it_was_reached(planned_out: Workspace, clock: Clock) -> None:
    clock.set("2026-03-06T10:00+08:00")
    reach_milestone(planned_out.as_user("key"), MATTER, "1", date(2026, 3, 5))
    table = next(one for one in form(planned_out, "kick-off").tables if one.columns[0] == "里程碑")
    assert [tuple(map(shown, row)) for row in table.rows] == [
        ("接口冻结", "2026-03-04", "2026-03-05"), ("上线", "2026-03-20", ""),
    ]  # fmt: skip
    assert "2026-03-04 接口冻结，2026-03-05 达成" in str(form(planned_out, "request").blocks)


def test_the_week_names_what_was_reached_in_it_and_what_is_late(planned_out: Workspace, clock: Clock) -> None:
    def lines() -> tuple[Any, ...]:
        found = [one for one in form(planned_out, "weekly").blocks if isinstance(one, ItemList)]
        return found[0].items if found[0].title == "里程碑" else ()

    clock.set("2026-03-06T10:00+08:00")
    assert lines() == ("3月4日 接口冻结 ▲",)
    reach_milestone(planned_out.as_user("key"), MATTER, "1", date(2026, 3, 6))
    assert lines() == ("3月4日 接口冻结，3月6日 达成",)
    clock.set("2026-03-10T10:00+08:00")
    assert lines() == ("3月20日 上线",)


def owed(workspace: Workspace, clock: Clock, day: int) -> list[Outgoing]:
    clock.set(f"2026-03-{day:02}T10:00+08:00")
    return [mail for mail in queue_due(workspace.as_worker()) if "里程碑" in mail.subject]


def test_one_that_passes_is_told_once_from_the_day_after_on(planned_out: Workspace, clock: Clock) -> None:
    assert owed(planned_out, clock, 4) == []
    (mail,) = owed(planned_out, clock, 5)
    assert "接口冻结" in mail.text
    assert f"collabtui matter milestone {MATTER}" in mail.text
    assert owed(planned_out, clock, 6) == []


def test_one_that_was_reached_is_not_told(planned_out: Workspace, clock: Clock) -> None:
    reach_milestone(planned_out.as_user("key"), MATTER, "1", date(2026, 3, 2))
    assert ["look-back" in mail.key for mail in owed(planned_out, clock, 5)] == [True], "only what was learnt is asked"


def test_a_table_changes_its_own_milestones_alone_whatever_came_since_it_was_read(planned_out: Workspace) -> None:
    acting = planned_out.as_user("command")
    reach_milestone(acting, MATTER, "接口冻结", date(2026, 3, 2))
    kept = add_milestones(acting, MATTER, [Milestone(text="上线", day=date(2026, 3, 24), deliverable="报告")])
    assert [(one.text, one.day, one.reached, one.deliverable) for one in kept.milestones] == [
        ("接口冻结", date(2026, 3, 4), date(2026, 3, 2), ""),
        ("上线", date(2026, 3, 24), None, "报告"),
    ]
