"""What gets blocked or calls for help is told at once to who leads, who answers for it and whose help is wanted."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.errors import Refused
from collabtui.lifecycle.actions.answer_to_block import answer_block
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import describe_matter, name_contact
from support.replies import outgoing, reply

X1 = "X-2026-001"
CHEN, BOB, ZHANG, ZHAO = "chen@example.test", "bob@example.test", "zhang@example.test", "zhao@example.test"


@pytest.fixture
def led(published: Workspace) -> Workspace:
    """市场部 leads, for which 陈静 stands; Bob answers for the matter; 张伟 owns A1 and A2."""
    describe_matter(published.as_user("key").quiet(), X1, {"lead": "市场部", "owner": "Bob"})
    name_contact(published.as_user("key").quiet(), X1, "市场部", "陈静")
    return published


def told(workspace: Workspace) -> list[Outgoing]:
    return [one for one in workspace.store.find(Outgoing) if ":trouble:" in one.key and one.state != "held"]


def blocked(workspace: Workspace, note: str) -> None:
    update_action(workspace.as_user("command"), "A1", Update(ref="A1", status="blocked", note=note))


def test_lead_and_owner_of_the_matter_hear_of_a_block_with_its_parts(led: Workspace) -> None:
    answer = reply(
        outgoing(led, ZHANG, "minutes"), "1 受阻，因为协议没到，影响联调，建议换一家，需要支持：请研发部派1人"
    )
    receive(led.as_worker(), answer)
    mails = {one.to: one for one in told(led)}
    assert set(mails) == {CHEN, BOB}, "not the owner of the action, who wrote it"
    text = mails[CHEN].text
    assert all(part in text for part in ("原因：协议没到", "影响：联调", "建议：换一家", "需要：请研发部派1人"))
    assert "reason: 协议没到" in mails[BOB].text


def test_further_words_on_a_block_are_told_and_leave_its_answer(led: Workspace) -> None:
    blocked(led, "协议没到\n应对：先用旧版")
    change_action(led.as_user("command"), "A1", ActionChange(reason="协议退回，影响上线"))
    assert led.store.get(Action, "A1").reason == "协议退回，影响上线\n应对：先用旧版"
    assert ["有新情况" in one.text for one in told(led) if one.to == CHEN] == [False, True]
    change_action(led.as_user("command"), "A1", ActionChange(reason="协议退回，影响上线\n应对：先用旧版"))
    assert len([one for one in told(led) if one.to == CHEN]) == 2, "nothing new was said"


def test_a_call_for_help_reaches_them_and_the_department_it_names(led: Workspace) -> None:
    with led.as_user("key").transaction() as tx:
        tx.put(tx.get(Action, "A3").model_copy(update={"status": "in-progress"}))
    name_contact(led.as_user("key").quiet(), X1, "研发部", "张伟")
    update_action(led.as_user("command"), "A3", Update(ref="A3", note="需要支持：请研发部派1人"))
    assert {one.to for one in told(led)} == {CHEN, ZHANG, ZHAO}, "not Bob, whose action it is"


def test_what_is_no_trouble_is_told_to_nobody(led: Workspace) -> None:
    update_action(led.as_user("command"), "A1", Update(ref="A1", status="in-progress", percent=30, note="快好了"))
    assert told(led) == []


def test_an_answer_with_an_owner_is_an_action_that_the_other_waits_for(led: Workspace) -> None:
    blocked(led, "协议没到，影响联调")
    answered = answer_block(led.as_user("command"), "A1", "借旧协议", owner="陈静", by=date(2026, 3, 4))
    made = answered.made
    assert made is not None
    assert (made.title, made.due, made.matter) == ("借旧协议", date(2026, 3, 4), X1)
    assert led.store.get(Action, "A1").depends_on == (made.ref,)
    assert any("借旧协议" in one.text for one in led.store.find(Outgoing, to=CHEN) if "由你负责" in one.subject)
    answer_block(led.as_user("command"), "A1", "改用邮件确认")
    reason = led.store.get(Action, "A1").reason
    assert ("改用邮件确认" in reason, "借旧协议" in reason, "影响联调" in reason) == (True, False, True)
    with pytest.raises(Refused, match="nothing"):
        answer_block(led.as_user("command"), "A1", " ")
    update_action(led.as_user("command"), "A1", Update(ref="A1", status="done"))
    with pytest.raises(Refused, match="over"):
        answer_block(led.as_user("command"), "A1", "再借")


def test_an_answer_by_mail_stands_beside_the_reason(led: Workspace) -> None:
    blocked(led, "协议没到，影响联调")
    receive(led.as_worker(), reply(outgoing(led, ZHANG, "minutes"), "1 应对：先用旧版，陈静负责，3月5日前"))
    action = led.store.get(Action, "A1")
    assert (action.status, action.note) == ("blocked", "")
    assert action.reason == "协议没到，影响联调\n应对：先用旧版，陈静负责，3月5日前"
