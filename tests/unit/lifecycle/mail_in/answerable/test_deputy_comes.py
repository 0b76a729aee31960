"""Whoever declines and sends somebody else: the deputy takes part, and his invitation is what is left to do."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.due.for_facilitator.owed_invitations import owed_invitations
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.answerable.deputy_comes import Deputy, deputy_of
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite, plan, series_ahead
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, Clock

CHEN = "chen@example.test"
NOON = "Fri, 27 Feb 2026 12:00:00 +0800"


@pytest.fixture
def acting(planned: Workspace) -> Acting:
    return planned.as_user("command")


def declined(workspace: Workspace, said: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, CHEN, "invitation"), said, date=NOON))
    assert mail is not None
    return review.apply_waiting(workspace.as_user("command"), mail.ref)


def coming(workspace: Workspace, record: Meeting | Series) -> dict[str, str]:
    return {workspace.store.get(Person, one.person).name: one.partstat for one in record.participants}


@pytest.mark.parametrize("said", ["不参加，由赵强代我参加", "我去不了，派赵强参加"])
def test_the_deputy_takes_part_and_is_invited_next(planned: Workspace, acting: Acting, said: str) -> None:
    invite.invite(acting, "M1")
    send_all(planned)
    mail = declined(planned, said)
    people = coming(planned, planned.store.get(Meeting, "M1"))
    assert (people["陈静"], people["赵强"]) == ("declined", "needs-action")
    assert deputy_of(planned.store, acting, mail) == Deputy("comes", "赵强", "M1")
    invite.invite(acting, "M1")
    (asked,) = planned.store.find(Outgoing, to="zhao@example.test", meeting="M1")
    assert "会议邀请" in asked.subject
    assert deputy_of(planned.store, acting, mail) is None, "nothing is left to do"


def test_an_undo_takes_the_deputy_out_again(planned: Workspace, acting: Acting) -> None:
    invite.invite(acting, "M1")
    mail = declined(planned, "不参加，由赵强代我参加")
    undo_last(acting)
    people = coming(planned, planned.store.get(Meeting, "M1"))
    assert (people["陈静"], "赵强" in people) == ("needs-action", False)
    assert planned.store.get(Incoming, mail.ref).state == "waiting"


def test_who_takes_part_anyway_is_no_deputy_to_invite(planned: Workspace, acting: Acting) -> None:
    invite.invite(acting, "M1")
    mail = declined(planned, "不参加，由张伟代我参加")
    assert list(coming(planned, planned.store.get(Meeting, "M1"))).count("张伟") == 1
    assert deputy_of(planned.store, acting, mail) is None


def test_a_deputy_whom_nobody_knows_is_said(planned: Workspace, acting: Acting) -> None:
    invite.invite(acting, "M1")
    mail = declined(planned, "不参加，派小刘参加")
    found = deputy_of(planned.store, acting, mail)
    assert found == Deputy("unknown", "小刘", "M1")


def test_the_deputy_is_in_all_that_is_to_come_of_a_series(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", count=3)}))
    invite.invite(acting, "M1")
    declined(workspace, "不参加，由赵强代我参加")
    (series,) = workspace.store.find(Series)
    meetings = workspace.store.find(Meeting)
    assert len(meetings) > 1
    records: list[Meeting | Series] = [series, *meetings]
    for one in records:
        assert coming(workspace, one)["赵强"] == "needs-action"


@pytest.fixture
def weekly(workspace: Workspace) -> Workspace:
    """M1 to M4 on Mondays from 2 March on; 6 April is a date of the series, and no meeting yet."""
    acting = workspace.as_user("command")
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 6, 29))}))
    invite.invite(acting, "M1")
    send_all(workspace)
    return workspace


def answered(workspace: Workspace, said: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, CHEN, "invitation"), said, date=NOON))
    assert mail is not None
    return mail


def given(workspace: Workspace) -> dict[str, str]:
    """By meeting, and of the series, what 陈静 has answered."""
    records: list[Meeting | Series] = [*workspace.store.find(Series), *workspace.store.find(Meeting)]
    return {one.ref: found for one in records if (found := coming(workspace, one)["陈静"]) != "needs-action"}


@pytest.mark.parametrize("said", ["3月16日不参加", "3月16日不参加。", "I can't come on 16 March"])
def test_a_no_to_one_date_is_none_to_the_series(weekly: Workspace, said: str) -> None:
    mail = answered(weekly, said)
    if mail.state == "waiting":
        review.apply_waiting(weekly.as_user("command"), mail.ref)
    assert given(weekly) == {"M3": "declined"}


def test_a_no_to_a_date_that_is_no_meeting_yet_is_kept_for_it(weekly: Workspace) -> None:
    assert answered(weekly, "4月6日不参加").state == "applied"
    (series,) = weekly.store.find(Series)
    assert given(weekly) == {}
    assert [(one.partstat, one.occurrence.date()) for one in series.dates_answered] == [("declined", date(2026, 4, 6))]
    assert "4月6日（周一）的会" in outgoing(weekly, CHEN, "answer").text


@pytest.mark.parametrize("said", ["3月16日我在外地，不参加", "不参加，3月16日前把材料发给你", "3月9日和3月16日不参加"])
def test_what_may_be_said_of_one_date_or_of_all_waits(weekly: Workspace, said: str) -> None:
    assert answered(weekly, said).state == "waiting"
    assert given(weekly) == {}


@pytest.mark.parametrize(
    "said",
    [
        "4月6日由赵强代我参加",
        "4月6日我不能参加，由赵强代我参加",
        "I can't make it on 6 April, 赵强 will come instead of me",
    ],
)
def test_the_deputy_for_a_date_comes_once_it_is_planned(weekly: Workspace, clock: Clock, said: str) -> None:
    mail = answered(weekly, said)
    review.apply_waiting(weekly.as_user("command"), mail.ref)
    after = weekly.store.get(Incoming, mail.ref)
    found = deputy_of(weekly.store, weekly.as_user("command"), after)
    assert found == Deputy("on_date", "赵强", "M1")
    assert given(weekly) == {}
    clock.set("2026-03-24T10:00+08:00")
    series_ahead.plan_ahead(weekly.as_worker())
    planned = {one.start.date(): one for one in weekly.store.find(Meeting)}
    there = coming(weekly, planned[date(2026, 4, 6)])
    assert (there["陈静"], there["赵强"]) == ("declined", "needs-action")
    assert "赵强" not in coming(weekly, planned[date(2026, 3, 30)])
    owed = owed_invitations(weekly.store, weekly.as_user("command"))
    assert [(one.ref, one.new) for one in owed] == [(planned[date(2026, 4, 6)].ref, ("赵强",))]


def test_the_deputy_for_a_planned_date_is_in_that_one_alone(weekly: Workspace) -> None:
    mail = answered(weekly, "3月16日由赵强代我参加")
    review.apply_waiting(weekly.as_user("command"), mail.ref)
    after = weekly.store.get(Incoming, mail.ref)
    assert deputy_of(weekly.store, weekly.as_user("command"), after) == Deputy("comes", "赵强", "M3")
    assert given(weekly) == {"M3": "declined"}
    assert [one.ref for one in weekly.store.find(Meeting) if "赵强" in coming(weekly, one)] == ["M3"]


def test_an_undo_takes_the_deputy_for_a_date_back(weekly: Workspace) -> None:
    mail = answered(weekly, "4月6日由赵强代我参加")
    review.apply_waiting(weekly.as_user("command"), mail.ref)
    review.undo_mail(weekly.as_user("command"), mail.ref)
    (series,) = weekly.store.find(Series)
    assert series.dates_answered == ()
