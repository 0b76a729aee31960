"""The next agenda goes out by itself with what was left open, once the minutes before it are out."""

from dataclasses import replace
from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import AgendaDraft, SlotDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.due.for_meetings.carried_agenda_due import carry_news
from collabtui.lifecycle.due.registry import apply_changes, list_changes
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import carry_over, invite, plan
from collabtui.lifecycle.minutes.publish import publish
from support.world import AGENDA, Clock

WEEKLY = AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 4, 27))})
"""Each Monday at 14:00 in Shanghai, the first on 2 March."""


def record(workspace: Workspace, clock: Clock, ref: str, day: str, *lines: str, send: bool = True) -> Acting:
    clock.set(f"{day}T15:00+08:00")
    run.record(workspace.as_user("key"), ref, list(lines))
    if send:
        publish(workspace.as_user("key"), ref)
    return workspace.as_user("key")


def news(acting: Acting, ref: str) -> list[tuple[str, object]]:
    found = carry_news(acting, acting.store.get(Meeting, ref))
    return [(one.key, one.values.get("refs", one.values.get("ref"))) for one in found]


def updates(acting: Acting, ref: str) -> list[Outgoing]:
    return [one for one in acting.store.find(Outgoing, meeting=ref) if one.kind == "update"]


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    """Where one works from Monday to Friday."""
    return replace(workspace, is_working=lambda day: day.weekday() < 5)


@pytest.fixture
def series(workspace: Workspace) -> Acting:
    acting = workspace.as_user("key")
    plan.new_meeting(acting, WEEKLY)
    invite.invite(acting, "M1")
    return acting


def test_it_goes_out_on_the_last_working_day_before_and_once(
    series: Acting, workspace: Workspace, clock: Clock
) -> None:
    acting = record(workspace, clock, "M1", "2026-03-02", "q: 预算由谁出", "a: 报告 @张伟 截止3月6日 交付:报告")
    assert news(acting, "M2") == [("carry.goes_out", ("A1", "Q1"))]
    clock.set("2026-03-06T08:59+08:00")
    assert ("carried-agenda", "M2") not in list_changes(acting.store, workspace.as_worker())
    clock.set("2026-03-06T09:00+08:00")
    assert ("carried-agenda", "M2") in list_changes(acting.store, workspace.as_worker())
    apply_changes(workspace.as_worker())
    sent = updates(acting, "M2")
    assert len({one.to for one in sent}) == len(sent) == 4
    zhang = next(one for one in sent if one.to == "zhang@example.test")
    assert "会议安排不变，议程补上了上次遗留的内容" in zhang.text
    assert "会议议程：" in zhang.subject
    assert "预算由谁出" in zhang.text
    bob = next(one for one in sent if one.to == "bob@example.test")
    assert "The meeting is unchanged. Its agenda now has what was left open before:" in bob.text
    clock.set("2026-03-06T10:00+08:00")
    apply_changes(workspace.as_worker())
    assert len(updates(acting, "M2")) == 4
    assert news(workspace.as_user("key"), "M2") == []


def test_it_waits_for_the_minutes_before_it(series: Acting, workspace: Workspace, clock: Clock) -> None:
    acting = record(workspace, clock, "M1", "2026-03-02", "q: 预算由谁出", send=False)
    assert news(acting, "M2") == [("carry.waits_for_minutes", ("Q1",))]
    clock.set("2026-03-06T10:00+08:00")
    apply_changes(workspace.as_worker())
    assert updates(acting, "M2") == []


def test_what_else_was_changed_is_the_facilitators_to_send(series: Acting, workspace: Workspace, clock: Clock) -> None:
    acting = record(workspace, clock, "M1", "2026-03-02", "q: 预算由谁出")
    plan.change_slots(acting, "M2", lambda slots: slots[:1])
    clock.set("2026-03-06T10:00+08:00")
    apply_changes(workspace.as_worker())
    assert updates(acting, "M2") == []


def test_a_question_is_asked_until_it_has_an_answer(series: Acting, workspace: Workspace, clock: Clock) -> None:
    """Also where the meeting between did not take it down once more; and an action that was on its agenda stays."""
    record(workspace, clock, "M1", "2026-03-02", "q: 预算由谁出", "a: 报告 @张伟 截止3月6日 交付:报告")
    clock.set("2026-03-06T10:00+08:00")
    apply_changes(workspace.as_worker())
    acting = record(workspace, clock, "M2", "2026-03-09", "a: 合同 @陈静 截止3月20日 交付:合同")
    assert carry_over.carried(acting.store, acting.store.get(Meeting, "M3"), acting.now) == ("A1", "A2", "Q1")


def test_the_first_of_a_series_has_what_the_matter_left_open(workspace: Workspace, clock: Clock) -> None:
    acting = workspace.as_user("key")
    plan.new_meeting(acting, AGENDA)
    invite.invite(acting, "M1")
    acting = record(workspace, clock, "M1", "2026-03-02", "q: 费用由谁承担", "a: 选场地 @陈静 截止3月12日 交付:场地")
    later = WEEKLY.model_copy(update={"start": WEEKLY.start.replace(day=9)})
    plan.new_meeting(acting, later)
    assert news(acting, "M2") == [("carry.comes_along", ("A1", "Q1"))]
    mail = next(one for one in invite.invite(acting, "M2").queued if one.to == "zhang@example.test")
    assert "费用由谁承担" in mail.text
    assert "A1 选场地（陈静" in mail.text
    assert not invite.is_owed(acting.store, acting, acting.store.get(Meeting, "M2"))
    assert acting.store.get(Meeting, "M3").carried is None


def test_one_that_nobody_recorded_keeps_nothing_back_and_is_named(
    series: Acting, workspace: Workspace, clock: Clock
) -> None:
    record(workspace, clock, "M1", "2026-03-02", "q: 预算由谁出")
    clock.set("2026-03-09T14:30+08:00")
    now = workspace.as_user("key")
    assert news(now, "M3") == [("carry.goes_first", "M2")], "it may be held yet"
    clock.set("2026-03-10T09:00+08:00")
    now = workspace.as_user("key")
    assert news(now, "M3") == [("carry.never_recorded", "M2"), ("carry.goes_out", ("Q1",))]
    assert [one.key for one in plan.new_meeting(now, _single()).findings if one.key.startswith("carry.")] == [
        "carry.never_recorded"
    ]


def _single() -> AgendaDraft:
    slots = (SlotDraft(title="进展", minutes=10),)
    return AGENDA.model_copy(update={"start": AGENDA.start.replace(day=12), "slots": slots})


def test_one_that_was_invited_before_another_was_held_has_what_that_left_open(
    series: Acting, workspace: Workspace, clock: Clock
) -> None:
    plan.new_meeting(series, _single())
    ref = max(series.store.find(Meeting), key=lambda one: int(one.ref[1:])).ref
    invite.invite(series, ref)
    assert series.store.get(Meeting, ref).carried is None
    record(workspace, clock, "M1", "2026-03-02")
    acting = record(workspace, clock, "M2", "2026-03-09", "q: 谁来签字")
    assert carry_over.carried(acting.store, acting.store.get(Meeting, ref), acting.now) == ("Q1",)
