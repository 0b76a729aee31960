"""Who is asked as a deputy reads in whose place: of a request, a change, an approval, in both languages."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import answer_of
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action, update_each
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.for_departments.deputy_answers_due import DeputyAnswersDue
from collabtui.lifecycle.due.for_departments.heads_back_due import HeadsBackDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.matters.change_requests import ask_about_change
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from collabtui.lifecycle.people.edit_absence import set_away
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, change_asked, new, says, sent
from support.replies import send_all
from support.world import Clock


@pytest.fixture
def away(workspace: Workspace, clock: Clock) -> Workspace:
    """The heads of 市场部 and 研发部 are away: 张伟 answers for 陈静, Bob for 赵强."""
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    acting = workspace.as_user("command")
    set_away(acting, "P4", date(2026, 3, 2), date(2026, 3, 20), "张伟")
    set_away(acting, "P3", date(2026, 3, 2), date(2026, 3, 20), "Bob Brown")
    return workspace


def mails(workspace: Workspace, address: str, kind: str) -> list[Outgoing]:
    return [one for one in workspace.store.find(Outgoing) if one.to == address and one.kind == kind]


@pytest.mark.parametrize("asking", ["request", "change", "approval"])
def test_a_deputy_reads_in_whose_place(away: Workspace, asking: str) -> None:
    if asking == "request":
        sent(away)
    elif asking == "change":
        change_asked(away, wanted=date(2026, 4, 14))
    else:
        sent(away)
        ask_about_change.ask_approval(away.as_user("key"), MATTER, "kick-off")
    kind = "request" if asking == "request" else "change"
    assert "请你代陈静答复" in "".join(mail.text for mail in mails(away, ZHANG, kind))
    assert "You are asked in place of 赵强." in "".join(mail.text for mail in mails(away, BOB, kind))
    assert not mails(away, CHEN, kind)


@pytest.mark.parametrize("n", [1, 2])
def test_so_does_who_is_asked_for_what_a_department_gives(away: Workspace, n: int) -> None:
    for number in range(n):
        add_resource(away.as_user("key"), MATTER, ResourceDraft(f"样机{number}", "市场部"))
    ask_for_resources(away.as_user("key"), MATTER)
    assert "请你代陈静答复" in "".join(mail.text for mail in mails(away, ZHANG, "request"))


def test_who_answers_for_himself_reads_of_nobody_else(workspace: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    assert not [mail for mail in sent(workspace) if "请你代" in mail.text or "in place of" in mail.text]


def test_a_head_who_is_back_hears_what_was_asked_and_said_in_his_place(away: Workspace, clock: Clock) -> None:
    sent(away)
    change_asked(away, wanted=date(2026, 4, 14))
    send_all(away)
    says(away, ZHANG, "同意", kind="request")
    says(away, BOB, "We object: no budget", kind="change")

    def told(instant: str) -> dict[str, str]:
        clock.set(instant)
        queued = queue_due(away.as_worker(), (DeputyAnswersDue(),))
        return {to: "".join(mail.text for mail in queued if mail.to == to) for to in {mail.to for mail in queued}}

    assert told("2026-03-20T10:00+08:00") == {}, "they are away"
    mails = told("2026-03-23T10:00+08:00")
    assert set(mails) == {CHEN, ZHAO}
    chen, zhao = mails[CHEN], mails[ZHAO]
    asked, answered = chen.split("已代你答复：")
    assert "直接回复这封邮件即可" in asked
    assert "有不同意见请直接回信" in answered
    assert "新品上线 (X-2026-001)" in answered.replace("（", " (").replace("）", ")")
    assert "张伟" in answered
    assert "C1" in asked, "the change was left to him, in a mail of its own that he can answer"
    assert "no budget" in zhao
    assert told("2026-03-24T10:00+08:00") == {}, "each once"


@pytest.mark.parametrize(
    ("text", "value"), [("同意", "for"), ("不同意：合同没审", "against"), ("we object: no contract", "against")]
)
def test_what_the_head_says_to_that_is_his_departments_answer(
    away: Workspace, clock: Clock, text: str, value: str
) -> None:
    """It was read as a correction of minutes."""
    change_asked(away, wanted=date(2026, 4, 14))
    send_all(away)
    says(away, BOB, "We agree", kind="change")
    clock.set("2026-03-23T10:00+08:00")
    queue_due(away.as_worker(), (DeputyAnswersDue(),))
    send_all(away)
    says(away, ZHAO, text, kind="notice", date="Mon, 23 Mar 2026 10:30:00 +0800")
    opinion = answer_of(away.store.get(ChangeRequest, "C1").opinions, "研发部")
    assert opinion
    assert (opinion.value, opinion.person, opinion.in_place_of) == (value, "P3", None)


def test_the_line_in_the_mail_of_the_day_tells_an_answer_from_a_question(away: Workspace, clock: Clock) -> None:
    sent(away)
    change_asked(away, wanted=date(2026, 4, 14))
    send_all(away)
    says(away, ZHANG, "同意", kind="request")
    clock.set("2026-03-23T10:00+08:00")
    due = DeputyAnswersDue().find(away.store, away.as_worker())
    lines = [owed.title for mail in due if mail.message.person.email == CHEN for owed in mail.owed]
    assert lines == ["新品上线，张伟已答", "上线推迟两周，请张伟答复，还没有答"]


@pytest.mark.parametrize("done", [False, True])
def test_a_head_who_is_back_hears_what_his_department_is_late_with(away: Workspace, clock: Clock, done: bool) -> None:
    """A1 was escalated to Bob, who stands in for 赵强 until the 20th; A2 became late after that."""
    acting = away.as_user("command").quiet()
    add_action(acting, ActionDraft(title="接口文档", owner="张伟", due=date(2026, 3, 3), deliverable="文档"), MATTER)
    add_action(acting, ActionDraft(title="联调报告", owner="张伟", due=date(2026, 3, 19), deliverable="报告"), MATTER)
    told = []
    for day in range(4, 26):
        clock.set(f"2026-03-{day:02}T10:00+08:00")
        if done and day == 18:
            update_each(acting, ["A1"], Update(ref="A1", status="done"))
        queued = queue_due(away.as_worker(), (ActionsDue(), HeadsBackDue()))
        send_all(away)
        told += [(day, one.to, [item.ref for item in one.items]) for one in queued if one.kind == "escalation"]
    assert told[0] == (5, BOB, ["A1"])
    assert told[1:] == [(21, ZHAO, ["A2"] if done else ["A1", "A2"])], "in one mail with what is new"


def test_nothing_that_a_head_was_told_himself_comes_again(away: Workspace, clock: Clock) -> None:
    acting = away.as_user("command").quiet()
    set_away(acting, "P3", date(2026, 3, 10), date(2026, 3, 20), "Bob Brown")
    add_action(acting, ActionDraft(title="接口文档", owner="张伟", due=date(2026, 3, 3), deliverable="文档"), MATTER)
    told = []
    for day in range(4, 26):
        clock.set(f"2026-03-{day:02}T10:00+08:00")
        queued = queue_due(away.as_worker(), (ActionsDue(), HeadsBackDue()))
        send_all(away)
        told += [(day, one.to) for one in queued if one.kind == "escalation"]
    assert told == [(5, ZHAO)]
