"""Who answers what was taken back, decided, closed or asked anew reads so, when it was, and by whom."""

from datetime import date
from email import message_from_bytes
from email.policy import SMTP

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests import ask_about_change, decide_change
from collabtui.lifecycle.matters.collaboration_request import ask, send_request
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources, withdraw_resource
from collabtui.lifecycle.matters.risks import add_risk, close_risk
from collabtui.lifecycle.people import department_moves
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, close_vote, withdraw_vote
from support.departments import BOB, CHEN, MATTER, ZHANG, new
from support.replies import outgoing, reply, send_all
from support.votes import asked_by_mail
from support.world import Clock


def answered(workspace: Workspace, to: Outgoing, text: str) -> tuple[Incoming, str]:
    found = receive(workspace.as_worker(), reply(to, text))
    assert found is not None
    mail = outgoing(workspace, to.to, "answer")
    joined = "".join(mail.text.split())
    assert found.state == "waiting"
    html = message_from_bytes(mail.raw, policy=SMTP).get_body(("html",))
    assert html is not None
    assert html.get_content().count("李明") == joined.count("李明"), "both parts say by whom"
    return found, joined


@pytest.mark.parametrize(
    ("to", "told"),
    [(CHEN, "在你答复前已作废（2月27日（周五）11:30，李明），没有记录"), (BOB, "wasaskedanewbeforeyou")],
)
def test_of_a_request_that_was_taken_back(workspace: Workspace, clock: Clock, to: str, told: str) -> None:
    new(workspace)
    key = workspace.as_user("key")
    send_request(key, MATTER)
    send_all(workspace)
    mail = outgoing(workspace, to, "request")
    clock.set("2026-02-27T11:30+08:00")
    undo_last(workspace.as_user("key"))
    again = to == BOB
    if again:
        key = workspace.as_user("key")
        ask(key, MATTER, "法务部", "a second look")
        send_request(key, MATTER)
    found, text = answered(workspace, mail, "同意")
    assert found.reason == ("asked-anew" if again else "asked-no-more")
    assert told in text
    assert "请单独回一句" not in text
    assert ("请答复新的那封邮件" in text or "pleaseanswerthenewermail" in text) == again


def test_of_a_plan_that_was_decided(workspace: Workspace, clock: Clock) -> None:
    new(workspace)
    ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "kick-off")
    send_all(workspace)
    mail = outgoing(workspace, BOB, "change")
    clock.set("2026-02-27T11:30+08:00")
    decide_change.decide(workspace.as_user("key"), "C1", "granted", "", "总经理已定")
    clock.set("2026-02-28T09:00+08:00")
    assert "wasdecidedbeforeyouanswered(onFri27Feb11:30by李明)" in answered(workspace, mail, "We agree.")[1]


def test_of_criteria_that_were_taken_back(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    describe_matter(key, MATTER, {"supervising": "市场部", "criteria": (Criterion(text="可用率"),)})
    ask_about_change.ask_approval(key, MATTER, "criteria")
    send_all(workspace)
    undo_last(key)
    mail = next(one for one in workspace.store.find(Outgoing, to=CHEN) if one.kind == "change")
    text = answered(workspace, mail, "1 通过，99%")[1]
    assert ("在你答复前已作废（" in text, "还缺第" in text) == (True, False)


@pytest.mark.parametrize("to_result", [False, True])
@pytest.mark.parametrize(("is_closed", "told"), [(True, "在你答复前已结束（"), (False, "在你答复前已作废（")])
def test_of_a_vote(planned: Workspace, clock: Clock, is_closed: bool, told: str, to_result: bool) -> None:
    voters = ("张伟", "赵强", "陈静")
    asked_by_mail(planned, clock, VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), voters, date(2026, 3, 6)))
    mail = outgoing(planned, CHEN, "request")
    receive(planned.as_worker(), reply(outgoing(planned, ZHANG, "request"), "A"))
    (close_vote if is_closed else withdraw_vote)(planned.as_user("key"), "VOTE1")
    mail = outgoing(planned, CHEN, "notice") if to_result else mail
    assert told in answered(planned, mail, "B")[1]


def test_a_courtesy_in_answer_to_the_result_of_a_vote_says_nothing(planned: Workspace, clock: Clock) -> None:
    draft = VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("张伟", "陈静"), date(2026, 3, 6))
    asked_by_mail(planned, clock, draft)
    receive(planned.as_worker(), reply(outgoing(planned, ZHANG, "request"), "A"))
    close_vote(planned.as_user("key"), "VOTE1")
    send_all(planned)
    found = receive(planned.as_worker(), reply(outgoing(planned, CHEN, "notice"), "收到，谢谢"))
    assert found is not None
    assert found.state != "waiting", found.reason


def test_of_several_resources(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    for what in ("测试机", "样机"):
        add_resource(key, MATTER, ResourceDraft(what, "市场部", amount="2"))
    ask_for_resources(key, MATTER)
    send_all(workspace)
    mail = workspace.store.find(Outgoing, to=CHEN, newest_first=True)[0]
    for resource in workspace.store.find(Resource, matter=MATTER):
        withdraw_resource(key, resource.ref)
    text = answered(workspace, mail, "1 同意\n2 同意")[1]
    assert text.count("在你答复前已作废（") == 2


def test_who_is_asked_no_more_is_not_told_how_to_say_it_better(planned: Workspace, clock: Clock) -> None:
    voters = ("张伟", "赵强", "陈静")
    asked_by_mail(planned, clock, VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), voters, date(2026, 3, 6)))
    mail = outgoing(planned, CHEN, "request")
    leave(planned.as_user("key"), *(planned.store.find(Person, email=one)[0].ref for one in (CHEN, ZHANG)))
    text = answered(planned, mail, "B")[1]
    assert ("你已离任，你的答复没有记录" in text, "请只回一个字母" in text) == (True, False)


def test_whose_department_became_part_of_another_reads_that_he_is_not_asked(workspace: Workspace) -> None:
    new(workspace)
    ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "kick-off")
    send_all(workspace)
    mail = outgoing(workspace, CHEN, "change")
    department_moves.merge(workspace.as_user("key"), "研发部", "市场部")
    text = answered(workspace, mail, "同意")[1]
    assert ("你现在不是这个部门的负责人或对接人" in text, "请单独回一句" in text) == (True, False)


def test_of_an_archived_matter_nothing_is_asked_for_again(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    add_resource(key, MATTER, ResourceDraft("测试机", "市场部"))
    ask_for_resources(key, MATTER)
    send_all(workspace)
    mail = workspace.store.find(Outgoing, to=CHEN, newest_first=True)[0]
    with key.transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"step": "archive"}))
    text = answered(workspace, mail, "同意")[1]
    assert ("已经归档" in text, "请单独回一句" in text) == (True, False)


def test_of_criteria_that_were_changed(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("key")
    texts = ("可用率", "满意度")
    describe_matter(key, MATTER, {"supervising": "市场部", "criteria": tuple(Criterion(text=one) for one in texts)})
    ask_about_change.ask_approval(key, MATTER, "criteria")
    send_all(workspace)
    mail = next(one for one in workspace.store.find(Outgoing, to=CHEN) if one.kind == "change")
    describe_matter(key, MATTER, {"criteria": (Criterion(text="满意度"),)})
    text = answered(workspace, mail, "1 通过，99%\n2 通过")[1]
    assert ("第1条在你答复前已改动或改由别的部门确认" in text, "还缺第" in text) == (True, False)


def test_of_a_risk_that_was_closed(planned: Workspace, clock: Clock) -> None:
    add_risk(planned.as_user("command"), MATTER, {"text": "服务器晚到", "owner": "张伟"})
    clock.set("2026-03-03T17:00+08:00")
    queue_due(planned.as_worker())
    send_all(planned)
    mail = outgoing(planned, ZHANG, "request")
    close_risk(planned.as_user("command"), "R1")
    assert "在你答复前已解除" in answered(planned, mail, "应对：先租云服务器")[1]
