"""WBS numbers beside a column of phases: the rows that others go on with are larger tasks, and no actions."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_table import read_action_table

HEAD = ["阶段", "WBS", "任务名称", "责任人", "开始", "完成"]
PREPARATION = [
    ["准备", "1", "准备阶段", None, None, None],
    [None, "1.1", "需求调研", "张伟", "2026-12-01", "2026-12-04"],
    [None, "1.2", "方案设计", "陈静", "2026-12-07", "2026-12-11"],
    [None, "1.2.1", "概要设计", "陈静", "2026-12-07", "2026-12-08"],
    [None, "1.2.2", "详细设计", "陈静", "2026-12-08", "2026-12-11"],
]
BUILDING = [
    ["实施", "2", "实施", None, "2026-12-14", "2026-12-25"],
    [None, "2.1", "开发", "张伟", "2026-12-14", "2026-12-25"],
]


def read(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> ActionTable:
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(file)
    return read_action_table(file.getvalue())


def parents(table: ActionTable) -> dict[str, str]:
    return {row.text("title"): row.text("task") for row in table.rows}


EXPECTED = {"需求调研": "准备阶段", "概要设计": "方案设计", "详细设计": "方案设计", "开发": "实施"}


@pytest.mark.parametrize("merged", [(), ("A2:A6", "A7:A8")])
def test_summary_rows_are_no_actions(merged: tuple[str, ...]) -> None:
    table = read([HEAD, *PREPARATION, *BUILDING], merged)
    assert parents(table) == EXPECTED
    assert [one.title for one in table.larger] == ["准备阶段", "方案设计", "实施"]
    assert table.above_larger == {}, "the phases are what the rows above are called"


def test_phases_said_in_each_row_are_no_parents_of_all() -> None:
    rows = [[row[0] or "准备", *row[1:]] for row in PREPARATION] + [[row[0] or "实施", *row[1:]] for row in BUILDING]
    assert parents(read([HEAD, *rows])) == EXPECTED


def test_phases_said_of_parts_alone() -> None:
    rows = [[None, *PREPARATION[0][1:]], ["一期", *PREPARATION[1][1:]], ["一期", *PREPARATION[2][1:]]]
    table = read([HEAD, *rows])
    assert parents(table) == {"需求调研": "准备阶段", "方案设计": "准备阶段"}
    assert table.above_larger == {"阶段": ("一期",)}


def test_numbers_that_begin_anew_in_each_phase_stay_apart() -> None:
    rows = [
        ["甲", "1", "土建", None, None, None], [None, "1.1", "挖土", "张伟", None, "2026-12-04"],
        ["乙", "1.1", "接线", "陈静", None, "2026-12-05"], [None, "1.2", "通电", "陈静", None, "2026-12-08"],
    ]  # fmt: skip
    assert parents(read([HEAD, *rows])) == {"挖土": "土建", "接线": "乙", "通电": "乙"}


def test_phases_whose_rows_have_numbers_without_a_row_above() -> None:
    rows = [PREPARATION[1], PREPARATION[2], BUILDING[1]]
    rows = [["准备", *rows[0][1:]], rows[1], ["实施", *rows[2][1:]]]
    assert parents(read([HEAD, *rows])) == {"需求调研": "准备", "方案设计": "准备", "开发": "实施"}


def test_a_row_that_is_owned_and_sums_nothing_up_is_an_action() -> None:
    rows = [
        ["准备", "1", "带队", "张伟", None, "2026-12-31"], [None, "1.1", "需求调研", "陈静", None, "2026-12-04"],
    ]  # fmt: skip
    assert parents(read([HEAD, *rows])) == {"带队": "准备", "需求调研": "带队"}
