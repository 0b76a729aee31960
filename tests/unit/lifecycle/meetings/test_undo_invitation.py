"""An invitation is undone until the first of its mails has left."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Desk, Office
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.meetings import edit_agenda_lines, invite


@pytest.fixture
def desk(planned: Office) -> Desk:
    return planned.own_desk("key")


def test_undone_mails_do_not_leave_and_the_next_invitation_says_what_is_new(desk: Desk) -> None:
    invite.invite(desk, "M1")
    undo_last(desk)
    assert desk.store.get(Meeting, "M1").state == "planned"
    assert take_batch(desk, 10) == []
    edit_agenda_lines.add_line(desk, "M1", read_agenda_line("地点: 5号会议室"), None)
    queued = invite.invite(desk, "M1").queued
    assert [mail.kind for mail in queued] == ["invitation"] * 4
    assert all("5号会议室" in mail.text for mail in queued)
    assert len(take_batch(desk, 10)) == 4
    assert len(desk.store.find(Outgoing, meeting="M1")) == 4


def test_what_was_taken_back_counts_as_never_said(desk: Desk) -> None:
    invite.invite(desk, "M1")
    undo_last(desk)
    assert invite.cancel(desk, "M1").queued == ()


def test_what_has_left_cannot_be_undone(desk: Desk) -> None:
    invite.invite(desk, "M1")
    settle(desk, take_batch(desk, 1)[0], Outcome("sent"))
    with pytest.raises(Refused, match=r"undo\.sent"):
        undo_last(desk)
    assert desk.store.get(Meeting, "M1").state == "invited"


def test_a_cancellation_is_undone_too(desk: Desk) -> None:
    invite.invite(desk, "M1")
    for mail in take_batch(desk, 10):
        settle(desk, mail, Outcome("sent"))
    invite.cancel(desk, "M1")
    undo_last(desk)
    assert desk.store.get(Meeting, "M1").state == "invited"
    assert take_batch(desk, 10) == []


def test_what_was_queued_again_is_undone_again(desk: Desk) -> None:
    for _ in range(2):
        invite.invite(desk, "M1")
        undo_last(desk)
    assert take_batch(desk, 10) == []
