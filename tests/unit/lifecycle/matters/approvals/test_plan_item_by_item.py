"""A plan is confirmed item by item: an objection stands by its item until it is settled, and its owner hears of it."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from collabtui.domain.action import Action, Collaborator, OwnCheck
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, answer_of
from collabtui.domain.matters.matter import Criterion, Matter, Milestone
from collabtui.domain.matters.step_requirements import lacking
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.documents.document import DocumentTable, Fields, Signatures
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.directory import add
from collabtui.lifecycle.forms.form_data import Case, case_of
from collabtui.lifecycle.matters.change_requests import ask_about_change, decide_change, record_opinion
from collabtui.lifecycle.matters.change_text import change_lines
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.forms.beginning import kick_off
from collabtui.lifecycle.matters.forms.filling import project_plan
from collabtui.lifecycle.matters.forms.working import breakdown
from collabtui.lifecycle.matters.plan_letters import plan_letters
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.queries.step_facts import matter_facts
from collabtui.text.catalogue import Catalogue
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, change_asked, new, says
from support.replies import outgoing, send_all

BOSS = "boss@example.test"


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    """A1 is 张伟's, with a standard; A2 is 陈静's, carried out by 张伟; 刘洋 of 总经办 answers for the matter."""
    new(workspace)
    acting = workspace.as_user("command").quiet()
    with acting.transaction() as tx:
        boss = add(tx, acting, PersonDraft(name="刘洋", email=BOSS, department="总经办"))
        tx.put(tx.get(Matter, MATTER).model_copy(update={"owner": boss.ref}))
    for title, owner in (("接口文档", "张伟"), ("推广方案", "陈静")):
        add_action(acting, ActionDraft(title=title, owner=owner, due=date(2026, 3, 6), deliverable="文档"), MATTER)
    zhang = person(workspace, ZHANG).ref
    put(workspace, "A1", checks=(OwnCheck(text="已评审"),))
    put(
        workspace, "A2", collaborators=(Collaborator(person=zhang, does=True),), depends_on=("A1",), risk="超预算（高）"
    )
    return workspace


def person(workspace: Workspace, email: str) -> Person:
    return workspace.store.find(Person, email=email)[0]


def put(workspace: Workspace, ref: str, **values: object) -> None:
    with workspace.as_user("command").transaction() as tx:
        tx.put(tx.get(Action, ref).model_copy(update=values))


def ask(workspace: Workspace) -> dict[str, Outgoing]:
    queued = ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "plan").queued
    send_all(workspace)
    return {mail.to: mail for mail in queued}


def answer(workspace: Workspace, department: str, ref: str = "C1") -> DepartmentAnswer:
    found = answer_of(workspace.store.get(ChangeRequest, ref).opinions, department)
    assert found is not None
    return found


def letters(workspace: Workspace) -> list[Outgoing]:
    return [one for one in workspace.store.find(Outgoing, matter=MATTER) if one.key.startswith("item-objected")]


def case(workspace: Workspace) -> Case:
    return case_of(workspace.as_user("key"), workspace.store, MATTER, Catalogue("zh"))


def test_the_mail_numbers_the_items_and_shows_what_is_signed_of_them(planned: Workspace) -> None:
    add_resource(planned.as_user("key"), MATTER, ResourceDraft(what="测试服务器", amount="2 台", department="研发部"))
    text = ask(planned)[ZHAO].text
    for shown in (
        "1. 接口文档 (A1)", "标准：已评审", "2. 推广方案 (A2)", "由张伟执行", "前置任务：A1 接口文档",
        "风险：超预算（高）", "测试服务器，2 台（研发部，尚未询问）",
    ):  # fmt: skip
        assert shown in text
    bob = outgoing(planned, BOB, "change").text
    assert "done by 张伟" in bob
    assert "waits for: A1" in bob


def test_an_unclear_answer_on_a_resource_is_an_answer(planned: Workspace) -> None:
    """In the words of the giver, in the plan and on the form; it was said that there was none."""
    made = add_resource(planned.as_user("key"), MATTER, ResourceDraft(what="货架", department="研发部"))
    with planned.as_user("key").transaction() as tx:
        word = DepartmentAnswer(
            department="研发部",
            person=None,
            value="unclear",
            text="4月10日前送到",
            at=planned.as_user("key").now,
            via="key",
        )
        tx.put(made.model_copy(update={"state": "asked", "answer": word}))
    assert "货架（研发部，已答复，尚待确认：4月10日前送到）" in ask(planned)[ZHAO].text.replace("\n    ", "")
    assert "answered, still to be confirmed: 4月10日前送到" in outgoing(planned, BOB, "change").text.replace(
        "\n   ", ""
    )


def test_who_answers_for_the_matter_approves_its_plan(planned: Workspace) -> None:
    asked = ask(planned)
    assert "总负责人" in asked[BOSS].text
    assert "总经办" in planned.store.get(ChangeRequest, "C1").silent
    says(planned, BOSS, "同意", kind="change")
    assert answer(planned, "总经办").value == "for"
    (signed,) = [one for one in breakdown(case(planned)).blocks if isinstance(one, Signatures)]
    assert any(one.who == "总经办 刘洋（总负责人）" and one.said.startswith("同意") for one in signed.lines)


def test_an_objection_stands_by_its_item_until_it_is_settled(planned: Workspace, tmp_path: Path) -> None:
    ask(planned)
    mail = says(planned, ZHAO, "第2项应在3月4日前，其余同意", kind="change")
    assert mail.answer
    assert "第2项 (A2) 不同意：应在3月4日前；其余同意" in mail.answer.replace("\n", "")
    assert answer(planned, "研发部").value == "against"
    (table,) = [one for one in breakdown(case(planned)).blocks if isinstance(one, DocumentTable)][:1]
    notes = {str(row[1]): str(row[-1]) for row in table.rows}
    assert notes == {"A1 接口文档": "", "A2 推广方案": "研发部 赵强 不同意：应在3月4日前"}
    lines = [text for _, text in change_lines(planned.as_user("key"), "C1", Catalogue("zh"))]
    assert "A2 推广方案 · 不同意 · 研发部 赵强 · 应在3月4日前" in lines
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        lacks = lacking(matter_facts(reader, MATTER, today=date(2026, 3, 3)), "breakdown")
    assert any(one.key.endswith("approval_items") for one in lacks)
    with pytest.raises(Refused, match=r"change\.stands_against"):
        decide_change.decide(planned.as_user("key"), "C1", "granted")
    send_all(planned)
    says(planned, ZHAO, "2 同意", kind="change")
    assert (answer(planned, "研发部").value, answer(planned, "研发部").objected) == ("for", ())


def test_the_items_of_a_plan_take_no_reminder_of_the_day_away(planned: Workspace) -> None:
    mail = ask(planned)[CHEN]
    assert [one.ref for one in mail.items] == ["A1", "A2"]
    assert planned.store.listed_items(person(planned, CHEN).ref, mail.queued_at) == []


def test_its_owner_and_who_does_it_hear_of_it_and_its_sender_does_not(planned: Workspace) -> None:
    ask(planned)
    says(planned, ZHAO, "第2项应在3月4日前，其余同意", kind="change")
    mails = letters(planned)
    assert {one.to for one in mails} == {CHEN, ZHANG}
    assert "研发部（赵强）不同意：应在3月4日前" in mails[0].text
    says(planned, ZHAO, "第2项应在3月4日前，其他同意", kind="change")
    again = letters(planned)
    assert len(again) == len(mails)
    says(planned, CHEN, "第2项时间太紧，其余同意", kind="change")
    own = [one for one in letters(planned) if "时间太紧" in one.text and one.to == CHEN]
    assert own == []


def test_nobody_is_asked_to_adjust_what_was_cancelled_since(planned: Workspace) -> None:
    mails = ask(planned)
    put(planned, "A2", status="cancelled")
    says(planned, ZHAO, "第2项应在3月4日前，其余同意", kind="change")
    assert mails
    assert letters(planned) == []


def test_a_part_of_the_items_alone_is_no_yes_and_is_completed_by_the_rest(planned: Workspace) -> None:
    ask(planned)
    mail = says(planned, ZHAO, "第1项同意", kind="change")
    assert (mail.state, answer(planned, "研发部").value) == ("waiting", "unclear")
    assert mail.answer
    assert "其余同意" in mail.answer
    send_all(planned)
    says(planned, ZHAO, "其余同意", kind="change")
    assert answer(planned, "研发部").value == "for"


def test_an_objection_to_one_item_is_overruled_by_its_ref(planned: Workspace) -> None:
    ask(planned)
    says(planned, ZHAO, "第2项应在3月4日前，其余同意", kind="change")
    for address in (CHEN, BOB, BOSS):
        says(planned, address, "agree" if address == BOB else "同意", kind="change")
    with pytest.raises(Refused, match=r"change\.not_against|change\.stands_against"):
        decide_change.decide(planned.as_user("key"), "C1", "granted", "", {"A1": "来不及"})
    decided = decide_change.decide(planned.as_user("key"), "C1", "granted", "", {"a2": "来不及"}).change
    assert [(one.department, one.reason) for one in decided.overruled] == [("研发部", "A2 来不及")]


def test_what_was_said_of_one_item_by_telephone_is_taken_down(planned: Workspace) -> None:
    ask(planned)
    says(planned, ZHAO, "第2项应在3月4日前，其余同意", kind="change")
    key = planned.as_user("key")
    with pytest.raises(Refused, match=r"change\.no_item"):
        record_opinion.record_opinion(key, "C1", "研发部", "for", "", "A9")
    record_opinion.record_opinion(key, "C1", "研发部", "for", "", "a2")
    assert answer(planned, "研发部").value == "for"
    record_opinion.record_opinion(key, "C1", "法务部", "against", "合同没签", "A1")
    assert [(one.ref, one.text) for one in answer(planned, "法务部").objected] == [("A1", "合同没签")]


def test_a_new_version_says_what_has_changed_and_what_was_said_against_it(planned: Workspace) -> None:
    ask(planned)
    says(planned, ZHAO, "第2项应在3月4日前，其余同意", kind="change")
    put(planned, "A2", due=date(2026, 3, 4))
    text = ask(planned)[ZHAO].text
    assert "本版改动：完成日期（原为3月6日（周五））" in text
    assert "研发部（赵强）不同意：应在3月4日前" in text


def test_who_does_it_has_his_number_in_the_approved_plan(planned: Workspace) -> None:
    ask(planned)
    decide_change.decide(planned.as_user("key"), "C1", "granted", "", "已商定")
    letters = {one.person.email: one for one in plan_letters(planned.store, planned.as_user("key"), MATTER)}
    mine = letters[ZHANG]
    assert [(one.number, one.ref) for one in mine.items] == [(1, "A1"), (2, "A2")]
    carried = cast("list[tuple[int, object]]", mine.context["carried"])
    assert [number for number, _ in carried] == [2]
    assert mine.context["supported"] == []


def test_the_breakdown_has_who_does_it_and_the_standard_in_columns_of_their_own(planned: Workspace) -> None:
    (table,) = [one for one in breakdown(case(planned)).blocks if isinstance(one, DocumentTable)][:1]
    by_title = {str(row[1]): dict(zip(table.columns, row, strict=True)) for row in table.rows}
    assert by_title["A1 接口文档"]["验收标准"] == "已评审"
    assert by_title["A2 推广方案"]["执行人"] == "张伟"
    assert by_title["A2 推广方案"]["协作人（及支持内容）"] == ""


def test_the_project_plan_has_nothing_twice_and_a_heading_on_each_table(planned: Workspace) -> None:
    blocks = project_plan(case(planned)).blocks
    rows = [row for one in blocks if isinstance(one, Fields) for row in one.rows]
    labels = [label for label, _ in rows]
    assert len(labels) == len(set(labels))
    assert all(one.title for one in blocks if isinstance(one, DocumentTable))
    assert sum(isinstance(one, Signatures) for one in blocks) == 1


def test_the_kick_off_is_asked_about_with_all_that_is_signed(planned: Workspace) -> None:
    key = planned.as_user("key")
    describe_matter(key, MATTER, {"criteria": (Criterion(text="覆盖率 ≥ 95 %"),)})
    queued = ask_about_change.ask_approval(key, MATTER, "kick-off").queued
    text = next(one.text for one in queued if one.to == ZHAO)
    for shown in ("背景：投诉多", "总负责人：刘洋", "研发部：配合", "验收标准：覆盖率 ≥ 95 %"):
        assert shown in text
    send_all(planned)
    says(planned, ZHAO, "同意", kind="change")
    describe_matter(key, MATTER, {"criteria": (Criterion(text="覆盖率 ≥ 99 %"),)})
    (signed,) = [one for one in kick_off(case(planned)).blocks if isinstance(one, Signatures)]
    assert any("此后内容有改动" in one.said for one in signed.lines)


@pytest.mark.parametrize("along", [True, False])
def test_milestones_on_the_final_day_move_along_or_are_told(planned: Workspace, *, along: bool) -> None:
    key = planned.as_user("key")
    old, later = date(2026, 3, 31), date(2026, 4, 10)
    milestones = (Milestone(text="素材", day=date(2026, 3, 14)), Milestone(text="上线", day=old))
    describe_matter(key, MATTER, {"wanted": old, "milestones": milestones})
    ref = change_asked(planned, wanted=later).ref
    decided = decide_change.decide(key, ref, "granted", "", "已商定", milestones=along)
    assert [one.text for one in decided.left] == ([] if along else ["上线"])
    assert [one.day for one in case(planned).matter.milestones] == [date(2026, 3, 14), later if along else old]
    assert ("里程碑一并改到这一天：上线" in decided.queued[0].text.replace("\n", "")) is along
