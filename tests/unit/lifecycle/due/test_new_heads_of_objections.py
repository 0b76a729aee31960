"""A new head whose department still objects by the word of the one before reads the question, once, and can answer."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import answer_of
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.matters.change_requests import ask_about_change
from collabtui.lifecycle.people.person_leaves import leave, to_be_handed_over
from support.departments import CHEN, ZHAO, change_asked, new, says, sent
from support.replies import outgoing
from support.world import Clock

NEXT = "2026-03-03T10:30+08:00"


def person(workspace: Workspace, address: str) -> Person:
    return workspace.store.find(Person, email=address)[0]


@pytest.fixture
def objected(workspace: Workspace, clock: Clock) -> Workspace:
    """赵强, head of 研发部, objects to C1; then he leaves, and 孙丽 of his department takes over."""
    clock.set("2026-03-02T10:00+08:00")
    acting = workspace.as_user("key")
    new(workspace)
    sent(workspace)
    change_asked(workspace, kind="scope")
    says(workspace, ZHAO, "不同意：人手不够", kind="change", date="Mon, 02 Mar 2026 10:30:00 +0800")
    with acting.transaction() as tx:
        chen = tx.find(Person, email=CHEN)[0]
        sun = chen.model_copy(
            update={"ref": tx.next_ref(Person), "version": 0, "name": "孙丽", "email": "sun@example.test"}
        )
        tx.put(sun.model_copy(update={"department": "研发部", "head": False}))
    return workspace


def successor(workspace: Workspace) -> Person:
    leave(workspace.as_user("key"), person(workspace, ZHAO).ref, person(workspace, "sun@example.test").ref)
    return person(workspace, "sun@example.test")


def opinion(workspace: Workspace) -> str:
    found = answer_of(workspace.store.get(ChangeRequest, "C1").opinions, "研发部")
    assert found
    return found.value


def test_the_clock_asks_the_new_head_once_and_a_yes_counts(objected: Workspace, clock: Clock) -> None:
    successor(objected)
    clock.set(NEXT)
    due = [one for one in queue_due(objected.as_worker(), (DepartmentsDue(),)) if one.to == "sun@example.test"]
    assert [(one.kind, one.change) for one in due] == [("request", None), ("change", "C1")], "both are open"
    due = due[1:]
    worker = objected.as_worker()
    while batch := take_batch(worker, 2, true_as_it_leaves):
        assert all(settle(worker, mail, Outcome("sent")).state == "sent" for mail in batch)
    assert objected.store.get(Outgoing, due[0].ref).state == "sent", "it asks for what is still open"
    assert "研发部此前的答复（赵强）：不同意，人手不够" in outgoing(objected, "sun@example.test", "change").text
    clock.set("2026-03-04T10:30+08:00")
    again = queue_due(objected.as_worker(), (DepartmentsDue(),))
    assert [one for one in again if one.to == "sun@example.test" and one.change == "C1"] == []
    says(objected, "sun@example.test", "C1 同意", kind="change", date="Wed, 04 Mar 2026 11:00:00 +0800")
    assert opinion(objected) == "for"


def test_so_does_the_facilitator_by_hand(objected: Workspace) -> None:
    acting = objected.as_user("key")
    with pytest.raises(Refused, match=r"change\.asked"):
        ask_about_change.ask_opinions(acting, "C1")
    successor(objected)
    assert [message.person.name for message, _ in ask_about_change.preview_change(acting, "C1")] == ["孙丽"]
    assert [mail.to for mail in ask_about_change.ask_opinions(acting, "C1").queued] == ["sun@example.test"]
    with pytest.raises(Refused, match=r"change\.asked"):
        ask_about_change.ask_opinions(acting, "C1")


def test_the_headship_and_the_objection_are_seen_before_it_is_handed_over(objected: Workspace) -> None:
    acting = objected.as_user("key")
    refs = person(objected, ZHAO).ref, person(objected, "sun@example.test").ref
    leaving = to_be_handed_over(objected.store, acting, *refs)
    assert (leaving.led, [one.ref for one in leaving.objections]) == ("研发部", ["C1"])
    assert leaving.n == len(leaving.handed_over) + 1
    leave(acting, *refs)
    assert "上线推迟两周 (C1)" in outgoing(objected, "sun@example.test", "notice").text


@pytest.mark.parametrize(
    ("words", "value"),
    [("C1 同意", "for"), ("C1 approve", "for"), ("C1：同意\n谢谢", "for"), ("C1 不同意，人手不够", "against")],
)
def test_his_word_counts_below_the_mail_that_hands_over(
    objected: Workspace, clock: Clock, words: str, value: str
) -> None:
    successor(objected)
    clock.set("2026-03-02T11:30+08:00")
    says(objected, "sun@example.test", words, kind="notice", date="Mon, 02 Mar 2026 11:00:00 +0800")
    found = answer_of(objected.store.get(ChangeRequest, "C1").opinions, "研发部")
    assert found
    assert (found.value, found.person) == (value, person(objected, "sun@example.test").ref)
    assert "C1" in outgoing(objected, "sun@example.test", "answer").text


@pytest.mark.parametrize("words", ["同意", "好的，我来接手", "C1 我先看看", "C9 同意", "1 完成\nC1 同意"])
def test_a_yes_to_taking_over_is_no_opinion(objected: Workspace, clock: Clock, words: str) -> None:
    successor(objected)
    clock.set("2026-03-02T11:30+08:00")
    says(objected, "sun@example.test", words, kind="notice", date="Mon, 02 Mar 2026 11:00:00 +0800")
    found = answer_of(objected.store.get(ChangeRequest, "C1").opinions, "研发部")
    assert found
    assert (found.value, found.person) == ("against", person(objected, ZHAO).ref)


def test_who_speaks_for_no_department_that_was_asked_has_no_say(objected: Workspace, clock: Clock) -> None:
    moved = successor(objected).model_copy(update={"department": "行政部", "head": False})
    with objected.as_user("key").transaction() as tx:
        tx.put(moved)
    clock.set("2026-03-02T11:30+08:00")
    says(objected, "sun@example.test", "C1 同意", kind="notice", date="Mon, 02 Mar 2026 11:00:00 +0800")
    assert opinion(objected) == "against"
