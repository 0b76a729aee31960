"""A request, and its reminder, name the kick-off that is planned."""

from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.channel import Channel
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.matters.collaboration_request import kick_off_of
from collabtui.lifecycle.matters.edit_matters import move_to_step
from collabtui.lifecycle.meetings.invite import cancel, invite
from collabtui.lifecycle.meetings.plan import new_meeting
from support.departments import MATTER, ask_three, sent
from support.world import AGENDA, Clock


def test_who_is_asked_reads_when_it_is_as_long_as_it_is_to_come(planned: Workspace, clock: Clock) -> None:
    ask_three(planned)
    meeting = planned.store.get(Meeting, "M1")
    assert meeting.matter == MATTER
    for mail in sent(planned):
        heading = "Kick-off meeting" if mail.to == "bob@example.test" else "启动会"
        assert all(part in mail.text for part in (heading, meeting.title, meeting.place)), mail.to
    clock.set("2026-03-04T10:00+08:00")
    reminders = list(DepartmentsDue().find(planned.store, planned.as_worker()))
    assert [mail.message.context["kick_off"] for mail in reminders] == [None] * len(reminders), "it is over by then"
    assert reminders


def test_one_that_is_called_off_or_of_a_matter_at_work_is_none(planned: Workspace) -> None:
    acting = planned.as_user("key")

    def named() -> Meeting | None:
        return kick_off_of(planned.store, acting, planned.store.get(Matter, MATTER))

    assert named() == planned.store.get(Meeting, "M1")
    move_to_step(acting, MATTER, "breakdown")
    assert named() is None
    move_to_step(acting, MATTER, "kick-off")
    assert named()
    cancel(acting, "M1")
    assert named() is None


def test_the_rules_stand_in_the_invitation_to_the_first_meeting_alone(planned: Workspace) -> None:
    acting = planned.as_user("key")
    with acting.transaction() as tx:
        channels = (Channel(name="新品群", where="https://q.example.test/1", about="每日进展", robot="np"),)
        talk = {"rules": "每周五例会；紧急情况打电话", "channels": channels}
        tx.put(tx.get(Matter, MATTER).model_copy(update=talk))
    new_meeting(acting, AGENDA.model_copy(update={"start": AGENDA.start + timedelta(days=7)}))
    invite(acting, "M1")
    mails = [mail.text for mail in planned.store.find(Outgoing, meeting="M1")]
    assert mails
    assert all("每周五例会；紧急情况打电话" in text for text in mails)
    assert all(part in text for part in ("新品群", "https://q.example.test/1", "每日进展") for text in mails)
    invite(acting, "M2")
    assert not any(
        "每周五例会" in mail.text or "新品群" in mail.text for mail in planned.store.find(Outgoing, meeting="M2")
    )
