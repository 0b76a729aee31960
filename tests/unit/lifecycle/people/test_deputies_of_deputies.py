"""A deputy who is away himself has a deputy, too: he is asked, his answer counts, and a circle is named."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.department_people import lacking_stand_in, speaks_for
from collabtui.lifecycle.base.stand_in import in_place_of, stand_ins_of
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people.covered_days import covered_days, left_uncovered
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.edit_people import import_people
from support.departments import MATTER, ZHANG, ZHAO, new
from support.replies import outgoing, reply, send_all
from support.world import Clock

SUN, WU = "sun@example.test", "wu@example.test"
MARCH = date(2026, 3, 1).replace


@pytest.fixture
def office(workspace: Workspace, clock: Clock) -> Workspace:
    """张伟 is away 3–12 March, for whom 孙丽 stands in; she is away 4–6, and 吴刚 stands in for her."""
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    acting = workspace.as_user("command").quiet()
    import_people(acting, [PersonDraft(name="孙丽", email=SUN), PersonDraft(name="吴刚", email=WU)])
    add_action(acting, ActionDraft(title="接口文档", owner="张伟", due=date(2026, 3, 3), deliverable="文档"))
    send_all(workspace)
    away(workspace, ZHANG, 3, 12, "孙丽")
    away(workspace, SUN, 4, 6, "吴刚")
    return workspace


def one(workspace: Workspace, address: str) -> Person:
    return workspace.store.find(Person, email=address)[0]


def away(workspace: Workspace, address: str, first: int, last: int, deputy: str) -> None:
    set_away(workspace.as_user("command"), one(workspace, address).ref, MARCH(day=first), MARCH(day=last), deputy)


@pytest.mark.parametrize(("day", "present"), [(2, ZHANG), (3, SUN), (4, WU), (6, WU), (7, SUN), (13, ZHANG)])
def test_behind_a_deputy_who_is_away_comes_his_deputy(office: Workspace, day: int, present: str) -> None:
    found = in_place_of(office.store, one(office, ZHANG), MARCH(day=day))
    assert found
    assert found.email == present


def test_he_is_reminded_and_his_answer_counts(office: Workspace, clock: Clock) -> None:
    asked = {}
    for day in (4, 5, 9):
        clock.set(f"2026-03-{day:02}T10:00+08:00")
        asked[day] = [mail.to for mail in queue_due(office.as_worker()) if mail.kind in ("reminder", "overdue")]
        send_all(office)
    assert asked == {4: [WU], 5: [], 9: [SUN]}
    mail = receive(office.as_worker(), reply(outgoing(office, WU, "overdue"), "1 完成"))
    assert mail
    assert mail.state == "applied"
    assert office.store.get(Action, "A1").status == "done"


def test_a_circle_ends_and_is_named(office: Workspace) -> None:
    away(office, WU, 5, 6, "张伟")
    on_the_fifth = stand_ins_of(office.store, one(office, ZHANG), MARCH(day=5))
    assert [person.name for person in on_the_fifth.deputies] == ["孙丽", "吴刚"]
    assert on_the_fifth.present is None
    assert on_the_fifth.is_circle
    assert in_place_of(office.store, one(office, ZHANG), MARCH(day=5)) is None
    days = covered_days(office.store, one(office, ZHANG), MARCH(day=2))
    runs = [(run.first.day, run.last.day, run.found.present and run.found.present.name) for run in days]
    assert runs == [(3, 3, "孙丽"), (4, 4, "吴刚"), (5, 6, None), (7, 12, "孙丽")]
    left = left_uncovered(office.store, one(office, WU), MARCH(day=2))
    assert [(run.person.name, run.first.day, run.last.day) for run in left] == [("张伟", 5, 6), ("孙丽", 5, 6)]


def test_the_deputy_of_a_heads_deputy_is_asked_for_the_department(office: Workspace, clock: Clock) -> None:
    away(office, ZHAO, 2, 12, "孙丽")
    clock.set("2026-03-04T10:00+08:00")
    matter = office.store.get(Matter, MATTER)
    assert speaks_for(office.store, matter, "研发部", one(office, WU))
    assert not speaks_for(office.store, matter, "研发部", one(office, "chen@example.test"))


def test_why_nobody_answers_names_all_who_are_away(office: Workspace, clock: Clock) -> None:
    clock.set("2026-03-05T10:00+08:00")
    away(office, WU, 5, 6, "")
    matter = office.store.get(Matter, MATTER)
    why = lacking_stand_in(office.store, office.as_worker(), matter, one(office, ZHANG))
    assert (why.why, [person.name for person in why.deputies]) == ("away", ["孙丽", "吴刚"])
    away(office, WU, 5, 6, "孙丽")
    assert lacking_stand_in(office.store, office.as_worker(), matter, one(office, ZHANG)).why == "circle"
