"""The owner of a risk is asked what he does against it, and answers that mail in his own words."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Risk
from collabtui.domain.people import Locale, Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, reject
from collabtui.lifecycle.matters.risks import RiskChanges, add_risk, close_risk, update_risk
from support.departments import MATTER
from support.records import put
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture
def asked(planned: Workspace, clock: Clock) -> Outgoing:
    """The mail to 张伟, on the day after the risk was raised."""
    changes: RiskChanges = {"text": "服务器可能要等到4月中", "owner": "张伟"}
    add_risk(planned.as_user("command"), MATTER, changes)
    clock.set("2026-03-03T17:00+08:00")
    queue_due(planned.as_worker())
    send_all(planned)
    return outgoing(planned, ZHANG, "request")


def risk(workspace: Workspace) -> Risk:
    return workspace.store.find(Risk, state="open")[0]


def answered(workspace: Workspace, asked: Outgoing, text: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(asked, text, date="Tue, 03 Mar 2026 17:10:00 +0800"))
    assert mail is not None
    return mail


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("应对：先租一个月云服务器，费用5000元", "先租一个月云服务器，费用5000元"),
        ("应对措施: 先租云服务器", "先租云服务器"),
        ("Mitigation: we rent a server.", "we rent a server"),
        ("先租用云服务器顶一个月，由陈静负责", "先租用云服务器顶一个月，由陈静负责"),
        ("We rent a server for a month.", "We rent a server for a month"),
        ("张工，\n先租云服务器。\n谢谢", "先租云服务器"),
    ],
)
def test_his_words_are_noted_once_the_facilitator_agrees(
    planned: Workspace, asked: Outgoing, text: str, kept: str
) -> None:
    mail = answered(planned, asked, text)
    assert (mail.verdict, mail.reason, mail.state) == ("review", "risk-answer", "waiting")
    assert risk(planned).answer == ""
    told = planned.store.find(Outgoing, person=mail.person, newest_first=True, limit=1)[0]
    assert "没有读懂" not in told.text
    assert "".join(kept.split()) in "".join(told.text.split())
    apply_waiting(planned.as_user("key"), mail.ref)
    assert risk(planned).answer.rstrip("。.").endswith(kept)
    assert ("：" in risk(planned).answer or ":" in risk(planned).answer) is (":" in kept)
    undo_last(planned.as_user("key"))
    assert risk(planned).answer == ""


@pytest.mark.parametrize("text", ["对策：加派两人，换备用供应商", "R1 加派两人，换备用供应商"])
def test_so_are_those_to_the_mail_that_gave_him_the_risk(planned: Workspace, text: str) -> None:
    add_risk(planned.as_user("command"), MATTER, {"text": "供应商断货", "owner": "张伟"})
    send_all(planned)
    mail = answered(planned, outgoing(planned, ZHANG, "notice"), text)
    assert (mail.verdict, mail.reason) == ("review", "risk-answer")
    apply_waiting(planned.as_user("key"), mail.ref)
    assert risk(planned).answer.endswith("加派两人，换备用供应商")


def test_nor_is_there_one_to_a_risk_that_has_its_answer(planned: Workspace) -> None:
    add_risk(planned.as_user("command"), MATTER, {"text": "供应商断货", "owner": "张伟", "answer": "备货"})
    send_all(planned)
    mail = answered(planned, outgoing(planned, ZHANG, "notice"), "加派两人，换备用供应商")
    assert mail.reason != "risk-answer"
    assert risk(planned).answer == "备货"


def test_who_stands_by_may_say_it_too(planned: Workspace, clock: Clock) -> None:
    add_risk(planned.as_user("command"), MATTER, {"text": "供应商断货", "owner": "张伟", "standby": "陈静"})
    clock.set("2026-03-03T17:00+08:00")
    queue_due(planned.as_worker())
    send_all(planned)
    mail = answered(planned, outgoing(planned, "chen@example.test", "notice"), "加派两人，换备用供应商")
    assert mail.reason == "risk-answer"
    apply_waiting(planned.as_user("key"), mail.ref)
    assert risk(planned).answer == "加派两人，换备用供应商"


def test_a_no_of_the_facilitator_notes_nothing(planned: Workspace, asked: Outgoing) -> None:
    mail = answered(planned, asked, "还不知道怎么办")
    reject(planned.as_user("key"), mail.ref)
    assert risk(planned).answer == ""


def test_a_yes_in_his_words_is_not_asked_back_as_one(planned: Workspace, asked: Outgoing) -> None:
    mail = answered(planned, asked, "李总看过方案了，没问题，先租一台")
    told = planned.store.find(Outgoing, person=mail.person, newest_first=True, limit=1)[0]
    assert mail.reason == "risk-answer"
    assert "y1" not in told.text


def test_of_a_risk_that_is_over_nothing_is_noted(planned: Workspace, asked: Outgoing) -> None:
    mail = answered(planned, asked, "先租云服务器")
    close_risk(planned.as_user("command"), risk(planned).ref)
    with pytest.raises(Refused, match=r"risk\.over"):
        apply_waiting(planned.as_user("key"), mail.ref)


def test_thanks_are_no_answer(planned: Workspace, asked: Outgoing) -> None:
    assert answered(planned, asked, "谢谢").reason != "risk-answer"


def test_it_is_not_asked_any_more_once_there_is_an_answer(planned: Workspace, clock: Clock) -> None:
    kept = add_risk(planned.as_user("command"), MATTER, {"text": "服务器晚到", "owner": "张伟"})
    clock.set("2026-03-03T17:00+08:00")
    queue_due(planned.as_worker())
    asked = outgoing(planned, ZHANG, "request")
    assert "怎么回复" in asked.text
    update_risk(planned.as_user("command"), kept.ref, {"answer": "租一台"})
    with planned.as_worker().transaction() as tx:
        left = true_as_it_leaves(tx, planned.as_worker(), tx.get(Outgoing, asked.ref))
    assert left.state == "held"


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_example_of_the_mail_is_an_answer_as_it_stands(planned: Workspace, clock: Clock, locale: Locale) -> None:
    zhang = planned.store.find(Person, name="张伟")[0]
    put(planned.store, zhang.model_copy(update={"locale": locale}))
    add_risk(planned.as_user("command"), MATTER, {"text": "服务器可能要等到4月中", "owner": "张伟"})
    clock.set("2026-03-03T17:00+08:00")
    queue_due(planned.as_worker())
    send_all(planned)
    mail = outgoing(planned, ZHANG, "request")
    example = mail.text.split("例如\n" if locale == "zh" else "for example\n")[1].splitlines()[0].strip()
    quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
    for text in (example, f"{example}\n\n{quoted}"):
        found = answered(planned, mail, text)
        assert (found.verdict, found.reason) == ("review", "risk-answer")
        apply_waiting(planned.as_user("key"), found.ref)
        assert risk(planned).answer == example


@pytest.mark.parametrize(
    "text", ["建议找第二家供应商", "还在。应对没有效果，换第二家供应商。", "什么时候断货？", "It is still there"]
)
def test_advice_on_a_risk_is_for_who_reads_it_and_was_no_riddle(planned: Workspace, clock: Clock, text: str) -> None:
    changes: RiskChanges = {"text": "供应商断货", "owner": "张伟", "answer": "备货", "review": date(2026, 3, 3)}
    add_risk(planned.as_user("command"), MATTER, changes)
    send_all(planned)
    clock.set("2026-03-03T17:00+08:00")
    queue_due(planned.as_worker())
    send_all(planned)
    asked = planned.store.find(Outgoing, to=ZHANG, kind="notice", newest_first=True)[0]
    assert "复查" in asked.subject
    mail = answered(planned, asked, text)
    assert (mail.verdict, mail.state) == ("review", "waiting")
    told = planned.store.find(Outgoing, person=mail.person, newest_first=True, limit=1)[0].text
    assert "没有读懂" not in told
    assert "李明会处理你的回复。" in told
