from datetime import date

import pytest

from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live import edit_entry, run, unclear_lines
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.version_history import lines_of
from support.world import Clock

FREEZE = "里程碑：接口冻结 3月10日 产出：接口文档"


@pytest.fixture(autouse=True)
def running(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T14:00+08:00")
    run.start(planned.as_user("key"), "M1")


def milestones(planned: Workspace) -> list[tuple[str, str, str]]:
    matter = planned.store.get(Matter, planned.store.get(Meeting, "M1").matter or "")
    return [(str(one.day), one.text, one.deliverable) for one in matter.milestones]


def test_a_milestone_of_a_meeting_is_one_of_its_matter(planned: Workspace) -> None:
    run.capture_each(planned.as_user("key"), "M1", [FREEZE, "milestone: launch by 27 March => release notes"])
    assert milestones(planned) == [("2026-03-10", "接口冻结", "接口文档"), ("2026-03-27", "launch", "release notes")]
    minutes = minutes_of(planned.store, planned.store.get(Meeting, "M1"))
    assert [one.text for one in minutes.milestones] == ["接口冻结", "launch"]
    assert (
        next(line.text for line in lines_of(minutes) if line.kind == "milestone") == "2026-03-10 接口冻结 => 接口文档"
    )


def test_one_that_is_there_gets_its_day_and_undo_gives_the_old_one_back(planned: Workspace) -> None:
    acting = planned.as_user("key")
    ref = planned.store.get(Meeting, "M1").matter or ""
    describe_matter(
        acting, ref, {"milestones": (Milestone(text="接口冻结", day=date(2026, 3, 5), deliverable="文档"),)}
    )
    captured = run.capture(acting, "M1", "里程碑：接口冻结 3月12日")
    assert [(one.key, one.values["old"]) for one in captured.findings] == [("milestone.moved", date(2026, 3, 5))]
    assert milestones(planned) == [("2026-03-12", "接口冻结", "文档")]
    run.capture(acting, "M1", "/undo")
    assert milestones(planned) == [("2026-03-05", "接口冻结", "文档")]


def test_a_line_that_is_mended_or_taken_back_takes_its_milestone_along(planned: Workspace) -> None:
    acting = planned.as_user("key")
    line = run.capture(acting, "M1", FREEZE).entry
    assert line is not None
    edit_entry.reword(acting, line.ref, "2026-03-11 接口定稿 => 接口文档")
    assert milestones(planned) == [("2026-03-11", "接口定稿", "接口文档")]
    with pytest.raises(Refused, match=r"milestone\.no_day"):
        edit_entry.rewrite(acting, line.ref, "milestone", "接口定稿")
    edit_entry.withdraw_entry(acting, line.ref)
    assert milestones(planned) == []


def test_one_without_a_day_is_asked_and_is_a_milestone_by_the_answer(planned: Workspace) -> None:
    acting = planned.as_user("key")
    with pytest.raises(Refused, match=r"milestone\.no_day"):
        run.capture(acting, "M1", "里程碑：接口冻结")
    entry = unclear_lines.take_down(acting, "M1", "里程碑：接口冻结").entry
    assert entry is not None
    assert (entry.kind, entry.text, milestones(planned)) == ("note", "里程碑：接口冻结", [])
    frame = unclear_lines.frame_of(planned.store.get(Meeting, "M1"), [], "zh")
    (asked,) = unclear_lines.open_questions([entry], {}, [], frame)
    unclear_lines.clarify(acting, entry.ref, asked.part, asked.part.offers[0])
    assert planned.store.get(Entry, entry.ref).kind == "milestone"
    assert milestones(planned) == [("2026-03-06", "接口冻结", "")]


def test_a_meeting_without_a_matter_keeps_it_in_its_minutes(planned: Workspace) -> None:
    with planned.as_user("key").transaction() as tx:
        tx.put(tx.get(Meeting, "M1").model_copy(update={"matter": None}))
    captured = run.capture(planned.as_user("key"), "M1", FREEZE)
    assert [one.key for one in captured.findings] == ["milestone.no_matter"]
    assert minutes_of(planned.store, planned.store.get(Meeting, "M1")).milestones[0].deliverable == "接口文档"
