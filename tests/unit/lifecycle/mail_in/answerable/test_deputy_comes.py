"""Whoever declines and sends somebody else: the deputy takes part, and his invitation is what is left to do."""

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.answerable.deputy_comes import Deputy, deputy_of
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite, plan
from support.replies import outgoing, reply, send_all
from support.world import AGENDA

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
