"""Signs that a table explains itself are read as it says; of several sheets one is chosen, and the others are named."""

import io

import pytest
from openpyxl import Workbook

from collabtui.errors import Refused
from collabtui.formats.actions.task_table import read_action_table, sheets_with_tasks, unknown_columns
from collabtui.lifecycle.actions.importing.import_table import planned_import
from collabtui.lifecycle.actions.importing.import_words import import_words, table_remarks
from collabtui.lifecycle.actions.importing.table_progress import read_progress
from collabtui.lifecycle.base.acting import Workspace
from collabtui.text.catalogue import Catalogue

ABOVE = """客服回访推进表,,,
图例：√=已完成；○=进行中；×=未开始,,,
任务,责任人,完成情况,截止
接口文档,张伟,√,3月6日
压力测试,张伟,○,3月13日
合同审阅,陈静,×,3月20日
"""
BELOW = """序号,事项,负责人,状态
1,搬家,张伟,△
2,布线,陈静,●
3,验收,张伟,☆
注：●表示未开始 △表示受阻 ☆表示完成,,,
"""
ENGLISH = """Task,Owner,Status,Due
Draft the contract,Bob,C,2026-03-06
Review it,Bob,P,2026-03-10
Sign it,Ann,B,2026-03-20
Legend: C = completed; P = in progress; B = blocked,,,
"""
MARKDOWN = """# Actions

★ = done, ☆ = open

| Action | Owner | State |
|---|---|---|
| Book the room | Ann | ★ |
| Send the agenda | Bob | ☆ |
"""
REVERSED = """任务,责任人,进度
设计,张伟,○
开发,陈静,√
○ 已完成　√ 进行中,,
"""
AMBIGUOUS = """任务,责任人,状态
设计,张伟,○
开发,陈静,▲
○=已完成；○=未开始；▲=延期,,
"""


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (ABOVE, ["done", "in-progress", "not-started"]),
        (BELOW, ["blocked", "not-started", "done"]),
        (ENGLISH, ["done", "in-progress", "blocked"]),
        (MARKDOWN, ["done", "not-started"]),
        (REVERSED, ["done", "in-progress"]),
        (AMBIGUOUS, [None, "in-progress"]),
    ],
    ids=["above", "below", "letters", "markdown", "against-habit", "ambiguous"],
)
def test_signs_mean_what_their_legend_says(text: str, statuses: list[str | None]) -> None:
    table = read_action_table(text.encode())
    assert [read_progress(row).status for row in table.rows] == statuses


def test_a_legend_is_no_task_and_a_task_no_legend() -> None:
    assert len(read_action_table(ABOVE.encode()).rows) == 3
    rows = read_action_table("任务,负责人\n△ 为完成接口而加班,张伟\nA=完成测试,陈静\n".encode()).rows
    assert len(rows) == 2


def book() -> bytes:
    made, file = Workbook(), io.BytesIO()
    made.active.title = "说明"
    made.active.append(("这是说明",))
    for name, task in (("三月", "搬家"), ("四月", "布线"), ("五月", "验收")):
        sheet = made.create_sheet(name)
        sheet.append(("任务", "负责人", "状态") if name != "四月" else ("事项", "承办人", "办理情况", "截止"))
        sheet.append((task, "张伟", "完成"))
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("sheet", "title", "others"),
    [
        ("", "搬家 布线 验收", ()),
        ("四月", "布线", ()),
        ("4", "验收", ()),
        ("五月 ", "验收", ()),
        ("*", "搬家 布线 验收", ()),
    ],
)
def test_a_sheet_is_named_or_numbered_and_the_others_are_told(sheet: str, title: str, others: tuple[str, ...]) -> None:
    table = read_action_table(book(), sheet=sheet)
    assert [row.text("title") for row in table.rows] == title.split()
    assert table.other_sheets == others
    assert sheets_with_tasks(book()) == ("三月", "四月", "五月")


def sheets_of(*sheets: tuple[str, str]) -> bytes:
    """A workbook with a sheet for each name and text of rows."""
    made, file = Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, text in sheets:
        sheet = made.create_sheet(name)
        for line in text.splitlines():
            sheet.append(line.split(","))
    made.save(file)
    return file.getvalue()


def test_sheets_that_go_on_with_each_other_are_read_together(workspace: Workspace) -> None:
    head = "序号,事项,前置任务,负责人,进度\n"
    closed = ("已办", f"{head}1,立项,,张伟,\n2,招标,1,张伟,")
    wrong = sheets_of(("在办", f"{head}1,设计,,张伟,140%\n2,开发,1,张伟,"), closed)
    with pytest.raises(Refused) as refused:
        planned_import(workspace.as_user("command"), read_action_table(wrong))
    assert "在办!E2" in Catalogue("zh")(refused.value.key, **refused.value.values)
    table = read_action_table(sheets_of(("在办", f"{head}1,设计,,张伟,40%\n2,开发,1,张伟,"), closed))
    lines = planned_import(workspace.as_user("command"), table)
    shown = import_words(lines, Catalogue("zh"), workspace.store)
    assert [one.head[0] for one in shown] == ["第 在办!2 行", "第 在办!3 行", "第 已办!2 行", "第 已办!3 行"]
    assert "前置任务：第 已办!2 行" in shown[3].changes
    assert [text for text in table_remarks(table, Catalogue("zh")) if "一并读取" in text] != []


def test_a_sheet_of_the_same_tasks_is_not_read_with_the_first() -> None:
    head = "事项,负责人\n"
    table = read_action_table(
        sheets_of(("二月", f"{head}设计,张伟\n开发,陈静"), ("三月", f"{head}设计,张伟\n上线,陈静"))
    )
    assert ([row.text("title") for row in table.rows], table.other_sheets) == (["设计", "开发"], ("三月",))


def test_a_sheet_of_risks_is_offered_and_not_read_with_the_tasks() -> None:
    tasks, risks = "Task,Owner,Due\nMove,张伟,2026-03-10", "Item,Owner,Status\nStrike,张伟,open"
    made = sheets_of(("Risks", risks), ("Move", tasks))
    table = read_action_table(made)
    assert ([row.text("title") for row in table.rows], table.other_sheets) == (["Move"], ("Risks",))
    assert [row.text("title") for row in read_action_table(made, sheet="Risks").rows] == ["Strike"]


def test_a_key_on_another_sheet_counts_also_where_one_sheet_is_named() -> None:
    key = ("Key", "Colour,Meaning\nBlue,Complete\nRed,Stopped / blocked\nGreen,On track")
    made = sheets_of(key, ("Yard", "Task,Owner,RAG\nRamp,张伟,Blue\nGate,张伟,Red\nBays,张伟,Green"))
    table = read_action_table(made, sheet="Yard")
    assert [read_progress(row).status for row in table.rows] == ["done", "blocked", None]


@pytest.mark.parametrize("sheet", ["六月", "9", "0"])
def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(sheet: str) -> None:
    with pytest.raises(Refused, match="no_sheet") as refused:
        unknown_columns(book(), sheet=sheet)
    assert refused.value.values["sheets"] == ("说明", "三月", "四月", "五月")


def test_a_text_has_no_sheets() -> None:
    with pytest.raises(Refused, match="no_sheet"):
        read_action_table(ABOVE.encode(), sheet="1")


@pytest.mark.parametrize("legend", ["●/◐/○：完成/进行中/未开始", "● / ◐ / ○ = done / in progress / open"])
def test_signs_side_by_side_stand_for_as_many_words(workspace: Workspace, legend: str) -> None:
    text = f"{legend},,\n任务,责任人,状态\n设计,张伟,○\n开发,陈静,●\n测试,陈静,◐\n"
    lines = planned_import(workspace.as_user("command"), read_action_table(text.encode()))
    assert [line.action.status for line in lines] == ["not-started", "done", "in-progress"]
