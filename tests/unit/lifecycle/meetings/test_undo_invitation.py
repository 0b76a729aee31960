"""An invitation is undone until the first of its mails has left."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.meetings import edit_agenda_lines, invite


@pytest.fixture
def acting(planned: Workspace) -> Acting:
    return planned.as_user("command")


def test_undone_mails_do_not_leave_and_the_next_invitation_says_what_is_new(acting: Acting) -> None:
    invite.invite(acting, "M1")
    undo_last(acting)
    assert acting.store.get(Meeting, "M1").state == "planned"
    assert take_batch(acting, 10) == []
    edit_agenda_lines.add_line(acting, "M1", read_agenda_line("地点: 5号会议室"), None)
    queued = invite.invite(acting, "M1").queued
    assert [mail.kind for mail in queued] == ["invitation"] * 4
    assert all("5号会议室" in mail.text for mail in queued)
    assert len(take_batch(acting, 10)) == 4
    assert len(acting.store.find(Outgoing, meeting="M1")) == 4


def test_what_was_taken_back_counts_as_never_said(acting: Acting) -> None:
    invite.invite(acting, "M1")
    undo_last(acting)
    assert invite.cancel(acting, "M1").queued == ()


def test_who_has_the_invitation_is_told_that_it_is_off_and_the_others_get_nothing(acting: Acting) -> None:
    invite.invite(acting, "M1")
    settle(acting, take_batch(acting, 1)[0], Outcome("sent"))
    undone = undo_last(acting)
    assert (undone.held, undone.corrections) == (3, 1)
    assert acting.store.get(Meeting, "M1").state == "planned"
    assert [mail.kind for mail in take_batch(acting, 10)] == ["cancellation"]


def test_a_cancellation_is_undone_too(acting: Acting) -> None:
    invite.invite(acting, "M1")
    for mail in take_batch(acting, 10):
        settle(acting, mail, Outcome("sent"))
    invite.cancel(acting, "M1")
    undo_last(acting)
    assert acting.store.get(Meeting, "M1").state == "invited"
    assert take_batch(acting, 10) == []


def test_what_was_queued_again_is_undone_again(acting: Acting) -> None:
    for _ in range(2):
        invite.invite(acting, "M1")
        undo_last(acting)
    assert take_batch(acting, 10) == []
