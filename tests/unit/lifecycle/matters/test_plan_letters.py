"""The approved plan goes to all who have a part: once for each approval, and each reads his own first."""

from datetime import date

import pytest

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests import ask_about_change, decide_change
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.plan_letters import plan_letters, send_plan
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, new
from support.replies import outgoing, reply, send_all


@pytest.fixture
def approved(workspace: Workspace) -> Workspace:
    new(workspace)
    acting = workspace.as_user("command").quiet()
    for title, owner in (("接口文档", "张伟"), ("推广方案", "陈静")):
        add_action(acting, ActionDraft(title=title, owner=owner, due=date(2026, 3, 6), deliverable="文档"), MATTER)
    put(workspace, "A2", collaborators=(Collaborator(person="P5", support="合同"),))
    grant(workspace)
    return workspace


def put(workspace: Workspace, ref: str, **values: object) -> None:
    with workspace.as_user("command").transaction() as tx:
        tx.put(tx.get(Action, ref).model_copy(update=values))


def grant(workspace: Workspace) -> None:
    asked = ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "plan")
    send_all(workspace)
    decide_change.decide(workspace.as_user("key"), asked.change.ref, "granted", "", "已当面同意")
    send_all(workspace)


def test_each_reads_his_own_first_and_answers_by_its_number(approved: Workspace) -> None:
    queued = {mail.to: mail for mail in send_plan(approved.as_user("command"), MATTER)}
    assert set(queued) == {ZHANG, ZHAO, CHEN, BOB}
    mine = queued[ZHANG].text
    assert (
        mine.index("你负责：")
        < mine.index("1. 接口文档 (A1)")
        < mine.index("计划的其余部分：")
        < mine.index("推广方案")
    )
    head = queued[ZHAO].text
    assert head.index("你部门的其他任务：") < head.index("接口文档") < head.index("计划的其余部分：")
    assert "You support:" in queued[BOB].text
    assert "合同" in queued[BOB].text
    send_all(approved)
    mail = receive(approved.as_worker(), reply(outgoing(approved, ZHANG, "notice"), "1 完成"))
    assert isinstance(mail, Incoming)
    assert [one.ref for one in mail.updates] == ["A1"]


def test_nobody_gets_one_approval_twice_and_another_one_goes_to_all(approved: Workspace) -> None:
    assert len(send_plan(approved.as_user("command"), MATTER)) == 4
    with pytest.raises(Refused, match=r"plan\.nobody"):
        send_plan(approved.as_user("command"), MATTER)
    put(approved, "A1", deliverable="两份文档")
    with pytest.raises(Refused, match=r"plan\.changed"):
        send_plan(approved.as_user("command"), MATTER)
    grant(approved)
    assert len(send_plan(approved.as_user("command"), MATTER)) == 4


def test_progress_is_no_other_plan(approved: Workspace) -> None:
    put(approved, "A1", percent=30, status="in-progress")
    assert len(plan_letters(approved.store, approved.as_user("key"), MATTER)) == 4


def test_what_was_not_approved_is_not_sent(workspace: Workspace) -> None:
    new(workspace)
    with pytest.raises(Refused, match=r"plan\.not_approved"):
        send_plan(workspace.as_user("command"), MATTER)


def test_an_undo_keeps_it_back_and_it_can_be_sent_again(approved: Workspace) -> None:
    queued = send_plan(approved.as_user("key"), MATTER)
    undo_last(approved.as_user("key"))
    assert {approved.store.get(Outgoing, mail.ref).state for mail in queued} == {"held"}
    assert len(send_plan(approved.as_user("key"), MATTER)) == 4


def test_of_a_confidential_one_strangers_read_nothing(approved: Workspace) -> None:
    make_confidential(approved.as_user("command"), MATTER, ["张伟"])
    queued = {mail.to: mail for mail in send_plan(approved.as_user("command"), MATTER)}
    assert "接口文档" in queued[ZHANG].text
    assert not any("接口文档" in mail.text or mail.items for to, mail in queued.items() if to != ZHANG)
