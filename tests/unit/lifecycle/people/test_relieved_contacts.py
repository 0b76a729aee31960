"""Who is the contact of a department in a matter no more hears of it, by whatever way that came."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.matters.edit_matters import name_contact
from collabtui.lifecycle.people.department_moves import merge
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, contacts, new, says, sent, states
from support.world import Clock


@pytest.fixture
def requested(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    for department, name in (("研发部", "张伟"), ("市场部", "陈静"), ("法务部", "Bob Brown")):
        name_contact(workspace.as_user("command"), MATTER, department, name)
    sent(workspace)
    clock.set("2026-03-02T18:00+08:00")
    return workspace


def news(workspace: Workspace, address: str) -> list[Outgoing]:
    notices = [one for one in workspace.store.find(Outgoing) if one.to == address and one.kind == "notice"]
    return [one for one in notices if any(words in one.text for words in ("不再由你做对接人", "no longer the contact"))]


@pytest.mark.parametrize(
    ("stays", "goes", "address", "kept"),
    [("研发部", "法务部", BOB, "P2"), ("市场部", "法务部", BOB, "P4"), ("研发部", "市场部", CHEN, "P2")],
)
def test_a_merge_keeps_the_contact_of_what_stays_and_the_other_hears(
    requested: Workspace, stays: str, goes: str, address: str, kept: str
) -> None:
    moved = merge(requested.as_user("command"), stays, goes)
    assert contacts(requested)[stays] == kept
    (mail,) = news(requested, address)
    assert requested.store.get(Matter, MATTER).title in mail.text
    assert moved.asked_anew == (MATTER,)
    assert states(requested)[stays] == "unsent"
    says(requested, address, "agreed" if address == BOB else "同意")
    assert states(requested)[stays] == "unsent", "the answer to a part of it is no answer to the whole"


@pytest.mark.parametrize(("department", "name", "address"), [("研发部", "赵强", ZHANG), ("法务部", "张伟", BOB)])
def test_so_does_who_is_followed_by_another_one(requested: Workspace, department: str, name: str, address: str) -> None:
    name_contact(requested.as_user("command"), MATTER, department, name)
    assert len(news(requested, address)) == 1
    assert news(requested, ZHAO) == []


def test_the_head_of_what_is_merged_into_another_department_hears_who_heads_it_now(requested: Workspace) -> None:
    (chen,) = requested.store.find(Person, email=CHEN)
    edit_person(requested.as_user("command"), chen.ref, PersonChange(head=True))
    merge(requested.as_user("command"), "研发部", "市场部")
    (mail,) = [one for one in requested.store.find(Outgoing, to=CHEN) if "不再由你做部门负责人" in one.text]
    assert "市场部，已并入研发部，现在的负责人：赵强" in mail.text
    assert "不再由你做对接人" in mail.text, "in one mail with all that is not hers any more"


def test_who_goes_on_heading_it_hears_nothing(requested: Workspace) -> None:
    merge(requested.as_user("command"), "研发部", "市场部")
    assert [one for one in requested.store.find(Outgoing, to=ZHAO) if "负责人" in one.subject] == []
