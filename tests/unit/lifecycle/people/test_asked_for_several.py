"""One who is asked for several departments, as a deputy of two heads, gets one mail that names them: his answer counts
for each, or for the one that he names."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import answer_of
from collabtui.domain.people import Department, Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts, record_opinion
from collabtui.lifecycle.people.department_moves import rename
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.store.queries.departments import waiting_changes
from collabtui.store.queries.row_reader import open_reader
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, new, says
from support.replies import reply, send_all
from support.world import Clock

OF_ENGINEERING, OF_MARKETING = "研发部", "市场部"


@pytest.fixture(params=["zh", "en"])
def asked(request: pytest.FixtureRequest, workspace: Workspace, clock: Clock) -> Workspace:
    """The heads of 市场部 and 研发部 are away, Bob stands in for both; he reads Chinese or English. C1 is with them."""
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    key = workspace.as_user("key")
    with key.transaction() as tx:
        bob = tx.find(Person, email=BOB)[0]
        tx.put(bob.model_copy(update={"locale": request.param}))
        tx.put(tx.find(Department, name=OF_ENGINEERING)[0].model_copy(update={"contact": None}))
    for ref in ("P3", "P4"):
        set_away(key, ref, date(2026, 3, 2), date(2026, 3, 20), "Bob Brown")
    made = change_drafts.new_change(key, MATTER, change_drafts.ChangeDraft("scope", "加上华南", "客户要", "两周"))
    ask_about_change.ask_opinions(key, made.ref)
    send_all(workspace)
    return workspace


def mails(workspace: Workspace, kind: str = "change", address: str = BOB) -> list[Outgoing]:
    return workspace.store.find(Outgoing, to=address, kind=kind)


def mail_of_two(workspace: Workspace) -> Outgoing:
    (found,) = [one for one in mails(workspace) if OF_ENGINEERING in one.departments]
    return found


def answers(workspace: Workspace) -> dict[str, tuple[str, str | None]]:
    change = workspace.store.get(ChangeRequest, "C1")
    found = {name: answer_of(change.opinions, name) for name in change.departments}
    return {name: (one.value, one.in_place_of) for name, one in found.items() if one}


def test_one_mail_names_both_departments_and_both_heads(asked: Workspace) -> None:
    (mail,) = mails(asked)
    assert mail.departments == (OF_ENGINEERING, OF_MARKETING, "法务部")
    is_zh = "你好" in mail.text
    assert ("研发部、市场部、法务部" if is_zh else "研发部, 市场部, 法务部") in mail.text.replace("\n", "")
    assert ("请你代赵强、陈静答复" if is_zh else "in place of 赵强, 陈静") in mail.text
    assert ("研发部同意" if is_zh else "研发部 agrees") in " ".join(mail.text.split())
    change = asked.store.get(ChangeRequest, "C1")
    assert set(change.departments) >= {OF_ENGINEERING, OF_MARKETING, "法务部"}


def test_one_answer_counts_for_all_of_them(asked: Workspace) -> None:
    says(asked, BOB, "同意", kind="change")
    assert answers(asked) == {
        OF_ENGINEERING: ("for", "P3"), OF_MARKETING: ("for", "P4"), "法务部": ("for", None),
    }  # fmt: skip
    told = mails(asked, "answer")[-1].text
    assert all(name in told for name in (OF_ENGINEERING, OF_MARKETING, "法务部"))


def test_an_answer_that_names_one_counts_for_that_one(asked: Workspace) -> None:
    says(asked, BOB, "市场部同意", kind="change")
    assert answers(asked) == {OF_MARKETING: ("for", "P4")}
    says(asked, BOB, "研发部不同意：测试来不及\n法务部同意", kind="change", date="Mon, 02 Mar 2026 18:00:00 +0800")
    assert {name: one[0] for name, one in answers(asked).items()} == {
        OF_MARKETING: "for", OF_ENGINEERING: "against", "法务部": "for",
    }  # fmt: skip
    change = asked.store.get(ChangeRequest, "C1")
    objection = answer_of(change.opinions, OF_ENGINEERING)
    assert objection is not None
    assert objection.text == "测试来不及"


def test_what_is_in_doubt_for_one_waits_for_all(asked: Workspace) -> None:
    found = says(asked, BOB, "研发部同意，市场部再看看", kind="change")
    assert found.state == "waiting"
    assert {one[0] for one in answers(asked).values()} == {"unclear"}
    record_opinion.record_opinion(asked.as_user("key"), "C1", OF_ENGINEERING, "for")
    assert asked.store.get(type(found), found.ref).state == "waiting"
    record_opinion.record_opinion(asked.as_user("key"), "C1", OF_MARKETING, "against", "没有人")
    record_opinion.record_opinion(asked.as_user("key"), "C1", "法务部", "for")
    assert asked.store.get(type(found), found.ref).state == "applied"


def test_the_reminder_is_one_too_and_names_who_is_still_silent(asked: Workspace, clock: Clock, tmp_path: Path) -> None:
    says(asked, BOB, "法务部同意", kind="change")
    clock.set("2026-03-05T10:00+08:00")
    queue_due(asked.as_worker())
    send_all(asked)
    (mail,) = mails(asked, "reminder")
    assert mail.departments == (OF_ENGINEERING, OF_MARKETING)
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        assert [row["silent"] for row in waiting_changes(reader)] == [[OF_ENGINEERING, OF_MARKETING]]
    receive(asked.as_worker(), reply(mail, "研发部同意", date="Thu, 05 Mar 2026 11:00:00 +0800"))
    clock.set("2026-03-06T10:00+08:00")
    queue_due(asked.as_worker())
    assert len(mails(asked, "reminder")) == 1
    clock.set("2026-03-09T10:00+08:00")
    queue_due(asked.as_worker())
    (told,) = [one for one in asked.store.find(Outgoing) if one.kind == "notice" and OF_MARKETING in one.text]
    assert OF_ENGINEERING not in told.text


def test_a_renamed_department_is_answered_under_its_new_name(asked: Workspace) -> None:
    rename(asked.as_user("key"), OF_MARKETING, "品牌部")
    assert mail_of_two(asked).departments == (OF_ENGINEERING, "品牌部", "法务部")
    says(asked, BOB, "品牌部同意", kind="change")
    assert answers(asked) == {"品牌部": ("for", "P4")}
    assert asked.store.find(Department, name="品牌部")


def test_somebody_with_one_department_is_asked_as_before(workspace: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    key = workspace.as_user("key")
    made = change_drafts.new_change(key, MATTER, change_drafts.ChangeDraft("scope", "加上华南"))
    ask_about_change.ask_opinions(key, made.ref)
    assert [mails(workspace, address=one)[0].items for one in (ZHANG, ZHAO, CHEN)] == [(), (), ()]
