"""The table of tasks that a team already has, in the ways in which teams keep it."""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.errors import Refused
from collabtui.formats.actions.supporters import each_supporter, readings
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.actions.written_values import says_nothing, written_day, written_percent
from collabtui.formats.documents.document import DocumentTable, PercentCell
from collabtui.formats.tables.raw_row import place_of
from collabtui.formats.tables.table_csv import write_csv
from collabtui.formats.tables.table_reading import read_table_rows
from collabtui.formats.tables.table_xlsx import write_xlsx

CHINESE = "任务,子任务,负责人（必填）,计划完成,备注\n接口,设计接口,张伟,2026-03-10,\n,写接口文档,张伟,3月12日,急\n"


def workbook(*rows: tuple[Any, ...], **sheets: list[tuple[Any, ...]]) -> bytes:
    book = openpyxl.Workbook()
    first: Any = book.active
    for row in rows:
        first.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_is_read_in_any_encoding_and_with_any_separator(encoding: str, separator: str) -> None:
    table = read_action_table(CHINESE.replace(",", separator).encode(encoding))
    assert [row.text("title") for row in table.rows] == ["设计接口", "写接口文档"]
    assert [row.text("task") for row in table.rows] == ["接口", "接口"], "a merged cell is empty in the rows below"
    assert table.rows[1].places["due"] == ("D3", "计划完成")


def test_the_sign_between_cells_is_told_by_the_rows_and_not_by_what_stands_in_them() -> None:
    table = read_action_table("子任务,备注\n买东西,手机，电脑，桌子；椅子|灯\n付款,\n".encode())
    assert [(row.text("title"), row.text("note")) for row in table.rows] == [
        ("买东西", "手机，电脑，桌子；椅子|灯"), ("付款", ""),
    ]  # fmt: skip


def test_a_cell_that_is_merged_over_rows_is_that_of_each() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(("任务拆解表",), ("子任务", "负责人"), ("接口", "张伟"), ("测试", None), ("上线", None)))
    )
    sheet: Any = book.active
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("B3:B4")
    data = io.BytesIO()
    book.save(data)
    assert [row.text("owner") for row in read_action_table(data.getvalue()).rows] == ["张伟", "张伟", ""]


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("陈静（手机，电脑）、Bob", ["陈静（手机，电脑）", "Bob"]),
        ("陈静（手机，Bob", ["陈静（手机", "Bob"]),
        ("a (b (c, d)), e\nf", ["a (b (c, d))", "e", "f"]),
        (" ;、", []),
    ],
)
def test_supporters_are_cut_outside_brackets(cell: str, pieces: list[str]) -> None:
    assert each_supporter(cell) == pieces


def test_readings_of_a_supporter_begin_with_the_longest_name() -> None:
    assert list(readings("Bob (Smith)（手机）")) == [
        ("Bob (Smith)（手机）", ""), ("Bob (Smith)", "手机"), ("Bob", "Smith)（手机"),
    ]  # fmt: skip
    assert list(readings("Bob: a contract"))[1:] == [("Bob", "a contract")]


def test_a_workbook_may_have_a_title_above_and_sheets_before() -> None:
    data = workbook(
        ("说明",),
        拆解=[
            ("新品上线 任务拆解表",), (), ("序号", "Task", "Owner *", "Due date", "进度", "心情"),
            (1, "设计", "张伟", date(2026, 3, 10), 0.4, "好"), (2.0, "开发", None, None, "60%", None),
        ],
    )  # fmt: skip
    table = read_action_table(data)
    assert table.passed_over == ("心情",)
    first, second = table.rows
    assert (first.number, first.text("title"), first.cells["due"]) == (4, "设计", date(2026, 3, 10))
    assert (second.text("number"), second.text("percent")) == ("2", "60%")
    assert "owner" not in second.cells


def test_a_workbook_that_a_spreadsheet_made_of_our_csv_says_what_the_csv_said() -> None:
    made = workbook(("子任务", "备注"), ("'=1+1", "'s"))
    assert [row.cells for row in read_table_rows(made)[0][1:]] == [("=1+1", "'s")]
    ours = write_xlsx(DocumentTable(("子任务", "备注"), (("'=1+1", "=1"),)), "x")
    assert [row.cells for row in read_table_rows(ours)[0][1:]] == [("'=1+1", "=1")]


def test_a_share_of_a_spreadsheet_is_a_share_of_a_hundred() -> None:
    (_, row), *_ = read_table_rows(write_xlsx(DocumentTable(("进度",), ((PercentCell(40),),)), "x"))
    assert written_percent(row.cells[0]) == 40


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("40%", 40),
        ("40", 40),
        ("100％", 100),
        ("0.4", 40),
        ("40.0", 40),
        ("140", None),
        ("一半", None),
        (PercentCell(7), 7),
    ],
)
def test_percent(cell: Any, percent: int | None) -> None:
    assert written_percent(cell) == percent


@pytest.mark.parametrize(
    "text",
    ["2026-03-10", "2026/3/10", "2026.03.10", "2026年3月10日", "20260310", "46091", "2026-03-10 00:00:00"],
)
def test_days_in_the_usual_ways(text: str) -> None:
    assert written_day(text) == date(2026, 3, 10)


@pytest.mark.parametrize("written", ["9999-12-30", "1899/1/1", "99991230", "2200年1月1日"])
def test_a_day_that_nothing_can_be_counted_from_is_none(written: str) -> None:
    with pytest.raises(ValueError, match="year"):
        written_day(written)


def test_a_day_that_programs_write_where_nobody_gave_one_says_nothing() -> None:
    assert all(map(says_nothing, ("0000-00-00", "9999-12-31", "9999/12/31 00:00:00", "99991231")))


def test_a_workbook_that_is_encrypted_as_an_archive_is_refused() -> None:
    packed = workbook(("任务", "负责人"), ("接口", "张伟"))
    entry = re.compile(rb"(PK\x01\x02.{4})\x00", re.DOTALL)
    with pytest.raises(Refused, match=r"table\.broken"):
        read_action_table(entry.sub(b"\\1\x01", packed))


def test_a_day_that_does_not_exist_is_none() -> None:
    with pytest.raises(ValueError, match="day"):
        written_day("2026-02-30")
    assert written_day("下周五") is None


def test_without_subtasks_the_tasks_are_the_actions_and_nothing_is_filled_down() -> None:
    table = read_action_table("任务,负责人\n接口,张伟\n测试,\n".encode())
    assert [(row.text("title"), row.text("task")) for row in table.rows] == [("接口", ""), ("测试", "")]


def test_a_task_that_was_not_divided_is_an_action() -> None:
    table = read_action_table("任务,子任务,负责人\n接口,,张伟\n测试,压力测试,李明\n".encode())
    assert [(row.text("task"), row.text("title")) for row in table.rows] == [("接口", "接口"), ("测试", "压力测试")]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table.old_excel"),
        (b"PK\x03\x04 broken", "table.broken"),
        ("颜色,味道\n红,甜\n".encode(), "table.no_tasks"),
        ('任务,负责人\n"a,b\n'.encode(), "table.broken_row"),
        (b"\x00\x01\x02\x00", "file.not_text"),
        (b"", "table.no_tasks"),
        (b"task,owner\n" + b"a,b\n" * 20_001, "table.too_large"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, key: str) -> None:
    with pytest.raises(Refused) as caught:
        read_action_table(data)
    assert caught.value.key == key


def test_a_workbook_that_unpacks_to_a_full_disk_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 2**20))
    with pytest.raises(Refused, match=r"table\.too_large"):
        read_table_rows(packed.getvalue())


@given(st.integers(0, 400))
def test_a_workbook_with_any_byte_damaged_is_read_or_refused(at: int) -> None:
    whole = bytearray(workbook(("任务", "负责人"), ("接口", "张伟")))
    place = at * len(whole) // 400 if at < 400 else len(whole) - 1
    whole[place] ^= 0xFF
    with suppress(Refused):
        read_action_table(bytes(whole))


@given(st.lists(st.tuples(*[st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]))] * 2), max_size=5))
def test_what_is_written_as_csv_is_read_back(texts: list[tuple[str, str]]) -> None:
    data = write_csv(DocumentTable(("子任务", "备注"), tuple(("t" + one, other) for one, other in texts)))
    rows = read_table_rows(data)[0][1:] if texts else []
    assert [row.cells for row in rows] == [("t" + one, other) for one, other in texts]


@pytest.mark.parametrize(("column", "name"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1")])
def test_cells_are_called_as_spreadsheets_call_them(column: int, name: str) -> None:
    assert place_of(1, column) == name
