"""What office tables have beside their words: departments at names, two languages in a cell, hidden rows, comments,
days that are none, levels in columns, lists half with boxes."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import
from collabtui.lifecycle.base.acting import Workspace
from support.world import Clock


def lines(workspace: Workspace, data: str | bytes) -> list[ImportLine]:
    table = read_action_table(data.encode() if isinstance(data, str) else data)
    return planned_import(workspace.as_user("command"), table, "")


def names(workspace: Workspace, line: ImportLine) -> tuple[str | None, list[str]]:
    """Owner and who supports him."""
    people = {one.ref: one.name for one in workspace.store.find(Person)}
    return people.get(line.action.owner or ""), [people[one.person] for one in line.action.collaborators]


def remarks(line: ImportLine) -> list[str]:
    return [one.key for one in line.remarks]


def workbook(fill: Callable[[Any], None]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    for row in (("任务", "负责人", "截止日期"), ("文档", "张伟", "2026-03-06"), ("旧文档", "陈静", "2026-03-09")):
        sheet.append(row)
    fill(sheet)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "typed",
    [
        "研发部张伟",
        "研发部-张伟",
        "研发部：张伟",
        "研发部 张伟",
        "张伟，研发部",
        "张伟 Zhang Wei",
        "张伟 <zhang@example.test>",
    ],
)
def test_what_stands_beside_a_name_is_known(workspace: Workspace, typed: str) -> None:
    (line,) = lines(workspace, f"任务;负责人;截止日期\n文档;{typed};2026-03-06\n")
    assert names(workspace, line) == ("张伟", [])


@pytest.mark.parametrize("typed", ["市场部-张伟", "研发部-陈静", "研发部-张为"])
def test_who_is_of_another_department_is_asked_about(workspace: Workspace, typed: str) -> None:
    (line,) = lines(workspace, f"任务;负责人;截止日期\n文档;{typed};2026-03-06\n")
    assert (names(workspace, line)[0], line.action.note) == (None, f"负责人: {typed}")
    assert [one.key for one in line.remarks] in (["import.stranger"], ["import.stranger_near"])


def test_two_names_in_two_scripts_are_two_people(workspace: Workspace) -> None:
    (line,) = lines(workspace, "任务,负责人,截止日期\n文档,张伟 Bob Brown,2026-03-06\n")
    assert (names(workspace, line), remarks(line)) == (("张伟", ["Bob Brown"]), ["import.first_owns"])


def test_a_department_owns_through_who_stands_for_it(workspace: Workspace) -> None:
    stands, empty = lines(workspace, "任务,负责人,截止日期\n文档,研发部,2026-03-06\n条款,项目办,2026-03-06\n")
    assert (names(workspace, stands), remarks(stands)) == (("张伟", []), ["import.department_owns"])
    assert remarks(empty) == ["import.department_owns"]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("已完成 Done", "done"),
        ("进行中 In progress", "in-progress"),
        ("🔴 受阻", "blocked"),
        ("Not started 未开始", "not-started"),
    ],
)
def test_a_status_in_two_languages_is_one(workspace: Workspace, typed: str, status: str) -> None:
    (line,) = lines(workspace, f"任务,负责人,状态\n文档,张伟,{typed}\n")
    assert line.action.status == status


@pytest.mark.parametrize(
    "typed",
    ["12月中旬", "W12", "week 12", "第12周", "12月第一周", "ASAP", "尽快", "每月25日", "Q2", "mid-December"],
)
def test_a_time_that_is_no_day_is_told_and_stays_empty(workspace: Workspace, typed: str) -> None:
    (line,) = lines(workspace, f"任务,负责人,截止日期\n文档,张伟,{typed}\n")
    assert (line.action.due, remarks(line)) == (None, ["import.vague_day"])


def test_a_day_with_its_year_says_nothing_of_one_without(workspace: Workspace) -> None:
    """2026-12-18 has no day first."""
    table = "任务,负责人,截止日期\n文档,张伟,2026-12-18\n测试,张伟,4/5\n"
    assert [line.action.due for line in lines(workspace, table)] == [date(2026, 12, 18), date(2026, 4, 5)]


@pytest.mark.parametrize("today", ["2026-03-04", "2026-03-05", "2026-03-07", "2026-03-08"])
def test_a_weekday_of_this_week_that_is_over_is_of_this_week(workspace: Workspace, clock: Clock, today: str) -> None:
    clock.set(f"{today}T10:00+08:00")
    (line,) = lines(workspace, "任务,负责人,截止日期\n文档,张伟,本周二\n")
    assert line.action.due == date(2026, 3, 3)


def test_a_column_for_each_level(workspace: Workspace) -> None:
    """The smallest that a row names is the action."""
    found = lines(
        workspace,
        "一级任务,二级任务,三级任务,负责人,完成时间\n切换,迁移,导出,张伟,3月6日\n,,核对,张伟,3月9日\n,培训,手册,陈静,3月9日\n验收,用户验收,,张伟,3月20日\n",
    )
    assert [(one.action.task, one.action.title) for one in found] == [
        ("迁移", "导出"), ("迁移", "核对"), ("培训", "手册"), ("验收", "用户验收"),
    ]  # fmt: skip


@pytest.mark.parametrize("last", ["共2项，完成1项", "合计 2 项", "Total: 2 tasks"])
def test_a_count_below_the_tasks_is_none(workspace: Workspace, last: str) -> None:
    table = read_action_table(
        f"任务,负责人,截止日期\n文档,张伟,3月6日\n测试,张伟,3月9日\n“{last}”,,\n".replace("“", "")
        .replace("”", "")
        .encode()
    )
    assert (len(table.rows), [row for row, _ in table.left_out]) == (2, [4])


def test_a_narrow_rule_of_markdown_is_one(workspace: Workspace) -> None:
    (line,) = lines(workspace, "| 任务 | 负责人 | 截止日期 |\n|:-:|--:|-|\n| 文档 | 张伟 | 3月6日 |\n")
    assert (line.action.title, line.action.due) == ("文档", date(2026, 3, 6))


def test_a_hidden_row_says_so(workspace: Workspace) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    shown, hidden = lines(workspace, workbook(hide))
    assert (remarks(shown), remarks(hidden)) == ([], ["import.hidden"])


@pytest.mark.parametrize(
    "text",
    [
        "十二月前由赵强代管",
        "[Threaded comment]\n\nYour version can read it.\n\nComment:\n    十二月前由赵强代管",
    ],
)
def test_a_comment_is_kept_with_the_name_of_its_column(workspace: Workspace, text: str) -> None:
    def stick(sheet: Any) -> None:
        sheet["B2"].comment = Comment(text, "PM")

    commented, bare = lines(workspace, workbook(stick))
    assert (commented.action.note, bare.action.note) == ("负责人: 十二月前由赵强代管", "")


ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:spreadsheet><table:table>
<table:table-row>{0}</table:table-row><table:table-row table:visibility="filter">{1}</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
COMMENT = "<office:annotation><dc:creator>PM</dc:creator><text:p>请假</text:p></office:annotation>"


def test_an_opendocument_sheet_hides_and_comments_as_well(workspace: Workspace) -> None:
    def cells(*texts: str) -> str:
        return "".join(f"<table:table-cell>{text}</table:table-cell>" for text in texts)

    head = cells(*(f"<text:p>{name}</text:p>" for name in ("任务", "负责人", "截止日期")))
    row = cells("<text:p>文档</text:p>", f"{COMMENT}<text:p>张伟</text:p>", "<text:p>3月6日</text:p>")
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("content.xml", ODS.format(head, row))
    (line,) = lines(workspace, file.getvalue())
    assert (names(workspace, line), line.action.note, remarks(line)) == (
        ("张伟", []),
        "负责人: 请假",
        ["import.hidden"],
    )


def test_a_formula_without_its_result_is_no_empty_cell() -> None:
    def count(sheet: Any) -> None:
        sheet["C3"] = "=C2+3"

    with pytest.raises(Refused, match=r"table\.uncounted.*C3"):
        read_action_table(workbook(count))


@pytest.mark.parametrize("place", ["E2", "E3"], ids=["beside one task", "beside another"])
def test_a_formula_without_its_result_hinders_nothing_where_nobody_reads_it(place: str) -> None:
    def count(sheet: Any) -> None:
        sheet["E1"], sheet[place] = "工时", "=1+2"
        other = sheet.parent.create_sheet("旧")
        other.append(["任务", "负责人"])
        other.append(["=A1", "张伟"])

    assert read_action_table(workbook(count), sheet="1").rows == read_action_table(workbook(lambda _: None)).rows
    with pytest.raises(Refused, match=r"table\.uncounted.*A2"):
        read_action_table(workbook(count), sheet="旧")


def test_a_row_of_formulas_alone_is_not_lost() -> None:
    def count(sheet: Any) -> None:
        sheet["A9"] = "=A2"

    with pytest.raises(Refused, match=r"table\.uncounted.*A9"):
        read_action_table(workbook(count))


LIST = """# 待办
## 研发
- [ ] 升级
  - [x] 写文档 @张伟 3/6
  - [ ] 联调（张伟，4月中旬）
- [ ] 压测 负责人：张伟 截止：3月18日 交付：压测报告
## 市场
1. 宣传稿 —— 陈静 —— 3月10日前
2. 会上提到了预算
"""


def test_items_without_a_box_are_tasks_where_they_say_who_and_when(workspace: Workspace) -> None:
    found = {line.action.title: line for line in lines(workspace, LIST)}
    assert {title: (names(workspace, one)[0], one.action.due) for title, one in found.items()} == {
        "写文档": ("张伟", date(2026, 3, 6)),
        "联调": ("张伟", None),
        "压测": ("张伟", date(2026, 3, 18)),
        "宣传稿": ("陈静", date(2026, 3, 10)),
    }
    assert found["压测"].action.deliverable == "压测报告"
    assert remarks(found["联调"]) == ["import.vague_day"]


def test_an_item_may_begin_with_whose_it_is(workspace: Workspace) -> None:
    first, second = "[x] 张伟：提交测试报告（3月6日）", "[ ] 陈静：确认门店名单，3月12日前"
    items = (first, second, "[ ] 张伟 跟进投诉 3/13", "[ ] 待定：选址")
    found = lines(workspace, "".join(f"- {one}\n" for one in items))
    assert [(one.action.title, names(workspace, one)[0], one.action.due) for one in found] == [
        ("提交测试报告", "张伟", date(2026, 3, 6)),
        ("确认门店名单", "陈静", date(2026, 3, 12)),
        ("跟进投诉", "张伟", date(2026, 3, 13)),
        ("待定：选址", None, None),
    ]


def test_without_numbers_what_a_task_waits_for_is_a_row_counted_from_the_first(workspace: Workspace) -> None:
    table = (
        "Task Name,Assigned To,Finish,Predecessors\nPhase 1,,,\nDraft,张伟,2026-03-06,\nReview,陈静,2026-03-13,2FS\n"
    )
    found = {one.action.title: one.action for one in lines(workspace, table)}
    assert found["Review"].depends_on == (found["Draft"].ref,)


@pytest.mark.parametrize(
    ("heads", "field"),
    [("Action item,Owner,Next step", "note"), ("Task,Lead,Result expected", "deliverable")],
)
def test_columns_of_fresh_tables_are_known(heads: str, field: str) -> None:
    (row,) = read_action_table(f"{heads}\nx,张伟,y\n".encode()).rows
    assert row.text(field) == "y"


def test_a_division_of_work_in_markdown_is_known() -> None:
    heads = "| 工作项 | 第一责任人 | 支持人员（支持内容） | 起始日 | 截止日 | 产出 |"
    table = f"{heads}\n|--|--|--|--|--|--|\n| 压测 | 张伟 | 陈静（数据） | 3/9 | 3/13 | 报告 |\n"
    (row,) = read_action_table(table.encode()).rows
    assert set(row.cells) >= {"title", "owner", "collaborators", "planned_start", "due", "deliverable"}
