"""The retrospective is offered with its people and a time at which they can, and planned and invited in one step."""

from datetime import date, datetime

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Criterion, Matter, Milestone
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.bookings.offered_meeting import OfferedMeeting
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.acceptance import accept
from collabtui.lifecycle.matters.edit_matters import describe_matter, name_contact
from collabtui.lifecycle.matters.retrospective_meeting import hold_retrospective, offered_retrospective
from support.replies import send_all

X1 = "X-2026-001"


@pytest.fixture
def accepted(published: Workspace) -> Workspace:
    """Accepted on Monday 2 March; 陈静 is the contact of 市场部, 张伟 and Bob own actions."""
    describe_matter(published.as_user("key"), X1, {"criteria": (Criterion(text="覆盖率", measured="ok", met=True),)})
    name_contact(published.as_user("key").quiet(), X1, "市场部", "陈静")
    accept(published.as_user("key"), X1)
    return published


def offered(workspace: Workspace, **given: str) -> OfferedMeeting:
    acting = workspace.as_user("key")
    return offered_retrospective(acting.store, acting, X1, **given)


def put(workspace: Workspace, email: str, **values: object) -> None:
    with workspace.as_user("command").transaction() as tx:
        (person,) = tx.find(Person, email=email)
        tx.put(person.model_copy(update=values))


def test_it_is_offered_at_the_first_time_at_which_all_are_at_work_within_its_days(accepted: Workspace) -> None:
    found = offered(accepted)
    assert found.by.date() == accepted.store.get(Matter, X1).retrospective_by
    assert not found.is_late
    assert (found.findings, found.start.date() > accepted.as_user("key").today) == ((), True)
    assert {one.name for one in found.draft.participants} >= {"陈静", "张伟", "Bob Brown"}
    assert [one.ref for one in accepted.store.find(Meeting, matter=X1)] == ["M1"]
    away = found.start.date()
    put(accepted, "chen@example.test", away_from=away, away_until=away)
    assert offered(accepted).start.date() > away


def test_a_head_comes_who_answers_for_it_or_owns_an_action_whoever_else_of_his_department_does(
    accepted: Workspace,
) -> None:
    put(accepted, "zhao@example.test", head=True, department="研发部")
    assert "赵强" not in {one.name for one in offered(accepted).draft.participants}, "张伟 comes for 研发部"
    describe_matter(accepted.as_user("key").quiet(), X1, {"owner": "赵强"})
    names = [one.name for one in offered(accepted).draft.participants]
    assert names.count("赵强") == 1


def test_one_command_plans_it_and_invites_and_undos_take_both_back(accepted: Workspace) -> None:
    invited = hold_retrospective(accepted.as_user("key"), X1)
    meeting = accepted.store.get(Meeting, invited.meeting.ref)
    assert (meeting.title, meeting.state, meeting.matter) == ("复盘会：新品上线", "invited", X1)
    assert [slot.title for slot in meeting.slots] == ["目标与结果", "做得好的", "要改进的", "要固化为标准的做法"]
    assert {mail.kind for mail in invited.queued} == {"invitation"}
    with pytest.raises(Refused, match=r"retrospective\.there"):
        hold_retrospective(accepted.as_user("key"), X1)
    undo_last(accepted.as_user("key"))
    assert {accepted.store.get(Outgoing, mail.ref).state for mail in invited.queued} == {"held"}
    assert accepted.store.get(Meeting, meeting.ref).state == "planned"
    assert offered(accepted).start == meeting.start, "what is planned is only invited"
    again = hold_retrospective(accepted.as_user("key"), X1)
    assert (again.meeting.ref, len(again.queued)) == (meeting.ref, len(invited.queued))
    undo_last(accepted.as_user("key"))
    undo_last(accepted.as_user("key"))
    assert accepted.store.get(Meeting, meeting.ref).state == "cancelled"
    assert hold_retrospective(accepted.as_user("key"), X1).meeting.ref != meeting.ref


def test_once_it_has_left_an_undo_calls_it_off(accepted: Workspace) -> None:
    invited = hold_retrospective(accepted.as_user("key"), X1)
    send_all(accepted)
    undo_last(accepted.as_user("key"))
    kinds = [mail.kind for mail in accepted.store.find(Outgoing, meeting=invited.meeting.ref)]
    assert kinds.count("cancellation") == kinds.count("invitation") == len(invited.queued)


def test_a_time_that_was_typed_counts_with_what_speaks_against_it(accepted: Workspace) -> None:
    put(accepted, "chen@example.test", away_from=date(2026, 3, 9), away_until=date(2026, 3, 9))
    found = offered(accepted, when="2026-03-09 14:00")
    assert found.start.replace(tzinfo=None) == datetime(2026, 3, 9, 14)  # noqa: DTZ001  # wall clock
    assert found.is_late
    assert "booking.away" in [finding.key for finding in found.findings]


def test_on_a_milestone_it_needs_no_acceptance(published: Workspace) -> None:
    milestone = Milestone(text="接口冻结", day=date(2026, 3, 2))
    describe_matter(published.as_user("key"), X1, {"milestones": (milestone,)})
    with pytest.raises(Refused, match=r"retrospective\.too_early"):
        offered(published)
    with pytest.raises(Refused, match=r"retrospective\.no_milestone"):
        offered(published, milestone="试产")
    assert offered(published, milestone="冻结").draft.title == "复盘会：新品上线 接口冻结"


def test_on_a_milestone_ahead_it_comes_behind_its_day(published: Workspace) -> None:
    milestone = Milestone(text="试产", day=date(2026, 3, 20))
    describe_matter(published.as_user("key"), X1, {"milestones": (milestone,)})
    found = offered(published, milestone="试产")
    assert found.draft.start.date() > date(2026, 3, 20)


def test_of_nobody_it_is_not_planned(workspace: Workspace) -> None:
    with workspace.as_user("command").transaction() as tx:
        tx.put(Matter(ref=X1, title="空", created_at=workspace.as_user("key").now))
    describe_matter(workspace.as_user("key"), X1, {"milestones": (Milestone(text="m", day=date(2026, 3, 2)),)})
    with pytest.raises(Refused, match=r"retrospective\.nobody"):
        offered(workspace, milestone="m")
