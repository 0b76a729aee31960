"""What the facilitator has not done in time."""

from dataclasses import replace
from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import hold
from collabtui.lifecycle.due.facilitator_due import FacilitatorDuties
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.live import run
from support.world import NOTES, Clock


def test_the_facilitator_is_told_once_of_minutes_that_he_owes(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", NOTES)
    clock.set("2026-03-03T14:00+08:00")
    assert queue_due(planned.as_worker(), (FacilitatorDuties(),)) == []
    clock.set("2026-03-03T15:01+08:00")
    (notice,) = queue_due(planned.as_worker(), (FacilitatorDuties(),))
    assert (notice.kind, notice.to) == ("notice", "li@example.test")
    assert queue_due(planned.as_worker(), (FacilitatorDuties(),)) == []


def test_the_facilitator_is_told_of_an_agenda_that_is_not_out_a_day_ahead(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-01T13:00+08:00")
    assert queue_due(planned.as_worker(), (FacilitatorDuties(),)) == []
    clock.set("2026-03-01T14:00+08:00")
    (notice,) = queue_due(planned.as_worker(), (FacilitatorDuties(),))
    assert "议程" in notice.subject


def test_minutes_and_a_record_that_lack_are_told_on_a_day_on_which_he_works(planned: Workspace, clock: Clock) -> None:
    """The meeting on Monday was never recorded; of one on Friday the minutes lack since Saturday."""
    workspace = replace(planned, is_working=lambda day: day.weekday() < 5)
    with workspace.as_user("command").transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        days = timedelta(days=4)
        tx.put(meeting.model_copy(update={"start": meeting.start + days, "end": meeting.end + days}))
    clock.set("2026-03-06T15:00+08:00")
    run.record(workspace.as_user("command"), "M1", NOTES)
    found = {}
    for day in (7, 8, 9):
        clock.set(f"2026-03-{day:02}T16:00+08:00")
        found[day] = [mail.key.split(":")[1] for mail in queue_due(workspace.as_worker(), (FacilitatorDuties(),))]
    assert found == {7: [], 8: [], 9: ["minutes-owed"]}


def test_a_meeting_that_nobody_recorded_is_told_after_the_weekend(planned: Workspace, clock: Clock) -> None:
    workspace = replace(planned, is_working=lambda day: day.weekday() < 5)
    with workspace.as_user("command").transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        days = timedelta(days=4)
        invited = {"state": "invited", "start": meeting.start + days, "end": meeting.end + days}
        tx.put(meeting.model_copy(update=invited))
    found = {}
    for day in (7, 8, 9):
        clock.set(f"2026-03-{day:02}T16:00+08:00")
        found[day] = [mail.key.split(":")[1] for mail in queue_due(workspace.as_worker(), (FacilitatorDuties(),))]
    assert found == {7: [], 8: [], 9: ["record-owed"]}


def test_the_agenda_of_a_meeting_on_monday_is_told_on_sunday(planned: Workspace, clock: Clock) -> None:
    workspace = replace(planned, is_working=lambda day: day.weekday() < 5)
    clock.set("2026-03-01T14:00+08:00")
    (notice,) = queue_due(workspace.as_worker(), (FacilitatorDuties(),))
    assert "议程" in notice.subject


def test_a_notice_that_was_held_by_hand_stays_held(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-01T14:00+08:00")
    (notice,) = queue_due(planned.as_worker(), (FacilitatorDuties(),))
    hold(planned.as_user("command"), notice.ref)
    assert queue_due(planned.as_worker(), (FacilitatorDuties(),)) == []
    assert planned.store.get(Outgoing, notice.ref).state == "held"


def test_a_facilitator_whom_nobody_entered_is_entered_with_his_first_notice(planned: Workspace, clock: Clock) -> None:
    own = planned.store.find(Person, email="li@example.test")[0]
    with planned.as_user("command").transaction() as tx:
        tx.put(own.model_copy(update={"email": "somebody@example.test", "name": "某人"}))
    assert queue_due(planned.as_worker()) == []
    assert planned.store.find(Person, email="li@example.test") == []
    clock.set("2026-03-01T14:00+08:00")
    assert [mail.message.person.ref for mail in FacilitatorDuties().find(planned.store, planned.as_worker())] == [""]
    assert planned.store.find(Person, email="li@example.test") == [], "listing enters nobody"
    (notice,) = queue_due(planned.as_worker(), (FacilitatorDuties(),))
    (entered,) = planned.store.find(Person, email="li@example.test")
    assert (notice.person, notice.key) == (entered.ref, f"notice:agenda-owed:M1:{entered.ref}")
