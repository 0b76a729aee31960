"""An invitation is undone until the first of its mails has left."""

from datetime import date, timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series_split import Scope
from collabtui.domain.refs import number_of
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.history.undo_last import undo_batch, undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.meetings import edit_agenda_lines, invite, plan
from collabtui.lifecycle.meetings.edit_series_dates import change_dates
from collabtui.lifecycle.meetings.move_meeting import move_meeting
from collabtui.store.interface import Transaction
from support.calendar_replay import FoldedCalendar, LineCalendar, calendar_part
from support.invariants import database_of, holds
from support.replies import send_all
from support.world import AGENDA, Clock

CHEN = "chen@example.test"


@pytest.fixture
def acting(planned: Workspace) -> Acting:
    return planned.as_user("command")


@pytest.fixture
def invited(workspace: Workspace, ref: str) -> Acting:
    """To one meeting, or where `ref` is its second date to a series; all of the mails have left."""
    acting = workspace.as_user("key")
    rule = Rule(every="week", until=date(2026, 3, 23)) if ref == "M2" else None
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": rule}))
    invite.invite(acting, "M1")
    send_all(workspace)
    return acting


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


@pytest.mark.parametrize(("ref", "scope"), [("M1", "one"), ("M2", "one"), ("M2", "all")])
def test_a_move_that_was_mailed_is_taken_back_with_the_time_before(
    workspace: Workspace, invited: Acting, ref: str, scope: Scope
) -> None:
    before = in_calendar(invited, CHEN)
    move_meeting(workspace.as_user("key"), ref, "16:00", scope)
    send_all(workspace)
    assert in_calendar(invited, CHEN) != before
    assert undo_last(workspace.as_user("key")).corrections == 4
    send_all(workspace)
    assert in_calendar(invited, CHEN) == before
    assert workspace.store.get(Meeting, ref).start.hour == 6
    move_meeting(workspace.as_user("key"), ref, "17:00", scope)
    send_all(workspace)
    assert any(one.endswith(" 09") for one in in_calendar(invited, CHEN))
    holds(database_of(workspace))


@pytest.mark.parametrize(("ref", "scope"), [("M1", "one"), ("M2", "one"), ("M2", "all")])
@pytest.mark.parametrize("changed", ["title", "start"])
def test_a_change_that_a_later_update_brought_is_taken_back_with_another(
    workspace: Workspace, invited: Acting, changed: str, ref: str, scope: Scope
) -> None:
    before = in_calendar(invited, CHEN)

    def change(_: Transaction, meeting: Meeting) -> Meeting:
        later = {"start": meeting.start + timedelta(hours=1), "end": meeting.end + timedelta(hours=1)}
        return meeting.model_copy(update={"title": "改了名字"} if changed == "title" else later)

    change_dates(workspace.as_user("key"), ref, scope, change)
    assert next(iter(plans(invited))).notified == ()
    invite.invite(workspace.as_user("key"), ref)
    send_all(workspace)
    assert (in_calendar(invited, CHEN) != before) == (changed == "start")
    found = next(one for one in plans(invited) if one.refusal is None)
    assert len(found.notified) == 4
    assert undo_batch(workspace.as_user("key"), found.batch).corrections == 4
    mails = workspace.store.find(Outgoing, state="queued")
    assert [mail.kind for mail in mails] == ["update"] * 4
    assert all("改了名字" not in f"{mail.text}{calendar_part(mail.raw).decode()}" for mail in mails)
    send_all(workspace)
    assert in_calendar(invited, CHEN) == before
    with pytest.raises(Refused, match="unchanged"):
        invite.invite(invited, ref)
    holds(database_of(workspace))


def test_what_is_over_or_was_never_mailed_is_put_back_without_a_word(
    planned: Workspace, acting: Acting, clock: Clock
) -> None:
    def rename(_: Transaction, meeting: Meeting) -> Meeting:
        return meeting.model_copy(update={"title": f"{meeting.title}二"})

    invite.invite(acting, "M1")
    change_dates(acting, "M1", "one", rename)
    assert undo_last(acting).corrections == 0
    change_dates(acting, "M1", "one", rename)
    renamed = next(iter(plans(acting))).batch
    invite.invite(acting, "M1")
    clock.set(acting.store.get(Meeting, "M1").end.isoformat())
    assert undo_batch(planned.as_user("command"), renamed).corrections == 0


def in_calendar(acting: Acting, address: str) -> list[str]:
    """As both readers have it."""
    line, folded = LineCalendar(), FoldedCalendar()
    for mail in sorted(acting.store.find(Outgoing, to=address), key=lambda one: number_of(one.ref)):
        if b"text/calendar" in mail.raw and mail.state == "sent":
            line.take(mail.raw)
            folded.take(mail.raw)
    assert line.entries() == folded.entries()
    return [f"{one.start:%m-%d %H}" for one in line.entries()]
