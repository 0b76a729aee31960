"""Invitations that people who take part by now do not have: named until they are sent."""

import pytest

from collabtui.domain.meetings.recurrence import Rule
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.due.for_facilitator.owed_invitations import OwedInvitation, owed_invitations
from collabtui.lifecycle.meetings import edit_agenda_lines, invite, plan
from collabtui.lifecycle.people.person_leaves import leave
from support.replies import send_all
from support.world import AGENDA, Clock


@pytest.fixture
def acting(planned: Workspace) -> Acting:
    invite.invite(planned.as_user("command"), "M1")
    send_all(planned)
    return planned.as_user("command")


def owed(acting: Acting) -> list[OwedInvitation]:
    return owed_invitations(acting.store, acting)


def test_who_comes_in_the_place_of_who_left_is_named_until_it_is_sent(planned: Workspace, acting: Acting) -> None:
    assert owed(acting) == []
    leave(acting, "P4", "P3")
    assert owed(acting) == [OwedInvitation("M1", "新品上线协作会", ("赵强",), ("陈静",))]
    invite.invite(acting, "M1")
    assert owed(acting) == []


def test_who_only_goes_is_named_as_such(planned: Workspace, acting: Acting) -> None:
    leave(acting, "P4", "P2")  # who comes anyway
    assert owed(acting) == [OwedInvitation("M1", "新品上线协作会", (), ("陈静",))]


def test_another_place_or_a_meeting_that_is_over_is_none(planned: Workspace, acting: Acting, clock: Clock) -> None:
    edit_agenda_lines.add_line(acting, "M1", read_agenda_line("地点: 5号会议室"), None)
    assert owed(acting) == [], "who takes part is the same"
    leave(acting, "P4", "P3")
    clock.set("2026-03-02T14:30+08:00")
    assert owed(planned.as_user("command")) == []


def test_of_a_series_that_goes_out_whole_the_next_one_is_named(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", count=3)}))
    invite.invite(acting, "M1")
    send_all(workspace)
    leave(acting, "P4", "P3")
    assert [one.ref for one in owed(acting)] == ["M1"]
    invite.invite(acting, "M1")
    assert owed(acting) == []
