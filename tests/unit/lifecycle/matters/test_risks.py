"""Risks: their level, who hears of a high one, and those that nobody answers."""

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Risk
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.risks_due import RisksDue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.risks import add_risk, close_risk, update_risk
from support.replies import outgoing, reply
from support.world import Clock

X1 = "X-2026-001"
LI, ZHANG, ZHAO, CHEN = "li@example.test", "zhang@example.test", "zhao@example.test", "chen@example.test"


def test_the_level_follows_each_change_and_none_other_is_taken(published: Workspace) -> None:
    acting = published.as_user("command")
    risk = add_risk(acting, X1, {"text": "供应商延期", "level": "low"})
    assert risk.level == "low"
    assert update_risk(acting, risk.ref, {"likelihood": "medium"}).level == "low"
    assert update_risk(acting, risk.ref, {"severity": "medium"}).level == "medium"
    assert update_risk(acting, risk.ref, {"severity": "low", "level": "low"}).level == "low"
    with pytest.raises(Refused, match=r"risk\.level_follows"):
        update_risk(acting, risk.ref, {"level": "high"})
    with pytest.raises(Refused, match=r"risk\.no_text"):
        update_risk(acting, risk.ref, {"text": " "})
    with pytest.raises(Unknown, match=r"name\."):
        add_risk(acting, X1, {"text": "r", "owner": "王五"})


def told(workspace: Workspace) -> list[str]:
    return [mail.to for mail in workspace.store.find(Outgoing) if ":high-risk:" in mail.key and mail.state != "held"]


def test_a_high_one_reaches_lead_heads_and_owner_at_once_and_once(published: Workspace) -> None:
    describe_matter(published.as_user("key"), X1, {"lead": "研发部"})
    acting = published.as_user("command")
    add_risk(acting, X1, {"text": "预算超支", "level": "medium", "owner": "陈静"})
    assert told(published) == []
    risk = update_risk(acting, "R1", {"level": "high"})
    assert told(published) == [ZHANG, ZHAO, CHEN], "the lead's contact, its head, the owner"
    update_risk(acting, risk.ref, {"answer": "追加预算"})
    assert len(told(published)) == 3
    mine = outgoing(published, CHEN, "notice")
    assert ("预算超支" in mine.subject, "你是这个风险的负责人" in mine.text) == (True, True)
    assert "你是这个风险的负责人" not in outgoing(published, ZHAO, "notice").text


@pytest.mark.parametrize("command", ["", "/end"])
def test_a_captured_high_risk_is_told_at_the_end_and_an_undo_keeps_the_mail_back(
    planned: Workspace, command: str
) -> None:
    describe_matter(planned.as_user("key"), X1, {"lead": "研发部"})
    run.start(planned.as_user("key"), "M1")
    run.capture(planned.as_user("key"), "M1", "r: 供应商延期 !high @陈静")
    run.capture(planned.as_user("key"), "M1", "r: 说错了 !high @陈静")
    run.capture(planned.as_user("key"), "M1", "/undo")
    assert told(planned) == []
    run.capture(planned.as_user("key"), "M1", command) if command else run.end(planned.as_user("key"), "M1")
    assert told(planned) == [ZHANG, ZHAO, CHEN]
    undo_last(planned.as_user("key"))
    assert told(planned) == []


def test_a_high_risk_that_is_added_while_the_minutes_are_written_is_told_soon(planned: Workspace) -> None:
    describe_matter(planned.as_user("key"), X1, {"lead": "研发部"})
    run.start(planned.as_user("key"), "M1")
    run.end(planned.as_user("key"), "M1")
    run.capture(planned.as_user("key"), "M1", "r: 供应商延期 !high @陈静")
    assert told(planned) == [ZHANG, ZHAO, CHEN]


def test_after_a_day_without_an_answer_owner_and_facilitator_are_told_once(published: Workspace, clock: Clock) -> None:
    add_risk(published.as_user("command"), X1, {"text": "供应商延期", "owner": "陈静"})

    def owed(instant: str) -> list[str]:
        clock.set(instant)
        return [mail.to for mail in queue_due(published.as_worker(), (RisksDue(),))]

    assert owed("2026-03-03T15:59+08:00") == []
    assert owed("2026-03-03T16:00+08:00") == [LI, CHEN]
    assert owed("2026-03-04T16:00+08:00") == []
    for answer in ({"answer": "换供应商"}, {}):
        risk = add_risk(published.as_user("command"), X1, {"text": "另一个"})
        if answer:
            update_risk(published.as_user("command"), risk.ref, {"answer": "换供应商"})
        else:
            close_risk(published.as_user("command"), risk.ref)
    assert owed("2026-03-09T16:00+08:00") == []


@pytest.mark.parametrize(
    ("address", "text", "said", "level"),
    [
        (ZHANG, "有个风险：供应商可能延期两周", "供应商可能延期两周", "medium"),
        (ZHANG, "有个风险：供应商可能延期两周，高风险", "供应商可能延期两周", "high"),
        ("bob@example.test", "risk: the vendor may be late", "the vendor may be late", "medium"),
        ("bob@example.test", "risk: the vendor may be late, low risk", "the vendor may be late", "low"),
    ],
)
def test_a_risk_in_a_reply_is_entered_when_the_facilitator_says_yes(
    published: Workspace, clock: Clock, address: str, text: str, said: str, level: str
) -> None:
    clock.set("2026-03-02T18:00+08:00")
    receive(published.as_worker(), reply(outgoing(published, address, "minutes"), text))
    (waiting,) = published.store.find(Incoming, state="waiting")
    assert published.store.find(Risk) == []
    assert waiting.answer
    assert not any(words in waiting.answer for words in ("有个风险：", "isk: risk:")), "it is announced once"
    review.apply_waiting(published.as_user("key"), waiting.ref)
    (risk,) = published.store.find(Risk)
    assert (risk.text, risk.matter, risk.raised_at, risk.level) == (said, X1, waiting.written_at, level)
    (answer,) = [one for one in published.store.find(Outgoing, person=waiting.person) if one.kind == "answer"]
    assert said in answer.text
    assert not any(words in answer.text for words in ("没有读懂", "not understood"))
    assert risk.by in ("张伟", "Bob Brown")
    review.undo_mail(published.as_user("key"), waiting.ref)
    assert published.store.get(Risk, risk.ref).state == "withdrawn"
