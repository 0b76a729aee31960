"""A risk in a mail: who is concerned is warned at once in its words, and a yes enters each with all its parts."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Risk
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import describe_matter, name_contact
from support.replies import outgoing, reply

X1 = "X-2026-001"
HIGH = "有个风险：展台可能搭不完，高风险，影响开幕，建议提前两天进场，由陈静负责，3月6日前定"


@pytest.fixture
def running(published: Workspace) -> Workspace:
    """研发部 leads; 陈静 stands for 市场部."""
    describe_matter(published.as_user("key").quiet(), X1, {"lead": "研发部"})
    name_contact(published.as_user("key").quiet(), X1, "市场部", "陈静")
    return published


def received(workspace: Workspace, address: str, text: str, *, proves: bool = True) -> Incoming:
    answer = reply(outgoing(workspace, address, "minutes"), text, token=proves, quote=proves)
    mail = receive(workspace.as_worker(), answer)
    assert mail is not None
    return mail


def warned(workspace: Workspace) -> dict[str, Outgoing]:
    return {one.to: one for one in workspace.store.find(Outgoing) if ":risk-warning:" in one.key}


def test_contacts_heads_and_facilitator_are_warned_at_once_and_nothing_is_entered(running: Workspace) -> None:
    mail = received(running, "zhang@example.test", HIGH)
    found = warned(running)
    assert set(found) == {"zhao@example.test", "chen@example.test", "li@example.test"}, "not he who told of it"
    assert all(part in found["chen@example.test"].text for part in ("张伟", "展台可能搭不完", "影响范围：开幕"))
    assert f"inbox apply {mail.ref[1:]}" in found["li@example.test"].text
    assert "inbox apply" not in found["chen@example.test"].text
    assert running.store.find(Risk) == []
    review.apply_waiting(running.as_user("key"), mail.ref)
    (risk,) = running.store.find(Risk)
    owner = running.store.get(Person, risk.owner or "").name
    assert (risk.text, risk.level, risk.impact, risk.answer, owner, risk.review, risk.by) == (
        "展台可能搭不完", "high", "开幕", "提前两天进场", "陈静", date(2026, 3, 6), "张伟",
    )  # fmt: skip
    told = {one.to for one in running.store.find(Outgoing) if ":high-risk:" in one.key}
    assert told == {"zhang@example.test", "zhao@example.test"}, "its owner hears of it by his own mail"


@pytest.mark.parametrize(
    "text",
    [
        "有个风险：展台可能搭不完，影响开幕",  # nobody calls it high
        "有个风险：展台可能搭不完，中风险",
        "展台可能搭不完，是不是高风险？",
        "1 完成",
    ],
)
def test_what_is_not_called_a_high_risk_warns_nobody(running: Workspace, text: str) -> None:
    received(running, "zhang@example.test", text)
    assert warned(running) == {}


@pytest.mark.parametrize(
    ("text", "risk", "scope", "answer"),
    [
        ("发现一个高风险：供应商停产，影响4月上线，建议启用备选供应商", "供应商停产", "4月上线", "启用备选供应商"),
        ("高风险：供应商停产，影响范围是4月上线", "供应商停产", "4月上线", ""),
        ("1 有高风险，供应商停产，影响4月上线", "供应商停产", "4月上线", ""),
        ("High risk: the vendor may stop\nScope: launch\nProposal: second source", "the vendor may stop", "launch",
         "second source"),
        ("I see a high risk: vendor may stop. It would affect the launch.", "vendor may stop", "the launch", ""),
    ],
)  # fmt: skip
def test_a_level_in_the_words_that_announce_it_counts(
    running: Workspace, text: str, risk: str, scope: str, answer: str
) -> None:
    mail = received(running, "zhang@example.test", text)
    assert warned(running)
    review.apply_waiting(running.as_user("key"), mail.ref)
    (found,) = running.store.find(Risk)
    assert (found.text, found.level, found.impact, found.answer) == (risk, "high", scope, answer)


def test_a_level_that_went_up_is_no_note_on_an_item(running: Workspace) -> None:
    mail = received(running, "zhang@example.test", "风险升级：第三方接口，由中升为高")
    assert mail.state == "waiting"
    assert running.store.get(Action, "A1").note == ""


def test_a_mail_that_proves_nothing_warns_nobody(running: Workspace) -> None:
    received(running, "zhang@example.test", HIGH, proves=False)
    assert warned(running) == {}


def test_two_risks_of_one_mail_are_entered_as_two(running: Workspace) -> None:
    mail = received(
        running, "zhang@example.test", "1 完成\n有风险：供应商可能晚到，高风险\n影响：安装\n有风险：天气不好"
    )
    review.apply_waiting(running.as_user("key"), mail.ref)
    assert [(one.text, one.level, one.impact) for one in running.store.find(Risk)] == [
        ("供应商可能晚到", "high", "安装"), ("天气不好", "medium", ""),
    ]  # fmt: skip
