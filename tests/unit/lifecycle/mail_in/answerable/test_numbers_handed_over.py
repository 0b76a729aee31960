"""A number of a mail means the item that it listed, also when that one is somebody else's by now."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Update
from collabtui.errors import Refused
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply
from support.world import Clock

ZHANG, BOB = "zhang@example.test", "bob@example.test"


@pytest.fixture
def handed_over(published: Workspace, clock: Clock) -> Workspace:
    """His minutes list A1 and A2 as 1 and 2; A1 is another's since."""
    clock.set("2026-03-02T16:30+08:00")
    change_action(published.as_user("command"), "A1", ActionChange(owner="chen@example.test"))
    clock.set("2026-03-02T17:30+08:00")
    return published


def answered(workspace: Workspace, text: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, ZHANG, "minutes"), text, quote=False))
    assert mail is not None
    return mail


def done(workspace: Workspace) -> list[str]:
    return [one.ref for one in workspace.store.find(Action) if one.status == "done"]


@pytest.mark.parametrize("text", ["1 完成", "1 done", "第一项完成", "1、2 完成", "两项都完成了"])
def test_a_number_of_what_is_anothers_now_changes_nothing_below_it(handed_over: Workspace, text: str) -> None:
    assert [item.ref for item in outgoing(handed_over, ZHANG, "minutes").items] == ["A1", "A2"]
    assert answered(handed_over, text).state == "waiting"
    assert done(handed_over) == []


@pytest.mark.parametrize("text", ["2 完成", "2 done", "最后一项完成", "第二项已完成"])
def test_what_stands_below_it_keeps_its_number(handed_over: Workspace, text: str) -> None:
    answered(handed_over, text)
    assert done(handed_over) == ["A2"]


def test_its_reason_says_whose_it_is(handed_over: Workspace) -> None:
    understood = answered(handed_over, "1 完成").understanding
    assert understood is not None
    assert understood.doubt == "others-item"


def test_what_is_done_since_is_postponed_no_more(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")
    asked = answered(published, "1 延期到3月20日 因为供应商晚了")
    assert asked.state == "waiting"
    edit_actions.update_action(published.as_user("key"), "A1", Update(ref="A1", status="done"))
    with pytest.raises(Refused, match=r"inbox\.not_open.*A1"):
        review.apply_waiting(published.as_user("key"), asked.ref)
    assert published.store.get(Action, "A1").due != date(2026, 3, 20)


@pytest.mark.parametrize("text", ["1 完成", "A1 完成", "提供接口文档完成了", "1 完成，2 完成"])
def test_the_answer_says_whose_it_is_now_and_not_that_it_was_not_understood(handed_over: Workspace, text: str) -> None:
    answered(handed_over, text)
    told = outgoing(handed_over, ZHANG, "answer").text
    assert "提供接口文档 (A1)：现由陈静负责" in told
    assert "没有读懂" not in told


def test_it_says_so_in_the_readers_language(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T16:30+08:00")
    change_action(published.as_user("command"), "A3", ActionChange(owner="陈静"))
    clock.set("2026-03-02T17:30+08:00")
    receive(published.as_worker(), reply(outgoing(published, BOB, "minutes"), "1 60%", quote=False))
    told = outgoing(published, BOB, "answer").text
    assert "Review the contract (A3): now 陈静's" in told
    assert "Not understood" not in told
