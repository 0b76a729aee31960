"""Whoever says how he comes finds it beside his yes: on the agenda, and in the answer to his mail."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite
from support.replies import outgoing, reply

CHEN = "chen@example.test"
NOON = "Fri, 27 Feb 2026 12:00:00 +0800"


@pytest.fixture
def acting(planned: Workspace) -> Acting:
    acting = planned.as_user("command")
    invite.invite(acting, "M1")
    return acting


def _chen(workspace: Workspace) -> Participant:
    meeting = workspace.store.get(Meeting, "M1")
    return next(one for one in meeting.participants if workspace.store.get(Person, one.person).name == "陈静")


@pytest.mark.parametrize(("said", "remark"), [("参加，但线上接入", "线上接入"), ("我电话参加", "我电话参加")])
def test_his_remark_is_kept_and_said_back(planned: Workspace, acting: Acting, said: str, remark: str) -> None:
    receive(planned.as_worker(), reply(outgoing(planned, CHEN, "invitation"), said, date=NOON))
    assert (_chen(planned).partstat, _chen(planned).comment) == ("accepted", remark)
    answer = next(one for one in planned.store.find(Outgoing, to=CHEN) if "已记录" in one.text)
    assert f"参加（{remark}）" in answer.text


@pytest.mark.parametrize(("said", "remark"), [("我晚10分钟到", "我晚10分钟到"), ("参加，但我要提前走", "我要提前走")])
def test_what_is_asked_back_keeps_it_once_it_is_taken(
    planned: Workspace, acting: Acting, said: str, remark: str
) -> None:
    mail = receive(planned.as_worker(), reply(outgoing(planned, CHEN, "invitation"), said, date=NOON))
    assert mail is not None
    asked = next(one for one in planned.store.find(Outgoing, to=CHEN) if "y1" in one.text)
    assert f"参加（{remark}）" in asked.text
    assert _chen(planned).partstat == "needs-action"
    review.apply_waiting(acting, mail.ref)
    assert (_chen(planned).partstat, _chen(planned).comment) == ("accepted", remark)
