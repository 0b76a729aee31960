"""Owners are asked for progress by the rhythm of their matter."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.action import Action
from collabtui.domain.deadlines.progress_rhythm import is_progress_day
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Rhythm
from collabtui.domain.matters.steps import Step
from collabtui.domain.meetings.meeting import Meeting
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.progress_due import ProgressDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from support.replies import outgoing, reply
from support.world import Clock

X1 = "X-2026-001"


def led(workspace: Workspace, rhythm: Rhythm, step: Step = "tracking") -> Workspace:
    describe_matter(workspace.as_user("key"), X1, {"rhythm": rhythm})
    move_to_step(workspace.as_user("key"), X1, step)
    return workspace


def asked(workspace: Workspace) -> list[tuple[str, list[str]]]:
    mails = queue_due(workspace.as_worker(), (ProgressDue(),))
    return [(mail.to, [item.ref for item in mail.items]) for mail in mails]


BOTH = [("zhang@example.test", ["A1", "A2"]), ("bob@example.test", ["A3"])]


def test_daily_each_owner_is_asked_once_a_day_between_nine_and_five(published: Workspace, clock: Clock) -> None:
    led(published, "daily")
    for instant, mails in (
        ("2026-03-03T08:59+08:00", []), ("2026-03-03T09:00+08:00", BOTH), ("2026-03-03T12:00+08:00", []),
        ("2026-03-04T17:00+08:00", []), ("2026-03-05T16:59+08:00", BOTH),
    ):  # fmt: skip
        clock.set(instant)
        assert asked(published) == mails, instant


def test_weekly_they_are_asked_on_friday(published: Workspace, clock: Clock) -> None:
    led(published, "weekly")
    for day, mails in (("05", []), ("06", BOTH), ("07", []), ("09", []), ("13", BOTH)):
        clock.set(f"2026-03-{day}T10:00+08:00")
        assert asked(published) == mails, day


def test_in_an_emergency_they_are_asked_before_anything_was_agreed(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-03T10:00+08:00")
    led(published, "daily", "request")
    _without_minutes(published)
    assert asked(published) == []
    describe_matter(published.as_user("key"), X1, {"kind": "emergency"})
    assert asked(published) == BOTH


def _without_minutes(workspace: Workspace) -> None:
    with workspace.as_user("key").transaction() as tx:
        tx.put(tx.get(Meeting, "M1").model_copy(update={"state": "recorded"}))


@pytest.mark.parametrize("step", ["request", "kick-off"])
def test_work_has_begun_where_minutes_are_out_or_the_plan_is_agreed_whatever_step_is_set(
    published: Workspace, clock: Clock, step: Step
) -> None:
    clock.set("2026-03-03T10:00+08:00")
    led(published, "daily", step)
    _without_minutes(published)
    assert asked(published) == []
    with published.as_user("key").transaction() as tx:
        tx.put(
            ChangeRequest(
                ref="C1", matter=X1, kind="plan", what="计划", state="granted", raised_by="李明", raised_at=clock.now
            )
        )
    assert asked(published) == BOTH


@pytest.mark.parametrize("step", ["request", "kick-off"])
def test_minutes_begin_the_work(published: Workspace, clock: Clock, step: Step) -> None:
    clock.set("2026-03-03T10:00+08:00")
    assert asked(led(published, "daily", step)) == BOTH


@pytest.mark.parametrize("step", ["request", "kick-off", "retrospective", "archive"])
def test_nobody_is_asked_before_or_after_the_work(published: Workspace, clock: Clock, step: Step) -> None:
    clock.set("2026-03-03T10:00+08:00")
    if step in ("request", "kick-off"):
        _without_minutes(published)
    assert asked(led(published, "daily", "tracking")) == BOTH
    assert asked(led(published, "none", "tracking")) == []
    assert asked(led(published, "daily", step)) == []


@pytest.mark.parametrize("step", ["request", "kick-off"])
def test_work_that_has_begun_is_asked_about_at_the_first_steps(published: Workspace, clock: Clock, step: Step) -> None:
    clock.set("2026-03-02T18:00+08:00")
    update_action(published.as_user("key"), "A1", Update(ref="A1", status="in-progress", percent=30))
    clock.set("2026-03-03T10:00+08:00")
    assert asked(led(published, "daily", step)) == BOTH


def test_what_was_told_today_is_not_asked_and_the_answer_is_read(published: Workspace, clock: Clock) -> None:
    led(published, "daily")
    clock.set("2026-03-03T08:00+08:00")
    zhang = replace(published.as_user("key"), actor="张伟")
    update_action(zhang, "A1", Update(ref="A1", percent=30))
    clock.set("2026-03-03T09:30+08:00")
    assert asked(published) == [("zhang@example.test", ["A2"]), ("bob@example.test", ["A3"])]
    receive(published.as_worker(), reply(outgoing(published, "bob@example.test", "reminder"), "1 60%"))
    assert published.store.get(Action, "A3").percent == 60
    (mail,) = published.store.find(Outgoing, to="zhang@example.test", kind="reminder")
    assert ("17:00" in mail.subject, mail.automatic, mail.matter) == (True, True, X1)


def test_who_does_it_is_asked_beside_the_owner_and_one_word_is_enough_for_both(
    published: Workspace, clock: Clock
) -> None:
    led(published, "daily")
    change_action(published.as_user("key"), "A3", ActionChange(doer="陈静"))
    clock.set("2026-03-04T09:30+08:00")
    assert asked(published) == [*BOTH, ("chen@example.test", ["A3"])]
    receive(published.as_worker(), reply(outgoing(published, "chen@example.test", "reminder"), "1 60%"))
    assert published.store.get(Action, "A3").percent == 60
    clock.set("2026-03-05T08:00+08:00")
    update_action(replace(published.as_user("key"), actor="陈静"), "A3", Update(ref="A3", percent=70))
    clock.set("2026-03-05T09:30+08:00")
    assert asked(published) == BOTH[:1]


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sets(st.integers(0, 6)))
def test_a_week_has_at_most_one_day_of_progress(day: date, off: set[int]) -> None:
    monday = date.fromordinal(day.toordinal() - day.weekday())
    week = [date.fromordinal(monday.toordinal() + ahead) for ahead in range(7)]
    days = [one.weekday() for one in week if is_progress_day("weekly", one, lambda day: day.weekday() not in off)]
    working = [weekday for weekday in range(5) if weekday not in off]
    assert days == working[-1:]
    daily = [one.weekday() for one in week if is_progress_day("daily", one, lambda day: day.weekday() not in off)]
    assert daily == [weekday for weekday in range(7) if weekday not in off]
