"""Signs that a table explains itself are read as it says; of several sheets one is chosen, and the others are named."""

import io

import pytest
from openpyxl import Workbook

from collabtui.errors import Refused
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.lifecycle.actions.table_progress import read_progress

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
        sheet.append(("任务", "负责人", "状态"))
        sheet.append((task, "张伟", "完成"))
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("sheet", "title", "others"),
    [("", "搬家", ("四月", "五月")), ("四月", "布线", ()), ("4", "验收", ()), ("五月 ", "验收", ())],
)
def test_a_sheet_is_named_or_numbered_and_the_others_are_told(sheet: str, title: str, others: tuple[str, ...]) -> None:
    table = read_action_table(book(), sheet=sheet)
    assert [row.text("title") for row in table.rows] == [title]
    assert table.other_sheets == others


@pytest.mark.parametrize("sheet", ["六月", "9", "0"])
def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(sheet: str) -> None:
    with pytest.raises(Refused, match="no_sheet") as refused:
        unknown_columns(book(), sheet=sheet)
    assert refused.value.values["sheets"] == ("说明", "三月", "四月", "五月")


def test_a_text_has_no_sheets() -> None:
    with pytest.raises(Refused, match="no_sheet"):
        read_action_table(ABOVE.encode(), sheet="1")
