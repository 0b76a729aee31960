"""Risks: their level, who hears of a high one, and those that nobody answers."""

from datetime import date
from typing import cast

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Level, Risk
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.risks_due import RisksDue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.collaboration_request import ask
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.risk_alarm import unwarned
from collabtui.lifecycle.matters.risks import RiskChanges, add_risk, close_risk, update_risk
from collabtui.lifecycle.people.edit_absence import set_away
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


def mails_to(workspace: Workspace, address: str) -> list[Outgoing]:
    return [mail for mail in workspace.store.find(Outgoing, to=address) if mail.kind == "notice"]


def test_who_gets_a_high_risk_hears_of_it_in_one_mail_with_all_that_is_his(published: Workspace) -> None:
    describe_matter(published.as_user("key"), X1, {"lead": "研发部"})
    draft = ActionDraft(title="谈新供应商", owner="陈静", due=date(2026, 3, 20), risk="供应商延期（高）")
    add_action(published.as_user("command"), draft, X1)
    (mail,) = mails_to(published, CHEN)
    assert ("谈新供应商" in mail.text, "供应商延期" in mail.text, "等级：高" in mail.text) == (True, True, True)
    assert told(published) == [ZHANG, ZHAO], "the others hear of the risk"


def test_a_head_whose_risk_it_becomes_after_the_alarm_hears_that_it_is_his(published: Workspace) -> None:
    describe_matter(published.as_user("key"), X1, {"lead": "研发部"})
    risk = add_risk(published.as_user("command"), X1, {"text": "供应商延期", "level": "high"})
    update_risk(published.as_user("command"), risk.ref, {"owner": "赵强"})
    assert "风险由你负责" in mails_to(published, ZHAO)[-1].subject
    assert [len(mails_to(published, one)) for one in (ZHAO, ZHANG)] == [2, 1]


def test_what_is_high_again_after_it_was_not_is_told_anew(published: Workspace) -> None:
    describe_matter(published.as_user("key"), X1, {"lead": "研发部"})
    acting = published.as_user("command")
    risk = add_risk(acting, X1, {"text": "供应商延期", "level": "high"})
    for changes, mails in (({"level": "low"}, 2), ({"level": "high"}, 4), ({"answer": "换供应商"}, 4)):
        update_risk(acting, risk.ref, cast("RiskChanges", changes))
        assert told(published) == [ZHANG, ZHAO] * (mails // 2)
    update_risk(acting, risk.ref, {"level": "low"})
    undo_last(acting)
    update_risk(acting, risk.ref, {"answer": "换两家"})
    assert len(told(published)) == 4, "an undo makes it as high as it was"


@pytest.mark.parametrize(
    ("readers", "level", "names"),
    [(("赵强",), "high", ["张伟"]), ((), "high", ["张伟", "赵强"]), ((), "medium", []), (None, "high", [])],
)
def test_who_may_not_read_a_confidential_matter_is_not_warned_and_is_named(
    published: Workspace, readers: tuple[str, ...] | None, level: Level, names: list[str]
) -> None:
    acting = published.as_user("command")
    describe_matter(acting, X1, {"lead": "研发部"})
    if readers is not None:
        make_confidential(acting, X1, readers)
    risk = add_risk(acting, X1, {"text": "断供", "level": level})
    assert [one.name for one in unwarned(published.store, acting, risk)] == names
    assert told(published) == (["zhao@example.test"] if readers else [ZHANG, ZHAO] if readers is None else [])


def test_who_stands_in_for_a_head_hears_of_a_high_risk(published: Workspace) -> None:
    describe_matter(published.as_user("key"), X1, {"lead": "法务部"})
    ask(published.as_user("key"), X1, "研发部", "两名后端")
    zhao = published.store.find(Person, email=ZHAO)[0]
    set_away(published.as_user("command"), zhao.ref, date(2026, 3, 1), date(2026, 3, 9), "陈静")
    add_risk(published.as_user("command"), X1, {"text": "供应商延期", "level": "high"})
    assert (CHEN in told(published), ZHAO in told(published)) == (True, False)


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


def test_who_stands_by_hears_that_a_risk_has_no_answer(published: Workspace, clock: Clock) -> None:
    acting = published.as_user("command")
    add_risk(acting, X1, {"text": "供应商延期", "owner": "陈静", "standby": "bob"})
    add_risk(acting, X1, {"text": "停电", "owner": "陈静", "standby": "a second generator"})
    add_risk(acting, X1, {"text": "涨价", "owner": "陈静", "standby": "陈静"})
    clock.set("2026-03-03T16:00+08:00")
    mails = queue_due(published.as_worker(), (RisksDue(),))
    (told,) = [mail for mail in mails if mail.to == "bob@example.test"]
    assert "You stand by for it" in told.text
    assert "collabtui risk update" not in told.text, "it is no facilitator's duty of his"
    assert "供应商延期" in told.text
    assert "停电" not in told.text
    assert all("备用负责人" not in mail.text for mail in mails if mail.to in (LI, CHEN))


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
