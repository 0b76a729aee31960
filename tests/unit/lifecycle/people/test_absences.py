"""Somebody who is away: neither reminded nor reported to the head meanwhile, and who stands in."""

from datetime import date

import pytest

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import CollabError
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.bookings.away_then import missed_by, promised_while_away
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource
from collabtui.lifecycle.people.edit_absence import end_absence, set_away
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.lifecycle.people.merge_people import merge
from collabtui.lifecycle.people.person_leaves import leave
from support.due_world import let_everything_come_due
from support.world import Clock

FIRST, LAST = date(2026, 3, 3), date(2026, 3, 10)


def told(workspace: Workspace) -> list[tuple[str, str, list[str]]]:
    mails = queue_due(workspace.as_worker(), (ActionsDue(),))
    return [(mail.kind, mail.to, [item.ref for item in mail.items]) for mail in mails]


def person(workspace: Workspace, ref: str) -> Person:
    return workspace.store.get(Person, ref)


def test_who_is_away_is_reminded_after_the_last_day_and_the_head_hears_later(
    published: Workspace, clock: Clock
) -> None:
    set_away(published.as_user("command"), "P2", FIRST, LAST)
    for day in ("04", "07", "10"):
        clock.set(f"2026-03-{day}T09:30+08:00")
        assert [mail for mail in told(published) if "A1" in mail[2]] == []
    clock.set("2026-03-11T09:30+08:00")
    assert ["A1"] in [mail[2][:1] for mail in told(published) if mail[1] == "zhang@example.test"]
    clock.set("2026-03-12T09:30+08:00")
    assert ("escalation", "zhao@example.test", ["A1"]) in told(published)


def test_who_is_back_earlier_is_reminded_at_once(published: Workspace, clock: Clock) -> None:
    set_away(published.as_user("command"), "P2", FIRST, LAST)
    clock.set("2026-03-04T09:30+08:00")
    assert told(published) == []
    end_absence(published.as_user("command"), "P2")
    assert told(published) == [("reminder", "zhang@example.test", ["A1"])]


@pytest.mark.parametrize(
    ("standing", "named", "to"),
    [
        ("", "", "li@example.test"),
        ("陈静", "", "chen@example.test"),
        ("陈静", "李明", "li@example.test"),
        ("张伟", "", "li@example.test"),
    ],
)
def test_a_head_who_is_away_is_stood_in_for(
    published: Workspace, clock: Clock, standing: str, named: str, to: str
) -> None:
    """By who was named for this time, else by the deputy; over himself, and without a deputy, by the facilitator."""
    acting = published.as_user("command")
    edit_person(acting, "P3", PersonChange(deputy=standing, head=True))
    set_away(acting, "P3", FIRST, LAST, named)
    clock.set("2026-03-07T09:30+08:00")
    told(published)
    clock.set("2026-03-09T09:30+08:00")
    escalated = [mail for mail in queue_due(published.as_worker(), (ActionsDue(),)) if mail.kind == "escalation"]
    assert [mail.to for mail in escalated] == [to]
    assert all(f"{person(published, 'P3').name}外出期间的逾期行动项" in mail.subject for mail in escalated)


def test_a_deputy_who_is_away_too_is_stood_in_for_by_the_facilitator(published: Workspace, clock: Clock) -> None:
    acting = published.as_user("command")
    edit_person(acting, "P3", PersonChange(deputy="陈静", head=True))
    for ref in ("P3", "P4"):
        set_away(acting, ref, FIRST, LAST)
    for day in ("07", "09"):
        clock.set(f"2026-03-{day}T09:30+08:00")
        escalated = [mail for mail in told(published) if mail[0] == "escalation"]
    assert escalated == [("escalation", "li@example.test", ["A1"])]


def test_nobody_who_is_away_gets_a_word_of_the_clock(workspace: Workspace, clock: Clock) -> None:
    let_everything_come_due(workspace, clock)
    for one in workspace.store.find(Person):
        set_away(workspace.as_user("command"), one.ref, date(2026, 3, 1), date(2026, 3, 20))
    assert queue_due(workspace.as_worker()) == []


@pytest.mark.parametrize(
    ("first", "last", "deputy", "key"),
    [
        (LAST, FIRST, "", "absence.order"),
        (date(2026, 2, 1), date(2026, 2, 2), "", "absence.over"),
        (FIRST, LAST, "张伟", "absence.own_deputy"),
        (FIRST, LAST, "nobody", "name.nobody"),
    ],
)
def test_what_is_no_absence_is_refused(workspace: Workspace, first: date, last: date, deputy: str, key: str) -> None:
    with pytest.raises(CollabError) as error:
        set_away(workspace.as_user("command"), "P2", first, last, deputy)
    assert error.value.key == key
    assert person(workspace, "P2").away_from is None


def test_an_absence_is_taken_back(workspace: Workspace) -> None:
    set_away(workspace.as_user("command"), "P2", FIRST, LAST, "陈静")
    assert person(workspace, "P2").stand_in == "P4"
    undo_last(workspace.as_user("key"))
    assert (person(workspace, "P2").away_from, person(workspace, "P2").stand_in) == (None, None)


def test_the_part_of_a_deputy_is_handed_over_and_moves_with_a_merge(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    edit_person(acting, "P2", PersonChange(deputy="P4", phone="139 0000"))
    edit_person(acting, "P5", PersonChange(deputy="P4"))
    leave(acting, "P4", "P5")
    assert (person(workspace, "P2").deputy, person(workspace, "P5").deputy) == ("P5", None)
    merge(acting, "P3", "P5")
    assert (person(workspace, "P2").deputy, person(workspace, "P2").phone) == ("P3", "139 0000")
    edit_person(acting, "P2", PersonChange(deputy=""))
    assert person(workspace, "P2").deputy is None


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(2026, 3, 9), date(2026, 3, 13), True),
        (date(2026, 3, 13), date(2026, 3, 20), True),
        (date(2026, 3, 2), date(2026, 3, 8), False),
        (date(2026, 3, 14), date(2026, 3, 15), False),
    ],
)
def test_who_was_promised_for_days_on_which_he_is_away_is_named(
    planned: Workspace, first: date, last: date, named: bool
) -> None:
    """Also where the absence is entered after the promise."""
    acting = planned.as_user("command")
    begin, end = date(2026, 3, 9), date(2026, 3, 13)
    add_resource(acting, "X-2026-001", ResourceDraft("两名后端", "研发部", person="张伟", first=begin, last=end))
    add_resource(acting, "X-2026-001", ResourceDraft("样机", "研发部", first=begin, last=end))
    person = set_away(acting, "P2", first, last)
    assert [one.ref for one in promised_while_away(planned.store, person)] == (["RES1"] if named else [])
    assert promised_while_away(planned.store, end_absence(acting, "P2")) == []


def test_meetings_on_days_of_an_absence_are_named_with_what_he_leads(planned: Workspace) -> None:
    acting = planned.as_user("command")
    with acting.transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        slots = (meeting.slots[0].model_copy(update={"lead": "张伟"}), *meeting.slots[1:])
        tx.put(meeting.model_copy(update={"slots": slots}))
    found = missed_by(planned.store, set_away(acting, "P2", date(2026, 3, 2), date(2026, 3, 3)))
    assert [(one.meeting.ref, one.leads) for one in found] == [("M1", (slots[0].title,))]
    assert missed_by(planned.store, set_away(acting, "P4", date(2026, 3, 2), date(2026, 3, 3)))[0].leads == ()
    assert missed_by(planned.store, set_away(acting, "P2", date(2026, 3, 3), date(2026, 3, 4))) == []
    assert missed_by(planned.store, end_absence(acting, "P2")) == []
