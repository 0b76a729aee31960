"""What the facilitator has not done in time."""

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import hold
from collabtui.lifecycle.due.facilitator_due import FacilitatorDuties
from collabtui.lifecycle.due.registry import queue_due, queue_from
from collabtui.lifecycle.live import run
from support.world import NOTES, Clock


def test_the_facilitator_is_told_once_of_minutes_that_he_owes(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", NOTES)
    clock.set("2026-03-03T14:00+08:00")
    assert queue_from(FacilitatorDuties(), planned.as_worker()) == []
    clock.set("2026-03-03T15:01+08:00")
    (notice,) = queue_from(FacilitatorDuties(), planned.as_worker())
    assert (notice.kind, notice.to) == ("notice", "li@example.test")
    assert queue_from(FacilitatorDuties(), planned.as_worker()) == []


def test_the_facilitator_is_told_of_an_agenda_that_is_not_out_a_day_ahead(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-01T13:00+08:00")
    assert queue_from(FacilitatorDuties(), planned.as_worker()) == []
    clock.set("2026-03-01T14:00+08:00")
    (notice,) = queue_from(FacilitatorDuties(), planned.as_worker())
    assert "议程" in notice.subject


def test_a_notice_that_was_held_by_hand_stays_held(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-01T14:00+08:00")
    (notice,) = queue_from(FacilitatorDuties(), planned.as_worker())
    hold(planned.as_user("command"), notice.ref)
    assert queue_from(FacilitatorDuties(), planned.as_worker()) == []
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
    (notice,) = queue_from(FacilitatorDuties(), planned.as_worker())
    (entered,) = planned.store.find(Person, email="li@example.test")
    assert (notice.person, notice.key) == (entered.ref, f"notice:agenda-owed:M1:{entered.ref}")
