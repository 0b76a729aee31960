"""The draft of duties: each department's own plan, and the mail that brings it."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.lifecycle.actions.edit_actions import add_action, edit_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.duty_letters import duty_letters, send_duties
from collabtui.lifecycle.matters.forms.filling import filled_form, written_form
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, new
from support.replies import parsed

DAY = date(2026, 3, 10)


@pytest.fixture
def drafted(workspace: Workspace) -> Workspace:
    """A1 of 研发部 and A2 of 市场部 deliver the same, A3 has no date, A4 no owner; 法务部 has nothing."""
    new(workspace)
    acting = workspace.as_user("command").quiet()
    for title, owner, due, deliverable in (
        ("接口文档", "张伟", DAY, "上线手册"), ("推广页", "陈静", DAY, "上线 手册"), ("联调", "张伟", None, "报告"),
        ("培训", "", DAY, "课件"),
    ):  # fmt: skip
        add_action(acting, ActionDraft(title=title, owner=owner, due=due, deliverable=deliverable), MATTER)
    return workspace


def shown(workspace: Workspace, department: str = "") -> str:
    acting = workspace.as_user("command")
    return write_markdown(filled_form(acting, workspace.store, MATTER, "duties", "zh", department))


def test_the_form_has_each_department_with_what_is_open(drafted: Workspace) -> None:
    form = shown(drafted)
    assert "法务部还没有任务（需求：a review of the contract）" in form
    assert "A3 联调：没有日期" in form
    assert "A4 培训：没有负责人" in form
    assert "上线手册：A1、A2 都要交付（研发部、市场部）" in form
    edit_action(
        drafted.as_user("command"), "A2", ActionDraft(title="推广页", owner="陈静", due=DAY, deliverable="页面")
    )
    assert "都要交付" not in shown(drafted)


def test_each_task_has_its_first_responsible_with_his_post_and_the_departments_that_support(drafted: Workspace) -> None:
    zhang = drafted.store.find(Person, name="张伟")[0].ref
    edit_person(drafted.as_user("command"), zhang, PersonChange(title="工程师"))
    shared = ActionDraft(title="联调", owner="张伟", collaborators=("陈静（测试数据）",))
    edit_action(drafted.as_user("command"), "A3", shared)
    assert "| A3 联调 | 张伟 | 工程师 | 市场部 |" in shown(drafted)
    nodes = write_markdown(filled_form(drafted.as_user("command"), drafted.store, MATTER, "process", "zh", ""))
    assert "| 节点 | 牵头部门 | 配合部门 | 第一责任人 | 职务 |" in nodes
    assert "| A3 联调 | 研发部 | 市场部 | 张伟 | 工程师 |" in nodes


def test_one_department_has_its_own_plan(drafted: Workspace) -> None:
    form = shown(drafted, "市场部")
    assert ("推广页" in form, "联调" in form, "培训" in form, "A1、A2 都要交付" in form) == (True, False, False, True)
    acting = drafted.as_user("command")
    table = written_form(
        acting, filled_form(acting, drafted.store, MATTER, "breakdown", "zh", "研发部"), "breakdown", "csv"
    )
    assert [row.cells["title"] for row in read_action_table(table).rows] == ["A1 接口文档", "A3 联调"]
    with pytest.raises(Refused, match=r"form\.of_all"):
        filled_form(acting, drafted.store, MATTER, "request", "zh", "研发部")
    with pytest.raises(Unknown, match=r"name\.no_department"):
        filled_form(acting, drafted.store, MATTER, "duties", "zh", "火星部")


def test_each_department_gets_its_own_part_once_with_its_plan_as_a_table(drafted: Workspace) -> None:
    key = drafted.as_user("key")
    mails = send_duties(key, MATTER)
    assert {mail.to for mail in mails} == {ZHANG, ZHAO, CHEN, BOB}
    text = {mail.to: mail.text for mail in mails}
    assert ("接口文档 (A1)" in text[ZHANG], "推广页 (A2)" in text[ZHANG]) == (True, False)
    assert "Your department has no task yet." in text[BOB]
    (table,) = parsed(next(mail for mail in mails if mail.to == ZHANG)).iter_attachments()
    assert table.get_filename() == "X-2026-001 研发部.xlsx"
    sheet = load_workbook(io.BytesIO(table.get_content())).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["A1 接口文档", "A3 联调"]
    with pytest.raises(Refused, match=r"duties\.is_out"):
        send_duties(key, MATTER)
    edit_action(key.quiet(), "A3", ActionDraft(title="联调", owner="张伟", due=DAY, deliverable="报告"))
    assert {mail.to for mail in send_duties(key, MATTER)} == {ZHANG, ZHAO}


def test_who_may_not_read_the_matter_gets_no_table_of_it(drafted: Workspace) -> None:
    make_confidential(drafted.as_user("key"), MATTER, ("赵强",))
    mails = send_duties(drafted.as_user("key"), MATTER, "研发部")
    files = {mail.to: len(list(parsed(mail).iter_attachments())) for mail in mails}
    assert files == {ZHAO: 1, ZHANG: 0}


def test_a_matter_of_nobody_has_nobody_to_ask(workspace: Workspace) -> None:
    new(workspace)
    with pytest.raises(Refused, match=r"duties\.nobody"):
        duty_letters(workspace.store, workspace.as_user("key"), MATTER, "项目办")
