"""Two working days to answer are counted by the calendar of whoever is asked; Bob's country rests on Monday."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.contacts_due import ContactsDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.resources_due import ResourcesDue
from collabtui.lifecycle.due.silence_told_to_facilitator import SilenceDue
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.matters import resources
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.reports.matter_statuses import statuses
from collabtui.lifecycle.votes import votes_by_mail
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, change_asked, new, says, sent
from support.replies import send_all
from support.world import AGENDA, Clock


@pytest.fixture
def requested(workspace: Workspace, clock: Clock) -> Workspace:
    """Three departments are asked on a Thursday afternoon."""
    rests = {"XX": date(2026, 3, 9), "": date(2026, 3, 10)}
    by_country = {place: lambda day, off=off: day.weekday() < 5 and day != off for place, off in rests.items()}
    workspace = replace(workspace, is_working=lambda day: day.weekday() < 5, calendars=by_country.__getitem__)
    clock.set("2026-03-05T14:00+08:00")
    new(workspace)
    with workspace.as_user("key").transaction() as tx:
        bob = tx.find(Person, email=BOB)[0]
        tx.put(bob.model_copy(update={"country": "XX"}))
    sent(workspace)
    return workspace


def chased(workspace: Workspace, clock: Clock, instant: str) -> list[tuple[str, str]]:
    clock.set(instant)
    due = queue_due(workspace.as_worker(), (DepartmentsDue(), ResourcesDue(), ContactsDue(), SilenceDue()))
    send_all(workspace)
    return [(mail.to, mail.kind) for mail in due]


def test_a_department_is_reminded_once_the_days_of_its_own_country_are_over(requested: Workspace, clock: Clock) -> None:
    assert {to for to, _ in chased(requested, clock, "2026-03-09T23:00+08:00")} == {ZHANG, CHEN}
    assert (BOB, "reminder") in chased(requested, clock, "2026-03-10T23:00+08:00")


def test_so_is_who_has_to_say_something_of_a_change_or_gives_a_resource(requested: Workspace, clock: Clock) -> None:
    change_asked(requested, wanted=date(2026, 5, 1))
    acting = requested.as_user("key")
    resources.add_resource(acting, MATTER, resources.ResourceDraft("设计师", department="法务部"))
    resources.ask_for_resources(acting, MATTER)
    send_all(requested)
    told = chased(requested, clock, "2026-03-09T23:00+08:00")
    assert BOB not in {to for to, _ in told}
    assert [to for to, _ in chased(requested, clock, "2026-03-10T23:00+08:00")].count(BOB) == 3


def test_a_holiday_of_the_facilitator_keeps_no_reminder_back(requested: Workspace, clock: Clock) -> None:
    requested = replace(requested, is_working=lambda day: day.weekday() < 5 and day != date(2026, 3, 10))
    assert (BOB, "reminder") in chased(requested, clock, "2026-03-10T23:00+08:00")


def test_silence_on_a_status_is_counted_alike(requested: Workspace, clock: Clock) -> None:
    for address in (ZHANG, CHEN):
        says(requested, address, "同意", date="Thu, 05 Mar 2026 15:00:00 +0800")
    acting = requested.as_worker()
    silent = {
        hour: [reason["code"] for reason in statuses(acting.store, acting, datetime.fromisoformat(hour))[0]["reasons"]]
        for hour in ("2026-03-09T23:00+08:00", "2026-03-10T23:00+08:00")
    }
    assert "departments-silent" not in silent["2026-03-09T23:00+08:00"]
    assert silent["2026-03-10T23:00+08:00"] != silent["2026-03-09T23:00+08:00"]


def test_a_vote_without_a_day_is_open_until_the_last_voter_has_had_two_days(requested: Workspace, clock: Clock) -> None:
    acting = requested.as_user("key")
    meeting = plan.new_meeting(acting, AGENDA).meeting
    asked = votes_by_mail.ask_vote(acting, VoteDraft(meeting.ref, "何时", ("A=五月", "B=六月"), (BOB, ZHAO)))
    assert asked.vote.until == date(2026, 3, 10)
