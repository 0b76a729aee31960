"""Another time that an answer to an invitation asks for in words: whoever plans the meeting sees the words."""

from datetime import date

import pytest

from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
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


@pytest.mark.parametrize(
    ("said", "day"),
    [("下周找个时间行吗", None), ("能不能改到周三下午？", date(2026, 3, 4)), ("下午我更方便", None)],
)
def test_they_wait_as_a_wish_for_the_meeting(planned: Workspace, acting: Acting, said: str, day: date | None) -> None:
    mail = receive(planned.as_worker(), reply(outgoing(planned, CHEN, "invitation"), said, date=NOON))
    assert mail is not None
    (asked,) = mail.requests
    assert (mail.state, asked.ref, asked.ask, asked.text, asked.due) == (
        "waiting",
        "M1",
        "other",
        said.rstrip("？"),
        day,
    )


def test_a_yes_moves_no_meeting_to_a_time_that_was_not_named(planned: Workspace, acting: Acting) -> None:
    start = planned.store.get(Meeting, "M1").start
    mail = receive(planned.as_worker(), reply(outgoing(planned, CHEN, "invitation"), "下周找个时间行吗", date=NOON))
    assert mail is not None
    with pytest.raises(Refused, match=r"counter\.no_time"):
        review.apply_waiting(acting, mail.ref)
    assert planned.store.get(Meeting, "M1").start == start
