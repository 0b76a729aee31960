"""An invitation and what changes it wait together: one mail leaves, with all that its reader has to know."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox import Outcome, hold, put_back, settle, take_batch
from collabtui.lifecycle.due.for_facilitator.owed_invitations import owed_invitations
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.history.undo_last import undo_batch, undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.meetings import edit_agenda_lines, invite, plan
from collabtui.lifecycle.meetings.edit_series_dates import change_dates
from collabtui.lifecycle.minutes.publish import html_of
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from support.calendar_replay import LineCalendar, calendar_part
from support.world import AGENDA, Clock

CHEN = "chen@example.test"


@pytest.fixture
def acting(planned: Workspace) -> Acting:
    return planned.as_user("command")


def left(workspace: Workspace, outcome: str = "sent", size: int = 2) -> list[Outgoing]:
    """What a pass sends, by so many at a time."""
    worker, sent = workspace.as_worker(), []
    while batch := take_batch(worker, size, true_as_it_leaves):
        sent += [settle(worker, mail, Outcome(outcome)) for mail in batch]  # type: ignore[arg-type]  # one of its kinds
    return sent


def invites(mail: Outgoing) -> bool:
    """Or says that something has changed."""
    return "会议邀请" in mail.subject or "Invitation" in mail.subject


def test_the_organiser_gets_a_copy_that_does_not_ask_him_to_come(planned: Workspace, acting: Acting) -> None:
    invite.invite(acting, "M1")
    mails = {mail.to: mail for mail in planned.store.find(Outgoing, meeting="M1")}
    own, other = mails["li@example.test"], mails[CHEN]
    assert ("这是你自己留存的一份会议邀请：" in own.text, "能否参加" in own.text) == (True, False)
    assert ("请你参加下面的会议：" in other.text, "能否参加" in other.text) == (True, True)
    html = {mail.to: html_of(mail) for mail in (own, other)}
    assert ("自己留存" in html[own.to], "能否参加" in html[own.to]) == (True, False)
    assert ("自己留存" in html[CHEN], "能否参加" in html[CHEN]) == (False, True)
    assert "\n\n\n" not in own.text


def move(acting: Acting, place: str = "5号会议室") -> None:
    edit_agenda_lines.add_line(acting, "M1", read_agenda_line(f"地点: {place}"), None)


def sequence(mail: Outgoing) -> int:
    (event,) = Calendar.from_ical(calendar_part(mail.raw)).walk("VEVENT")
    return int(str(event["SEQUENCE"]))


@pytest.mark.parametrize("at_once", [True, False])
def test_one_mail_leaves_that_reads_as_what_its_reader_has_heard(
    planned: Workspace, acting: Acting, at_once: bool
) -> None:
    invite.invite(acting, "M1")
    if not at_once:
        left(planned)
    move(acting)
    updates = invite.invite(acting, "M1").queued
    sent = left(planned)
    assert sorted(mail.ref for mail in sent) == sorted(mail.ref for mail in updates)
    assert all(sequence(mail) == 1 and "5号会议室" in mail.text and invites(mail) == at_once for mail in sent)
    assert not acting.store.find(Outgoing, state=["queued", "sending"])
    waited = acting.store.find(Outgoing, state="held")
    assert [mail.kind for mail in waited] == (["invitation"] * 4 if at_once else [])
    by_person = {mail.person: mail.ref for mail in updates}
    assert all(by_person[mail.person] in mail.last_error for mail in waited)


def test_who_was_added_to_what_was_changed_before_is_invited(planned: Workspace, acting: Acting) -> None:
    invite.invite(acting, "M1")
    left(planned)
    edit_agenda_lines.add_line(acting, "M1", read_agenda_line("参会人: 赵强"), None)
    invite.invite(acting, "M1")
    assert {mail.person: invites(mail) for mail in left(planned)} == {
        "P1": False, "P2": False, "P3": True, "P4": False, "P5": False
    }  # fmt: skip


def test_the_invitation_waits_until_the_later_mail_has_left(planned: Workspace, acting: Acting, clock: Clock) -> None:
    """A server that is gone, and an undo in between, leave the invitation as it was."""
    invite.invite(acting, "M1")
    move(acting)
    invite.invite(acting, "M1")
    worker = planned.as_worker()
    batch = take_batch(worker, 20, true_as_it_leaves)
    assert {mail.kind for mail in batch} == {"update"}
    put_back(worker, batch, "no route")
    undo_last(acting)
    clock.now += timedelta(minutes=2)
    sent = left(planned)
    assert [(mail.kind, sequence(mail)) for mail in sent] == [("invitation", 0)] * 4
    assert all("3号会议室" in mail.text for mail in sent)


def test_a_later_mail_that_is_held_by_hand_takes_nothings_place(planned: Workspace, acting: Acting) -> None:
    invite.invite(acting, "M1")
    move(acting)
    for mail in invite.invite(acting, "M1").queued:
        hold(acting, mail.ref)
    assert {mail.kind for mail in left(planned)} == {"invitation"}


@pytest.mark.parametrize("size", [1, 2, 20])
def test_nobody_hears_that_something_is_off_that_he_never_heard_of(
    planned: Workspace, acting: Acting, size: int
) -> None:
    """And other mail goes on leaving, however many are looked at together."""
    invite.invite(acting, "M1")
    other = plan.new_meeting(acting, AGENDA.model_copy(update={"title": "二次会议"})).meeting.ref
    invite.invite(acting, other)
    invite.cancel(acting, "M1")
    assert {mail.meeting for mail in left(planned, size=size)} == {other}
    assert {mail.state for mail in acting.store.find(Outgoing, meeting="M1")} == {"held"}
    undo_last(acting)
    assert acting.store.get(Meeting, "M1").state == "invited"
    sent = left(planned, size=size)
    assert sorted(mail.person for mail in sent) == ["P1", "P2", "P4", "P5"]
    assert all(map(invites, sent))


def test_what_may_have_arrived_is_called_off(planned: Workspace, acting: Acting, clock: Clock) -> None:
    """The line broke while the server had the mail: nobody knows."""
    invite.invite(acting, "M1")
    worker = planned.as_worker()
    put_back(worker, take_batch(worker, 1, true_as_it_leaves), "the line broke")
    invite.cancel(acting, "M1")
    assert [(mail.kind, mail.person) for mail in left(planned)] == [("cancellation", "P1")]


@pytest.mark.parametrize("then", ["update", "sent"])
def test_the_first_invitation_is_taken_back_by_what_left_in_its_place(
    planned: Workspace, acting: Acting, then: str
) -> None:
    invite.invite(acting, "M1")
    move(acting)
    invite.invite(acting, "M1")
    if then == "sent":
        left(planned)
    first = [one for one in plans(acting) if any(mail.kind == "invitation" for mail in one.held)][-1]
    undo_batch(acting, first.batch)
    left(planned)
    assert acting.store.get(Meeting, "M1").state == "planned"
    mails = acting.store.find(Outgoing, to=CHEN)
    calendar = LineCalendar()
    for mail in mails:
        if mail.state == "sent":
            calendar.take(mail.raw)
    assert calendar.entries() == []
    assert len([mail for mail in mails if mail.state == "sent"]) == (2 if then == "sent" else 0)


def test_of_a_series_the_whole_gives_way_to_the_whole(workspace: Workspace, planned: Workspace) -> None:
    acting = planned.as_user("command")
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", count=4), "title": "例会"}))
    invite.invite(acting, "M2")
    change_dates(acting, "M2", "all", lambda _, one: one.model_copy(update={"place": "5号会议室"}))
    invite.invite(acting, "M2")
    sent = left(planned)
    assert len(sent) == 4
    assert all(invites(mail) and "5号会议室" in mail.text for mail in sent)


def test_a_date_that_is_moved_is_a_change_of_the_series_that_leaves_before_it(planned: Workspace) -> None:
    acting = planned.as_user("command")
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", count=4), "title": "例会"}))
    invite.invite(acting, "M2")
    change_dates(acting, "M3", "one", lambda _, one: one.model_copy(update={"place": "5号会议室"}))
    invite.invite(acting, "M3")
    to_chen = [mail for mail in left(planned) if mail.to == CHEN]
    assert [invites(mail) for mail in to_chen] == [True, False]


def test_a_mail_about_the_series_names_a_moved_date_as_it_is(planned: Workspace) -> None:
    """And not the day that its rule has there, on which nobody comes."""
    acting = planned.as_user("command")
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", count=5), "title": "例会"}))
    change_dates(acting, "M3", "one", lambda _, one: _later(one, timedelta(days=2)))
    change_dates(acting, "M4", "one", lambda _, one: _later(one, timedelta(days=1)))
    invited = invite.invite(acting, "M2").queued[0]
    assert "3月11日" in invited.text
    assert "3月9日" not in invited.text
    left(planned)
    (mail, *_) = invite.cancel(acting, "M4", "following").queued
    assert "最后一次是3月11日" in mail.text
    assert "3月17日（周二） 14:00" in mail.text


def _later(meeting: Meeting, by: timedelta) -> Meeting:
    return meeting.model_copy(update={"start": meeting.start + by, "end": meeting.end + by})


def test_who_has_the_event_in_two_calendars_is_one_person(planned: Workspace, acting: Acting) -> None:
    invite.invite(acting, "M1")
    left(planned)
    edit_person(acting, "P2", PersonChange(email="zhang2@example.test"))
    cancelled = invite.cancel(acting, "M1")
    assert (len(cancelled.queued), cancelled.readers) == (5, 4)


@pytest.mark.parametrize("rule", [None, Rule(every="week")])
def test_who_may_read_a_confidential_matter_by_now_is_invited(workspace: Workspace, rule: Rule | None) -> None:
    plan.new_meeting(workspace.as_user("command"), AGENDA.model_copy(update={"series": rule}))
    make_confidential(workspace.as_user("key"), "X-2026-001", ("张伟", "赵强"))
    invite.invite(workspace.as_user("key"), "M1")
    left(workspace)
    assert [one.kind for one in workspace.store.find(Outgoing, to=CHEN)] == ["notice"]
    assert owed_invitations(workspace.store, workspace.as_worker()) == []
    make_confidential(workspace.as_user("key"), "X-2026-001", ("张伟", "赵强", "陈静"))
    (owed,) = owed_invitations(workspace.store, workspace.as_worker())
    assert "陈静" in owed.new
    sent = invite.invite(workspace.as_user("key"), "M1").queued
    (mine,) = [mail for mail in sent if mail.to == CHEN]
    assert invites(mine)
    assert "补上了" not in "".join(mail.text for mail in sent)
    assert calendar_part(mine.raw) is not None
    with pytest.raises(Refused, match=r"invite\.unchanged"):
        invite.invite(workspace.as_user("key"), "M1")
