"""Whoever takes a part hears of it at once, in one mail a command; nobody hears of what he did himself."""

from datetime import date
from email import message_from_bytes
from email.policy import SMTP

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import (
    BulkChange,
    add_action,
    change_each,
    edit_action,
    postpone,
    update_action,
    update_each,
)
from collabtui.lifecycle.actions.importing.import_table import import_actions
from collabtui.lifecycle.base import outbox, outbox_keys
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.due.dependants_due import DependantsDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.matters.edit_matters import MatterDraft, name_contact, new_matter
from collabtui.lifecycle.matters.risks import RiskDraft, edit_risk, raise_risk
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.person_leaves import leave
from support.replies import reply, send_all
from support.world import AGENDA, Clock

ZHANG, CHEN, BOB = "zhang@example.test", "chen@example.test", "bob@example.test"
DUE = date(2026, 3, 10)


def parts(workspace: Workspace) -> list[Outgoing]:
    """The mails about parts that leave or have left, oldest first."""
    mails = workspace.store.find(Outgoing)
    return [mail for mail in mails if outbox_keys.is_part(mail.key) and mail.state != "held"]


def to(workspace: Workspace) -> list[str]:
    return [workspace.store.get(Person, mail.person).name for mail in parts(workspace)]


def add(workspace: Workspace, title: str, owner: str, *depends_on: str, helper: str = "", via: str = "command") -> str:
    draft = ActionDraft(
        title=title, owner=owner, due=DUE, deliverable="稿子", depends_on=depends_on,
        collaborators=(helper,) if helper else (),
    )  # fmt: skip
    return add_action(workspace.as_user(via), draft).ref


def done(workspace: Workspace, ref: str) -> None:
    update_action(workspace.as_user("command"), ref, Update(ref=ref, status="done"))


def forget(workspace: Workspace) -> None:
    """What was told so far is out of the way."""
    outbox.hold_each(workspace.as_user("command"), [mail.ref for mail in parts(workspace)])


def test_a_new_owner_and_who_supports_him_get_a_mail_each(workspace: Workspace) -> None:
    add(workspace, "写方案", "张伟", helper="bob")
    assert to(workspace) == ["张伟", "Bob Brown"]
    zhang, bob = parts(workspace)
    assert zhang.subject.startswith("[A1] 由你负责：写方案")
    assert "1. 写方案 (A1)" in zhang.text
    assert [item.ref for item in zhang.items] == ["A1"]
    assert "Your support is asked for" in bob.text
    assert bob.items == ()


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (Update(ref="A1", status="blocked", note="接口没定"), "现状：受阻，因为接口没定"),
        (Update(ref="A1", status="in-progress", percent=60), "现状：进行中 60%"),
    ],
)
def test_a_new_owner_reads_how_far_it_is_and_why_it_is_blocked(workspace: Workspace, update: Update, told: str) -> None:
    ref = add(workspace, "写方案", "张伟")
    update_each(workspace.as_user("command"), [ref], update)
    change_action(workspace.as_user("command"), ref, ActionChange(owner="陈静"))
    text = next(mail.text for mail in parts(workspace) if mail.to == "chen@example.test")
    assert told in text


def test_who_owns_it_answers_the_mail_with_the_number(workspace: Workspace) -> None:
    ref = add(workspace, "写方案", "张伟")
    send_all(workspace)
    receive(workspace.as_worker(), reply(parts(workspace)[0], "1 进度60%"))
    assert update_each(workspace.as_user("key"), [ref], Update(ref=ref))[0].percent == 60


def test_nobody_is_written_to_about_his_own_command(workspace: Workspace) -> None:
    add(workspace, "写方案", "李明")
    assert to(workspace) == []
    acting = workspace.as_user("command").acting_as("张伟", "command")
    add_action(acting, ActionDraft(title="另一个", owner="张伟"))
    add_action(acting, ActionDraft(title="第三个", owner="李明"))
    assert to(workspace) == ["李明"]


def test_a_quiet_command_writes_to_nobody(workspace: Workspace) -> None:
    add_action(workspace.as_user("command").quiet(), ActionDraft(title="写方案", owner="张伟"))
    assert to(workspace) == []


def test_a_table_is_one_mail_a_person(workspace: Workspace) -> None:
    rows = [*(f"任务{n},张伟,2026-03-1{n}" for n in range(5)), "别的,bob,2026-03-12"]
    table = "\n".join(["任务,负责人,截止日期", *rows])
    import_actions(workspace.as_user("command"), read_action_table(table.encode()))
    assert to(workspace) == ["张伟", "Bob Brown"]
    assert len(parts(workspace)[0].items) == 5


def test_several_at_once_are_one_mail_and_who_had_them_hears_it(workspace: Workspace) -> None:
    refs = [add(workspace, "写方案", "张伟"), add(workspace, "做海报", "张伟")]
    forget(workspace)
    change_each(workspace.as_user("key"), refs, BulkChange(owner="陈静"))
    assert sorted(to(workspace)) == ["张伟", "陈静"]
    by_name = dict(zip(to(workspace), parts(workspace), strict=True))
    assert len(by_name["陈静"].items) == 2
    assert "现在由陈静负责" in by_name["张伟"].text
    assert {mail.not_before for mail in parts(workspace)} == {workspace.clock() + UNDO_WINDOW}


def test_what_is_undone_before_it_leaves_is_heard_by_nobody(workspace: Workspace) -> None:
    add(workspace, "写方案", "张伟", via="key")
    undo_last(workspace.as_user("key"))
    assert parts(workspace) == []


def test_who_has_heard_hears_that_it_is_taken_back(workspace: Workspace) -> None:
    ref = add(workspace, "写方案", "张伟")
    send_all(workspace)
    change_each(workspace.as_user("key"), [ref], BulkChange(owner="陈静"))
    chen = next(mail for mail in parts(workspace) if mail.to == CHEN)
    outbox.settle(workspace.as_worker(), chen, outbox.Outcome("sent"))
    undo_last(workspace.as_user("key"))
    # 张伟's mail had not left: for him nothing has changed
    assert [workspace.store.get(Person, mail.person).name for mail in parts(workspace)[1:]] == ["陈静", "陈静"]
    assert "现在由张伟负责" in parts(workspace)[-1].text


def test_who_waits_for_it_hears_that_it_moves_is_cancelled_or_done(workspace: Workspace) -> None:
    first = add(workspace, "接口", "张伟")
    add(workspace, "联调", "陈静", first)
    forget(workspace)
    postpone(workspace.as_user("command"), first, Request(ref=first, ask="postpone", due=date(2026, 3, 12)))
    zhang, chen = parts(workspace)
    assert (zhang.to, chen.to) == (ZHANG, CHEN)
    assert "原为 3月10日" in zhang.text
    assert "1. 联调 (A2)" in chen.text
    assert "接口 (A1) 从3月10日（周二）改到3月12日" in chen.text
    forget(workspace)
    done(workspace, first)
    (start,) = parts(workspace)
    assert (start.to, start.subject.split(" #")[0]) == (CHEN, "[A2] 可以开始了：联调")
    forget(workspace)
    update_action(workspace.as_user("command"), first, Update(ref=first, status="in-progress"))
    assert "还没有完成" in parts(workspace)[0].text
    forget(workspace)
    update_action(workspace.as_user("command"), first, Update(ref=first, status="cancelled"))
    assert sorted(to(workspace)) == ["张伟", "陈静"]


def test_who_waits_for_what_is_blocked_hears_it_at_once_with_the_reason(workspace: Workspace) -> None:
    first = add(workspace, "接口", "张伟")
    waiting = add(workspace, "联调", "陈静", first)
    send_all(workspace)
    before = len(parts(workspace))
    mail = receive(workspace.as_worker(), reply(parts(workspace)[0], "1 受阻，等供应商到货"))
    assert mail is not None
    assert to(workspace)[before:] == ["陈静"]
    told = parts(workspace)[-1]
    assert told.subject.startswith(f"[{waiting}] 前置任务有变：联调")
    assert f"接口 ({first}) 受阻：等供应商到货，负责人张伟" in told.text.replace("\n    ", "")
    send_all(workspace)
    done(workspace, first)
    assert to(workspace)[before:] == ["陈静", "陈静"]
    assert "可以开始" in parts(workspace)[-1].subject


def test_an_earlier_date_and_a_word_of_progress_hit_nobody(workspace: Workspace) -> None:
    first = add(workspace, "接口", "李明")
    add(workspace, "联调", "陈静", first)
    forget(workspace)
    postpone(workspace.as_user("command"), first, Request(ref=first, ask="postpone", due=date(2026, 3, 9)))
    update_action(workspace.as_user("command"), first, Update(ref=first, percent=40, status="in-progress"))
    assert to(workspace) == []


def test_it_may_start_only_once_all_that_it_waits_for_is_done(workspace: Workspace) -> None:
    one, two = add(workspace, "接口", "张伟"), add(workspace, "环境", "张伟")
    add(workspace, "联调", "陈静", one, two)
    forget(workspace)
    done(workspace, one)
    assert to(workspace) == []
    done(workspace, two)
    assert to(workspace) == ["陈静"]


def test_done_by_mail_lets_others_start_and_an_undo_takes_it_back(workspace: Workspace) -> None:
    first = add(workspace, "接口", "张伟")
    add(workspace, "联调", "陈静", first)
    send_all(workspace)
    before = len(parts(workspace))
    mail = receive(workspace.as_worker(), reply(parts(workspace)[0], "1 完成"))
    assert mail is not None
    assert to(workspace)[before:] == ["陈静"]
    send_all(workspace)
    undo_mail(workspace.as_user("key"), mail.ref)
    assert to(workspace)[before:] == ["陈静", "陈静"]
    assert "还没有完成" in parts(workspace)[-1].text


def test_who_has_not_heard_of_an_answer_hears_nothing_when_it_is_taken_back(workspace: Workspace) -> None:
    first = add(workspace, "接口", "张伟", helper="bob")
    add(workspace, "联调", "陈静", first)
    send_all(workspace)
    before = len(parts(workspace))
    mail = receive(workspace.as_worker(), reply(parts(workspace)[0], "1 延期到3月18日，因为设备晚到。"))
    assert mail is not None
    apply_waiting(workspace.as_user("key"), mail.ref)
    assert sorted(to(workspace)[before:]) == ["Bob Brown", "陈静"]
    undo_mail(workspace.as_user("key"), mail.ref)
    assert to(workspace)[before:] == []


def test_a_granted_reassignment_reaches_the_new_owner_and_the_asker_hears_the_decision_alone(
    workspace: Workspace,
) -> None:
    add(workspace, "写方案", "张伟")
    send_all(workspace)
    mail = receive(workspace.as_worker(), reply(parts(workspace)[0], "1 转给陈静"))
    assert mail is not None
    apply_waiting(workspace.as_user("command"), mail.ref)
    assert to(workspace)[1:] == ["陈静"]


def test_a_contact_named_by_another_hears_it_and_who_names_himself_does_not(workspace: Workspace) -> None:
    matter = new_matter(workspace.as_user("command"), MatterDraft("新品上线", goal="投诉 -20 %")).ref
    name_contact(workspace.as_user("command"), matter, "研发部", "张伟")
    (mail,) = parts(workspace)
    assert (mail.to, mail.matter) == (ZHANG, matter)
    assert "请你做研发部的对接人：新品上线" in mail.subject
    assert "投诉 -20 %" in mail.text
    name_contact(workspace.as_user("command"), matter, "研发部", "张伟")
    name_contact(workspace.as_user("command").acting_as("陈静", "command"), matter, "市场部", "陈静")
    assert len(parts(workspace)) == 1


@pytest.mark.parametrize(("standby", "people"), [("张伟", ["张伟"]), ("备用供应商", []), ("", [])])
def test_who_stands_by_for_a_risk_hears_it(workspace: Workspace, standby: str, people: list[str]) -> None:
    matter = new_matter(workspace.as_user("command"), MatterDraft("新品上线")).ref
    raise_risk(workspace.as_user("command"), matter, RiskDraft("供应商延期", standby=standby))
    assert to(workspace) == people


def test_whose_risk_it_is_hears_it_at_once_whatever_its_level_and_once(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    matter = new_matter(acting, MatterDraft("新品上线", lead="市场部")).ref
    risk = raise_risk(acting, matter, RiskDraft("供应商延期", owner="张伟"))
    (mail,) = parts(workspace)
    assert (mail.to, mail.subject.split(" #")[0]) == (ZHANG, f"[{risk.ref}] 风险由你负责：供应商延期")
    assert "24 小时" in mail.text
    assert "新品上线" in mail.text
    edit_risk(acting, risk.ref, RiskDraft("供应商延期", owner="张伟", answer="换一家"))
    assert len(parts(workspace)) == 1, "it was his already"
    edit_risk(acting, risk.ref, RiskDraft("供应商延期", owner="陈静", answer="换一家"))
    assert sorted(to(workspace)) == ["张伟", "张伟", "陈静"]
    assert sum("不再需要你负责或接手" in mail.text for mail in parts(workspace)) == 1
    raise_risk(acting, matter, RiskDraft("停电", likelihood="high", severity="high", owner="张伟"))
    assert len(parts(workspace)) == 4
    assert [one for one in workspace.store.find(Outgoing, to=ZHANG) if ":high-risk:" in one.key] == []


def test_what_a_meeting_takes_down_is_told_by_its_minutes(workspace: Workspace, clock: Clock) -> None:
    plan.new_meeting(workspace.as_user("command"), AGENDA)
    clock.set("2026-03-02T15:00+08:00")
    run.record(workspace.as_user("command"), "M1", ("a: 提供接口文档 @张伟 截止3月6日 交付:接口文档",))
    draft = ActionDraft(title="提供接口文档", owner="陈静", due=DUE, deliverable="接口文档")
    edit_action(workspace.as_user("key"), "A1", draft)
    assert to(workspace) == []


def test_a_command_that_fails_writes_to_nobody(workspace: Workspace) -> None:
    with pytest.raises(Refused):
        add_action(workspace.as_user("command"), ActionDraft(title="写方案", owner="张伟", collaborators=("张伟",)))
    assert parts(workspace) == []


def test_who_waits_for_a_late_action_hears_it_once(workspace: Workspace, clock: Clock) -> None:
    first = add(workspace, "接口", "张伟")
    add(workspace, "联调", "陈静", first)
    send_all(workspace)
    for day, mails in (("10", 0), ("11", 1), ("12", 0)):
        clock.set(f"2026-03-{day}T10:00+08:00")
        queued = queue_due(workspace.as_worker(), (DependantsDue(),))
        assert [mail.to for mail in queued] == [CHEN] * mails, day
        assert all("接口 (A1) 逾期，原定3月10日" in mail.text for mail in queued)
    receive(workspace.as_worker(), reply(workspace.store.find(Outgoing, newest_first=True, limit=1)[0], "1 延期两天"))
    assert queue_due(workspace.as_worker(), (DependantsDue(),)) == []


@pytest.mark.parametrize(
    ("deputy", "said"), [("赵强", "（外出到3月20日（周五），由赵强代）"), ("", "（外出到3月20日（周五），无人代理）")]
)
def test_who_waits_reads_that_the_owner_of_what_is_late_is_away(
    workspace: Workspace, clock: Clock, deputy: str, said: str
) -> None:
    add(workspace, "联调", "陈静", add(workspace, "接口", "张伟"))
    forget(workspace)
    set_away(workspace.as_user("command"), "P2", date(2026, 3, 9), date(2026, 3, 20), deputy)
    clock.set("2026-03-11T10:00+08:00")
    (mail,) = queue_due(workspace.as_worker(), (DependantsDue(),))
    assert f"负责人张伟{said}" in "".join(mail.text.split())


def test_who_supports_it_hears_of_a_new_date_and_why(workspace: Workspace) -> None:
    ref = add(workspace, "写方案", "张伟", helper="bob")
    forget(workspace)
    asked = Request(ref=ref, ask="postpone", due=date(2026, 3, 16), reason="late parts")
    postpone(workspace.as_user("command"), ref, asked)
    assert to(workspace) == ["张伟", "Bob Brown"]
    zhang, bob = parts(workspace)
    assert "原因：late parts" in zhang.text
    assert "What you support has a new date" in bob.text
    assert "why: late parts" in bob.text
    assert bob.items == (), "it is not his to answer for"


def test_why_something_is_cancelled_is_told(workspace: Workspace) -> None:
    ref = add(workspace, "写方案", "张伟", helper="bob")
    forget(workspace)
    update_action(workspace.as_user("command"), ref, Update(ref=ref, status="cancelled", note="no money"))
    zhang, bob = parts(workspace)
    assert "原因：no money" in zhang.text
    assert "why: no money" in bob.text


def test_the_owner_hears_who_does_it_from_now_on(workspace: Workspace) -> None:
    draft = ActionDraft(title="写方案", owner="张伟", due=DUE, deliverable="稿子", doer="陈静")
    ref = add_action(workspace.as_user("command"), draft).ref
    forget(workspace)
    edit_action(workspace.as_user("command"), ref, draft.model_copy(update={"doer": "bob"}))
    (mail,) = [one for one in parts(workspace) if one.to == ZHANG]
    assert "改由别人执行" in mail.subject
    assert "现在由 Bob Brown 执行" in mail.text
    assert [one.ref for one in mail.items] == [ref], "it is his to answer for"
    receive(workspace.as_worker(), reply(mail, "1 完成"))
    assert workspace.store.get(Action, ref).status == "done"


def test_another_doer_and_another_day_are_one_line(workspace: Workspace) -> None:
    draft = ActionDraft(title="写方案", owner="张伟", due=DUE, deliverable="稿子", doer="陈静")
    ref = add_action(workspace.as_user("command"), draft).ref
    forget(workspace)
    both = draft.model_copy(update={"doer": "bob", "due": date(2026, 3, 17)})
    edit_action(workspace.as_user("command"), ref, both)
    (mail,) = [one for one in parts(workspace) if one.to == ZHANG]
    assert [one.ref for one in mail.items] == [ref]
    assert ("原为 3月10日" in mail.text, "由 Bob Brown 执行" in mail.text) == (True, True)


def test_who_stood_by_for_a_risk_hears_that_another_does(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    matter = new_matter(acting, MatterDraft("新品上线")).ref
    risk = raise_risk(acting, matter, RiskDraft("供应商延期", owner="张伟", standby="bob"))
    forget(workspace)
    edit_risk(acting, risk.ref, RiskDraft("供应商延期", owner="张伟", standby="陈静"))
    by_name = dict(zip(to(workspace), parts(workspace), strict=True))
    assert sorted(by_name) == ["Bob Brown", "陈静"]
    assert "no part in this risk any more" in by_name["Bob Brown"].text
    assert "stand-by: 陈静" in by_name["Bob Brown"].text


@pytest.mark.parametrize(
    ("owner", "left", "told"),
    [("张伟", ("陈静",), "Bob Brown 不再协作，现由陈静协作"), ("bob", (), "no longer supported by 陈静")],
)
def test_an_owner_hears_who_supports_him_no_more(
    workspace: Workspace, owner: str, left: tuple[str, ...], told: str
) -> None:
    helpers = ("bob", "陈静") if left else ("陈静",)
    draft = ActionDraft(title="写方案", owner=owner, due=DUE, deliverable="稿子", collaborators=helpers)
    ref = add_action(workspace.as_user("command"), draft).ref
    forget(workspace)
    fewer = {"collaborators": left, "due": date(2026, 3, 12)} if left else {"collaborators": left}
    edit_action(workspace.as_user("command"), ref, draft.model_copy(update=fewer))
    name = workspace.store.get(Action, ref).owner
    (mail,) = [one for one in parts(workspace) if one.person == name]
    assert told in mail.text
    assert mail.text.count("写方案") == 1
    assert [one.ref for one in mail.items] == [ref], "it is his to answer for"
    html = message_from_bytes(mail.raw, policy=SMTP).get_body(("html",))
    assert html is not None
    assert told in html.get_content()


def test_who_is_waited_for_is_asked_and_the_waiting_owner_reads_it_with_his_task(workspace: Workspace) -> None:
    add(workspace, "压测", "张伟")
    edit_action(workspace.as_user("command"), "A1", ActionDraft(title="压测", owner="张伟", due=date(2026, 3, 12)))
    send_all(workspace)
    before = len(parts(workspace))
    add(workspace, "海报", "陈静", "A1")
    mails = {mail.to: mail for mail in parts(workspace)[before:]}
    assert set(mails) == {ZHANG, CHEN}
    asked, told = ("".join(mails[to].text.split()) for to in (ZHANG, CHEN))
    assert "别人在等你的任务" in mails[ZHANG].subject
    assert all(part in asked for part in ("1.压测(A1)", "陈静的海报(A2)在等它", "▲你的截止日期更晚", "1没问题"))
    assert all(part in told for part in ("要等压测(A1)先完成", "负责人张伟", "▲比你的计划晚"))
    send_all(workspace)
    receive(workspace.as_worker(), reply(mails[ZHANG], "1 没问题"))
    assert workspace.store.get(Action, "A1").accepted_at is not None


def test_what_is_waited_for_later_is_told_to_both_and_to_a_new_owner(workspace: Workspace) -> None:
    add(workspace, "压测", "张伟")
    add(workspace, "海报", "陈静")
    add(workspace, "自查", "张伟", "A1")
    before = len(parts(workspace))
    change_action(workspace.as_user("command"), "A2", ActionChange(depends_on=("A1",)))
    mails = {mail.to: mail.subject for mail in parts(workspace)[before:]}
    assert set(mails) == {ZHANG, CHEN}, "who waits for himself hears nothing"
    assert ("要等别人先完成" in mails[CHEN], "别人在等你的任务" in mails[ZHANG]) == (True, True)
    before = len(parts(workspace))
    change_action(workspace.as_user("command"), "A2", ActionChange(owner="Bob"))
    found = parts(workspace)[before:]
    assert "waits for 压测 (A1)" in " ".join(next(mail.text for mail in found if mail.to == BOB).split())
    assert ZHANG not in [mail.to for mail in found], "he was asked already"
    change_action(workspace.as_user("command"), "A2", ActionChange(depends_on=()))
    update_action(workspace.as_user("command").quiet(), "A1", Update(ref="A1", status="done"))
    before = len(parts(workspace))
    change_action(workspace.as_user("command"), "A2", ActionChange(depends_on=("A1",)))
    assert parts(workspace)[before:] == [], "what is done holds nobody up"


@pytest.mark.parametrize("way", ["owner", "leave"])
def test_what_is_waited_for_and_comes_to_somebody_else_is_told_to_both(workspace: Workspace, way: str) -> None:
    add(workspace, "压测", "张伟")
    add(workspace, "海报", "陈静", "A1")
    send_all(workspace)
    (asked,) = [one for one in parts(workspace) if one.to == ZHANG and "别人在等" in one.subject]
    receive(workspace.as_worker(), reply(asked, "1 没问题"))
    before = len(parts(workspace))
    if way == "owner":
        change_action(workspace.as_user("command"), "A1", ActionChange(owner="Bob"))
    else:
        goes, stays = (find_person(workspace.store, name).ref for name in ("张伟", "Bob"))
        leave(workspace.as_user("command"), goes, stays)
    mails = {mail.to: " ".join(mail.text.split()) for mail in parts(workspace)[before:]}
    assert "海报 (A2) of 陈静 waits for it" in mails[BOB]
    assert mails[BOB].count("1. 压测") == 1
    assert "压测 (A1) 改由 Bob Brown 负责" in mails[CHEN]
    assert workspace.store.get(Action, "A1").accepted_at is None, "it was the former owner who agreed"
    send_all(workspace)
    (again,) = [one for one in parts(workspace)[before:] if one.to == BOB]
    receive(workspace.as_worker(), reply(again, "1 ok"))
    assert workspace.store.get(Action, "A1").accepted_at is not None
