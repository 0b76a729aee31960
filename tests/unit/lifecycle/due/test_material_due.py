"""Who owes material for a meeting is asked a day before it is due, and the facilitator is told on that day."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.agenda import material_missing
from collabtui.domain.meetings.draft import SlotDraft
from collabtui.domain.meetings.material_line import as_read, read_material
from collabtui.domain.meetings.meeting import Meeting
from collabtui.lifecycle.attachments.material_mails import mark_there
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import list_due, queue_due
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.meetings import invite, plan
from support.world import AGENDA, Clock

PLANNED = AGENDA.model_copy(
    update={
        "start": datetime(2026, 3, 16, 14),  # noqa: DTZ001  # wall clock; a Monday
        "slots": (SlotDraft(title="资源", minutes=20, material=("成本测算（陈静）",)),),
        "material": ("背景资料 @张伟", "Figures @Bob by Friday", "照片", "样品 @王五", "说明书（终稿）"),
    }
)


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    return replace(workspace, is_working=lambda day: day.weekday() < 5)


@pytest.mark.parametrize(
    ("line", "what", "by", "read"),
    [
        ("背景资料 @张伟", "背景资料", ("张伟",), "背景资料（张伟）"),
        ("背景资料@张伟", "背景资料", ("张伟",), "背景资料（张伟）"),
        ("@张伟：背景资料", "背景资料", ("张伟：背景资料",), "背景资料"),
        ("预算表 @张伟、@陈静", "预算表", ("张伟", "陈静"), "预算表（张伟、陈静）"),
        ("Cost sheet @Bob Brown", "Cost sheet", ("Bob Brown",), "Cost sheet (Bob Brown)"),
        ("Cost sheet (Bob Brown)", "Cost sheet", ("Bob Brown",), "Cost sheet (Bob Brown)"),
        ("https://x.test/@team/plan", "https://x.test/@team/plan", (), "https://x.test/@team/plan"),
        ("ask li@example.test", "ask li@example.test", (), "ask li@example.test"),
        ("plan.pdf", "plan.pdf", (), "plan.pdf"),
    ],
)
def test_a_line_is_read(line: str, what: str, by: tuple[str, ...], read: str) -> None:
    if not line.startswith("@"):
        assert read_material(line)[:2] == (what, by)
        assert as_read(line) == read
    else:
        assert read_material(line).is_marked


@given(st.text(max_size=40))
def test_any_line_is_read_to_one_without_a_sign(line: str) -> None:
    assert isinstance(as_read(line), str)


def told(workspace: Workspace) -> list[tuple[str, str, str]]:
    acting = workspace.as_worker()
    return sorted(
        (owed.kind, mail.message.person.name, owed.title)
        for mail in list_due(acting.store, acting)
        for owed in mail.owed
        if owed.kind.startswith("material")
    )


def test_each_is_asked_on_the_last_working_day_but_one_and_the_facilitator_told(
    workspace: Workspace, clock: Clock
) -> None:
    acting = workspace.as_user("key")
    found = plan.new_meeting(acting, PLANNED).findings
    assert [one.values["name"] for one in found if one.key == "agenda.material_nobodys"] == ["王五"]
    clock.set("2026-03-12T10:00+08:00")
    assert told(workspace) == []
    clock.set("2026-03-13T09:00+08:00")
    title = PLANNED.title
    missing = "成本测算（陈静）、背景资料（张伟）、Figures (Bob Brown)、照片、样品（王五）、说明书（终稿）"
    assert told(workspace) == [
        ("material-missing", "李明", f"{title}：{missing}"),
        ("material-owed", "Bob Brown", f"{title}: Figures"),
        ("material-owed", "张伟", f"{title}：背景资料"),
        ("material-owed", "陈静", f"{title}：成本测算"),
    ]
    queue_due(workspace.as_worker())
    clock.set("2026-03-16T09:30+08:00")
    assert told(workspace) == []


def test_who_has_brought_it_is_not_asked_and_a_meeting_that_is_moved_asks_anew(
    workspace: Workspace, clock: Clock
) -> None:
    plan.new_meeting(workspace.as_user("key"), PLANNED)
    mark_there(workspace.as_user("key"), "M1", ["背景资料", "成本测算"])
    clock.set("2026-03-13T09:00+08:00")
    assert [who for kind, who, _ in told(workspace) if kind == "material-owed"] == ["Bob Brown"]
    queue_due(workspace.as_worker())
    with workspace.as_user("key").transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        later = {"start": meeting.start.replace(day=20), "end": meeting.end.replace(day=20)}
        tx.put(meeting.model_copy(update=later))
    clock.set("2026-03-18T09:00+08:00")
    assert [who for kind, who, _ in told(workspace) if kind == "material-owed"] == ["Bob Brown"]


def test_nobody_is_asked_who_may_not_know_of_it(workspace: Workspace, clock: Clock) -> None:
    plan.new_meeting(workspace.as_user("key"), PLANNED)
    make_confidential(workspace.as_user("key"), "X-2026-001", ["陈静"])
    clock.set("2026-03-13T09:00+08:00")
    assert [who for kind, who, _ in told(workspace) if kind == "material-owed"] == ["陈静"]


def test_a_mail_names_the_person_in_place_of_the_sign(workspace: Workspace) -> None:
    plan.new_meeting(workspace.as_user("key"), PLANNED)
    mail = next(one for one in invite.invite(workspace.as_user("key"), "M1").queued if one.to == "bob@example.test")
    assert "背景资料（张伟）" in mail.text
    assert "Figures (Bob Brown)" in mail.text
    assert "@张伟" not in mail.text


def test_a_line_that_links_to_what_it_names_is_there(workspace: Workspace) -> None:
    draft = PLANNED.model_copy(
        update={"material": ("平面图 https://drive.example.test/plan", "Plan (www.example.test)", "照片")}
    )
    found = plan.new_meeting(workspace.as_user("key"), draft).meeting
    assert material_missing(found) == ["成本测算（陈静）", "照片"]
