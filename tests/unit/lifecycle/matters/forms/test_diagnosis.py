"""The diagnosis report: pain points, problems with their root causes, figures, conclusions and measures in one."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from collabtui.domain.meetings.draft import ActionDraft
from collabtui.formats.documents.document import Document, filled, shown
from collabtui.lifecycle.actions.chain_of_whys import write_whys
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.forms.form_names import FormName
from collabtui.lifecycle.live import run
from collabtui.lifecycle.matters.edit_matters import MatterFields, describe_matter
from collabtui.lifecycle.matters.forms.filling import filled_form, formats_of, written_form
from collabtui.lifecycle.matters.process_steps import read_steps

X1 = "X-2026-001"


def diagnosed(planned: Workspace, locale: Any = "zh") -> Document:
    acting = planned.as_user("command")
    steps = read_steps("市场部：手工登记（输入：来电；用时：6小时）\n法务部：审核（用时：2小时）")
    described = MatterFields(
        old_steps=steps, conclusions="登记重复\n\n审核一人签", recommendations="上系统", goal="减半", owner="张伟"
    )
    describe_matter(acting, X1, described)
    run.record(acting, "M1", ["痛点：法务部：审核要等三天（环节：2；高；每周都有；原因：只有一人能签）"])
    draft = ActionDraft(title="上工单系统", owner="陈静", due=date(2026, 3, 6), deliverable="系统")
    add_action(acting, draft, X1)
    write_whys(acting, "A1", ["没有预算"])
    return filled_form(acting, planned.store, X1, "diagnosis", locale)


def rows(document: Document, place: int) -> list[tuple[str, ...]]:
    return [tuple(map(shown, row)) for row in document.tables[place].rows]


def test_it_puts_together_what_is_known(planned: Workspace) -> None:
    document = diagnosed(planned)
    assert [one.title for one in document.tables] == [
        "问题清单", "各环节的痛点", "原流程数据", "原流程", "诊断结论", "改进建议", "改进措施",
    ]  # fmt: skip
    assert rows(document, 0) == [
        ("审核要等三天", "2 审核\n法务部\nM1 新品上线协作会（2026-03-02）", "高\n每周都有", "只有一人能签", "",
         "", "", "",
         "访谈提出"),
        ("A1 上工单系统", "市场部", "低", "没有预算", "", "", "陈静", "2026-03-06", "未开始"),
    ]  # fmt: skip
    assert rows(document, 2) == [
        ("步骤数", "2"), ("涉及部门数", "2"), ("部门间交接次数", "1"), ("总用时（1 天按 8 小时）", "1 天"),
        ("最慢的步骤", "1 手工登记"),
    ]  # fmt: skip
    assert [row[-1] for row in rows(document, 3)] == ["75%", "25%"]
    assert (rows(document, 4), rows(document, 5)) == ([("1", "登记重复"), ("2", "审核一人签")], [("1", "上系统")])
    assert rows(document, 6) == [("A1 上工单系统", "市场部", "陈静", "2026-03-06", "系统")]


def test_the_list_is_that_of_the_form_of_problems(planned: Workspace) -> None:
    acting, document = planned.as_user("command"), diagnosed(planned)
    alone = filled_form(acting, planned.store, X1, "problems", "zh")
    assert alone.tables[0].columns == document.tables[0].columns
    assert rows(alone, 0) == rows(document, 0)
    run.record(acting, "M1", ["痛点：印章找不到（环节：1；低）", "痛点：单子丢了（环节：1；高）"])
    again = filled_form(acting, planned.store, X1, "diagnosis", "zh")
    assert [row[0] for row in rows(again, 0)] == ["单子丢了", "审核要等三天", "A1 上工单系统", "印章找不到"]


def test_a_step_without_a_time_may_be_the_slowest(planned: Workspace) -> None:
    steps = read_steps("市场部：登记（用时：6小时）\n法务部：审核\n市场部：盖章（2小时）")
    describe_matter(planned.as_user("command"), X1, MatterFields(old_steps=steps))
    document = filled_form(planned.as_user("command"), planned.store, X1, "diagnosis", "zh")
    assert rows(document, 2)[3:] == [
        ("总用时（1 天按 8 小时）", "1 天（3 步中 2 步填了用时）"), ("最慢的步骤", "1 登记（只比较填了用时的 2 步）"),
        ("没有填用时的步骤", "2 审核"),
    ]  # fmt: skip
    table = document.tables[3]
    assert (table.columns[-1], [row[-1] for row in rows(document, 3)]) == ("占已知用时", ["75%", "", "25%"])


def test_a_spreadsheet_holds_every_table(planned: Workspace) -> None:
    document, acting = diagnosed(planned, "en"), planned.as_user("command")
    assert formats_of("diagnosis") == ("md", "html", "docx", "xlsx", "csv")
    book = load_workbook(io.BytesIO(written_form(acting, document, "diagnosis", "xlsx")))
    assert book.sheetnames == [one.title for one in document.tables]
    assert book["Conclusions"]["B2"].value == "登记重复"
    lines = list(csv.reader(io.StringIO(written_form(acting, document, "diagnosis", "csv").decode("utf-8-sig"))))
    assert lines[:2] == [["List of problems"], list(document.tables[0].columns)]
    assert [one for one in lines if one == []] != []
    assert ["Measures"] in lines


def test_nothing_known_is_a_form_to_fill_by_hand(planned: Workspace) -> None:
    document = filled_form(planned.as_user("command"), planned.store, X1, "diagnosis", "en")
    assert all(not one.rows for one in document.tables)


@pytest.mark.parametrize(("form", "says"), [("diagnosis", True), ("project-plan", True), ("risks", False)])
def test_a_report_says_what_is_empty_and_a_form_has_room_for_it(planned: Workspace, form: FormName, says: bool) -> None:
    document = filled_form(planned.as_user("command"), planned.store, X1, form, "zh")
    empty = [one for one in document.tables if not one.rows]
    assert empty
    assert {next(filled(one))[0] for one in empty} == {"尚未填写" if says else ""}
    assert {len(list(filled(one))) for one in empty} == {1 if says else 4}
