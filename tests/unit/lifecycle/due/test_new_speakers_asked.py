"""Who speaks for a department by now, where nobody does any more who was asked, reads the question before a reminder of
it: after a merge of departments, or with a new head."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.matters.edit_matters import name_contact
from collabtui.lifecycle.people import department_moves, edit_absence, edit_people, person_leaves
from collabtui.lifecycle.people.edit_people import PersonChange
from support.departments import CHEN, MATTER, change_asked, new, part, says, sent
from support.replies import outgoing, send_all
from support.world import Clock

WU = "wu@example.test"


@pytest.fixture
def requested(workspace: Workspace, clock: Clock) -> Workspace:
    """市场部, of which 陈静 is head, is asked on a Monday; 质控部 has a head, too, and is asked nothing."""
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    edit_people.import_people(
        workspace.as_user("key"), [PersonDraft(name="吴刚", email=WU, department="质控部", head=True)]
    )
    sent(workspace)
    change_asked(workspace, kind="scope")
    return workspace


def told(workspace: Workspace, clock: Clock, instant: str, address: str = WU) -> list[str]:
    clock.set(instant)
    mails = queue_due(workspace.as_worker(), (DepartmentsDue(),))
    send_all(workspace)
    return sorted(mail.kind for mail in mails if mail.to == address)


def test_after_a_merge_the_head_who_stays_is_asked_first_and_has_two_days(requested: Workspace, clock: Clock) -> None:
    department_moves.merge(requested.as_user("key"), "质控部", "市场部")
    assert told(requested, clock, "2026-03-04T10:30+08:00") == ["change", "request"]
    assert "推广素材" in outgoing(requested, WU, "request").text
    assert "还没有收到回复" not in outgoing(requested, WU, "request").text
    assert told(requested, clock, "2026-03-05T10:30+08:00") == [], "once"
    assert told(requested, clock, "2026-03-06T10:30+08:00") == ["reminder", "reminder"]
    says(requested, WU, "同意", kind="request", date="Fri, 06 Mar 2026 11:00:00 +0800")
    assert part(requested, "质控部").state == "accepted"


def test_so_is_a_new_head(requested: Workspace, clock: Clock) -> None:
    acting = requested.as_user("key")
    chen = requested.store.find(Person, email=CHEN)[0]
    edit_people.edit_person(acting, chen.ref, PersonChange(head=False))
    edit_people.edit_person(
        acting, requested.store.find(Person, email=WU)[0].ref, PersonChange(department="市场部", head=True)
    )
    assert told(requested, clock, "2026-03-03T10:30+08:00") == ["change", "request"]
    assert told(requested, clock, "2026-03-03T10:30+08:00", CHEN) == []


def test_a_new_head_is_asked_though_the_contact_was_too(requested: Workspace, clock: Clock) -> None:
    acting = requested.as_user("key")
    people = [PersonDraft(name="孙悦", email="sun@example.test", department="市场部")]
    edit_people.import_people(acting, people)
    name_contact(acting, MATTER, "市场部", "孙悦")
    asked = change_asked(requested, kind="goal")
    edit_people.edit_person(acting, requested.store.find(Person, email=WU)[0].ref, PersonChange(department="市场部"))
    chen, wu = (requested.store.find(Person, email=one)[0].ref for one in (CHEN, WU))
    person_leaves.leave(acting, chen, wu)
    assert told(requested, clock, "2026-03-03T10:30+08:00").count("change") == 2
    assert told(requested, clock, "2026-03-03T11:30+08:00") == [], "once"
    to = [one.to for one in requested.store.find(Outgoing, change=asked.ref)]
    assert (to.count(WU), to.count("sun@example.test")) == (1, 1)


def test_a_deputy_is_reminded_of_what_the_head_was_asked(requested: Workspace, clock: Clock) -> None:
    acting = requested.as_user("key")
    chen = requested.store.find(Person, email=CHEN)[0]
    edit_people.edit_person(acting, chen.ref, PersonChange(deputy=requested.store.find(Person, email=WU)[0].ref))
    edit_absence.set_away(acting, chen.ref, clock.now.date(), clock.now.date().replace(day=20))
    assert told(requested, clock, "2026-03-03T10:30+08:00") == []
    assert told(requested, clock, "2026-03-04T10:30+08:00") == ["reminder", "reminder"]
