"""Questionnaires: several questions in one mail, answered by number in one reply, counted without names."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.documents.document import shown
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.votes_due import VotesDue
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.mail_in.answerable.counted_without_name import is_counted
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.votes.questionnaires import read_questions
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote, cast_vote, close_vote, end_questionnaire
from collabtui.store.queries.meetings import one_vote
from support.invariants import database_of, holds
from support.replies import outgoing, reply
from support.votes import asked_by_mail, vote
from support.world import Clock

ZHANG, ZHAO, CHEN, BOB = "zhang@example.test", "zhao@example.test", "chen@example.test", "bob@example.test"
NAMES = ("张伟", "赵强", "陈静", "bob")
QUESTIONS = (
    "对现在的流程满意吗？| 1-5",
    "最慢的是哪一步？| 登记 | 审批 | 盖章",
    "哪些要改？（可多选）| 表格 | 系统 | 人手",
    "最想改什么？",
)
DRAFT = VoteDraft("M1", "流程问卷", (), NAMES, date(2026, 3, 6), questions=QUESTIONS)


@pytest.fixture
def asked(planned: Workspace, clock: Clock) -> Workspace:
    return asked_by_mail(planned, clock, DRAFT)


def says(workspace: Workspace, address: str, text: str, *, at: str = "17:00") -> Incoming:
    raw = reply(outgoing(workspace, address, "request"), text, date=f"Mon, 02 Mar 2026 {at}:00 +0800")
    found = receive(workspace.as_worker(), raw)
    assert found is not None
    return found


def tally(workspace: Workspace) -> dict[str, int]:
    return {one.key: one.n for one in vote(workspace).tally}


def everything(workspace: Workspace) -> str:
    """All that is kept of mails, and the whole trail."""
    mails = [one.model_dump_json() for model in (Incoming, Outgoing) for one in workspace.store.find(model)]
    raws = [one.raw.decode("latin-1") for one in workspace.store.find(Incoming)]
    return "".join((*mails, *raws, *(str(one) for one in workspace.store.changes(vote(workspace).ref))))


def test_the_mail_asks_all_questions_and_says_what_becomes_of_answers(asked: Workspace) -> None:
    text = outgoing(asked, ZHANG, "request").text
    assert "1. 对现在的流程满意吗？" in text
    assert "打分：1 到 5" in text
    assert "B  审批" in text
    assert "可以选几项" in text
    assert "匿名" in text
    english = outgoing(asked, BOB, "request").text
    assert "a number from 1 to 5" in english
    assert "anonymous" in english


def test_the_mail_is_about_the_matter_and_says_where_words_are_printed(asked: Workspace) -> None:
    """Not about a meeting that may be over; the form of results prints what was written, too."""
    text = "".join(outgoing(asked, ZHANG, "request").text.split())
    assert vote(asked).matter == "X-2026-001"
    assert "（X-2026-001）有一份匿名问卷" in text
    assert "写的文字只进问卷结果表和流程诊断报告" in text
    assert "questionnaire’s result sheet and the diagnosis report alone" in " ".join(
        outgoing(asked, BOB, "request").text.split()
    )


def test_the_form_names_what_is_under_way_and_tells_nothing_of_it(asked: Workspace) -> None:
    says(asked, ZHANG, "1 4\n4 zebra")
    form = write_markdown(filled_form(asked.as_user("command"), asked.store, "X-2026-001", "questionnaire", "zh"))
    assert "VOTE1 流程问卷：4 人中 1 人已答复，2026-03-06 截止" in form
    assert ("zebra" in form, "|" in form) == (False, False)


def test_one_reply_answers_by_number_and_nothing_of_it_is_kept(asked: Workspace) -> None:
    mail = says(asked, ZHANG, "1 4\n2 B\n3 A、C\n4 审批要等zebra三天\n还要来回跑")
    assert (mail.state, mail.new_text, mail.understanding) == ("applied", None, None)
    assert "匿名计入" in (mail.answer or "")
    assert tally(asked) == {"*": 1, "1": 1, "1:4": 1, "2": 1, "2:B": 1, "3": 1, "3:A": 1, "3:C": 1, "4": 1}
    assert [one.text for one in vote(asked).texts] == ["审批要等zebra三天\n还要来回跑"]
    assert "zebra" not in everything(asked)
    assert not {one.field for one in asked.store.changes("VOTE1") if one.field} & {"answered", "tally", "texts"}
    again = says(asked, ZHANG, "1 1", at="18:00")
    assert ("已经答复过" in (again.answer or ""), tally(asked)["*"]) == (True, 1)
    with pytest.raises(Refused, match=r"inbox\.counted_without_name"):
        undo_mail(asked.as_user("key"), mail.ref)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 4，2 B，3 A+B，4 想改登记", {"1:4", "2:B", "3:A", "3:B", "4"}),
        ("1：4分\n2：审批\n3：a and c\n4：登记太慢\n\n谢谢！", {"1:4", "2:B", "3:A", "3:C", "4"}),
        ("1. 5\n2. C 盖章", {"1:5", "2:C"}),
        ("你好，\n1) 3\n4) 不要盖章", {"1:3", "4"}),
        ("第1题：2\n第2题：选A\n3 弃权\n4", {"1:2", "2:A"}),
        ("1：3分，2：审批，3：AC\n4：抄三遍", {"1:3", "2:B", "3:A", "3:C", "4"}),
        ("1 4\n2\nB\n3\n4\n表格太多", {"1:4", "2:B", "4"}),
        ("q1: 4/5\nq2: b", {"1:4", "2:B"}),
        ("4 有个风险：供应商要走，高风险\n1 1", {"4", "1:1"}),
        ("1 3 分\n2B", {"1:3", "2:B"}),
        ("1、4分\n2、审批环节\n3、表格和人手\n4、希望少盖章", {"1:4", "2:B", "3:A", "3:C", "4"}),
        ("一、3\n二、B\n三、AB\n四、减少表单", {"1:3", "2:B", "3:A", "3:B", "4"}),
        ("您好！我的答卷：\n(1) 5\n(2) B\n(3) B\n(4) 无", {"1:5", "2:B", "3:B", "4"}),
    ],
)
def test_what_is_counted(asked: Workspace, text: str, wanted: set[str]) -> None:
    mail = says(asked, ZHANG, text)
    assert mail.state == "applied"
    assert {key for key in tally(asked) if ":" in key or key == "4"} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "1 6", "1 4.5", "1 还行", "2 D", "2 A或B", "2 A、B",
        "1 4\n1 5", "3 A、D", "5 好", "很满意", "1 4\n但是我不太确定",
        "1\n4\n2\nB", "1\n2\nB", "3 bad", "3 cab?", "1 4？\n2 B", "2 B，因为慢", "我觉得挺好的",
    ],
)  # fmt: skip
def test_what_waits_whole(asked: Workspace, text: str) -> None:
    mail = says(asked, ZHANG, text)
    assert (mail.verdict, tally(asked)) == ("review", {})
    assert "每题一行" in (mail.answer or "")


def test_the_facilitators_yes_counts_what_could_be_told(asked: Workspace) -> None:
    mail = says(asked, ZHANG, "1 4\n2 B\n下周再聊zebra")
    assert not is_counted(asked.store, mail)
    assert is_counted(asked.store, apply_waiting(asked.as_user("key"), mail.ref))
    assert tally(asked) == {"*": 1, "1": 1, "1:4": 1, "2": 1, "2:B": 1}
    assert "zebra" not in everything(asked)


def test_results_are_shown_once_it_is_over_and_never_of_few(asked: Workspace) -> None:
    says(asked, ZHANG, "1 4\n2 B\n4 乙意见zebra")
    says(asked, ZHAO, "1 2\n2 B\n4 甲意见")
    with pytest.raises(Refused, match=r"vote\.too_few"):
        end_questionnaire(asked.as_user("key"), "VOTE1")
    says(asked, CHEN, "1 3\n2 A")
    connection = asked.store._connection  # type: ignore[attr-defined]  # the SQLite store of that world
    row = one_vote(connection, "VOTE1")
    assert [(one["answers"], one["mean"], one["texts"]) for one in row["questions"]] == [(None, None, [])] * 4
    ended = end_questionnaire(asked.as_user("key"), "VOTE1")
    scale, choice, _, text = one_vote(connection, "VOTE1")["questions"]
    assert (scale["mean"], [one["votes"] for one in choice["counts"]]) == (3.0, [1, 2, 0])
    assert (text["hidden"], text["texts"], text["answers"]) == (True, [], None), "two are too few to hide among"
    outcome = next(mail.text for mail in ended.queued if mail.to == ZHANG)
    assert "平均 3.0（满分 5）" in outcome
    assert "B 审批：2 人（67%）" in outcome
    assert "zebra" not in outcome
    (table,) = filled_form(asked.as_user("key"), asked.store, "X-2026-001", "questionnaire", "zh").tables
    assert table.title == "VOTE1 流程问卷（4 人中 3 人已答复（匿名））"
    assert [tuple(map(shown, row))[3:] for row in table.rows][3] == ("< 3", "少于 3 人作答，不显示结果")
    holds(database_of(asked))


def test_what_was_written_stands_in_the_report_alone(asked: Workspace) -> None:
    for address, text in ((ZHANG, "4 乙意见"), (ZHAO, "4 丙意见"), (CHEN, "4 甲意见，张伟和陈静都这样想")):
        says(asked, address, text)
    ended = end_questionnaire(asked.as_user("key"), "VOTE1")
    assert all("意见：" not in mail.text and "乙意见" not in mail.text for mail in ended.queued)
    report = filled_form(asked.as_user("key"), asked.store, "X-2026-001", "diagnosis", "zh")
    (table,) = (one for one in report.tables if one.title.startswith("VOTE1"))
    assert shown(table.rows[3][4]).split("\n") == ["· 丙意见", "· 乙意见", "· 甲意见，张伟和…都这样想"]


def test_what_was_counted_is_not_opened_again(asked: Workspace) -> None:
    """Two counts would name who answered in between."""
    for address in (ZHANG, ZHAO, CHEN):
        says(asked, address, "1 3")
    end_questionnaire(asked.as_user("key"), "VOTE1")
    plan = next(plans(asked.as_user("key")))
    assert (plan.refusal and plan.refusal.key, vote(asked).state) == ("undo.counted", "closed")


def test_who_is_silent_is_reminded_and_the_facilitator_told_to_close_it(asked: Workspace, clock: Clock) -> None:
    says(asked, ZHANG, "1 4")
    clock.set("2026-03-06T10:00+08:00")
    reminders = queue_due(asked.as_worker(), (VotesDue(),))
    assert {mail.to for mail in reminders} == {ZHAO, CHEN, BOB}
    assert "还请填写问卷" in next(mail.subject for mail in reminders if mail.to == ZHAO)
    clock.set("2026-03-07T10:00+08:00")
    (owed,) = queue_due(asked.as_worker(), (VotesDue(),))
    assert "问卷“流程问卷”3月6日" in owed.text
    assert "结束并公布结果" in owed.text
    assert "赵强" not in owed.text


def test_nobody_answers_in_the_place_of_another(asked: Workspace) -> None:
    with pytest.raises(Refused, match=r"vote\.by_mail_alone"):
        cast_vote(asked.as_user("key"), "VOTE1", "张伟", "A")
    for address in (ZHANG, ZHAO, CHEN):
        says(asked, address, "1 3")
    with pytest.raises(Refused, match=r"vote\.decides_nothing"):
        close_vote(asked.as_user("key"), "VOTE1")
    assert vote(asked).state == "open"


def test_it_is_asked_for_a_matter_too_and_of_enough_people(planned: Workspace) -> None:
    acting = planned.as_user("key")
    assert ask_vote(acting, DRAFT._replace(meeting="X-2026-001")).vote.meeting == "M1"
    with pytest.raises(Refused, match=r"vote\.too_few_asked"):
        ask_vote(acting, DRAFT._replace(to=("张伟", "赵强")))
    with pytest.raises(Refused, match=r"vote\.choices_of_questionnaire"):
        ask_vote(acting, DRAFT._replace(choices=("A", "B")))
    assert acting.store.get(Matter, "X-2026-001").ref
    assert acting.store.find(Person, email=ZHANG)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("满意吗？| 1-5", ("scale", "满意吗？", 1, 5)),
        ("How satisfied are you? (0 to 10)", ("scale", "How satisfied are you?", 0, 10)),
        ("最慢？｜A=登记｜B=审批", ("choice", "最慢？", 1, 5)),
        (
            "What hinders you (all that apply)? | forms | people",
            ("several", "What hinders you (all that apply)?", 1, 5),
        ),
        ("最想改什么？", ("text", "最想改什么？", 1, 5)),
    ],
)
def test_questions_are_read_as_they_are_typed(typed: str, wanted: tuple[Any, ...]) -> None:
    (question,) = read_questions([typed])
    assert (question.kind, question.text, question.least, question.most) == wanted


@pytest.mark.parametrize("typed", ["", " | A | B", "满意吗 | 5-1", "满意吗 | 1-99", "最慢？| 登记", "x | a | "])
def test_questions_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"vote\."):
        read_questions([typed])
