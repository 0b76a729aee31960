"""One document in every format: what it says stands in each, nothing in it does harm, and it has no clock in it."""

import csv
import io
import re
import zipfile
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from docx.shared import Mm
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collabtui.formats import deterministic_zip
from collabtui.formats.documents.document import (
    Document,
    DocumentTable,
    Fields,
    ItemList,
    PercentCell,
    Prose,
    Signature,
    Signatures,
    weights,
)
from collabtui.formats.documents.document_docx import write_docx
from collabtui.formats.documents.document_html import write_html
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.formats.tables.table_csv import as_text, plain_text, write_csv
from collabtui.formats.tables.table_xlsx import write_xlsx
from collabtui.text.templates import Templates

FORMULAS = ("=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "＝1")
FULL = Document(
    "进度跟踪表",
    "zh",
    (
        Fields((("背景", "第一行\n第二行"), ("目标", ""))),
        DocumentTable(
            ("任务", "日期", "完成度"), (("a|b", date(2026, 3, 4), PercentCell(40)), ("=1+1", None, PercentCell(0)))
        ),
        ItemList("计划", ("1. 先做 <b>接口</b>",)),
        Prose(("感谢各部门。",)),
        Signatures("签字", "日期", (Signature("张伟"), Signature("李明", "已确认 2026-03-03"))),
    ),
    number="X-2026-001",
    subject="新品上线",
)
BLANK = Document(
    "Risk alert", "en", (Fields((("Goal", ""),)), DocumentTable(("Risk", "Level"), ()), ItemList("Plan", ()))
)


def words_of(data: bytes) -> str:
    """All text of a DOCX, in its order."""
    body: Any = docx.Document(io.BytesIO(data)).element.body
    return "\n".join(body.itertext())


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_markdown_escapes_what_would_be_a_mark() -> None:
    text = write_markdown(FULL)
    assert "| a\\|b | 2026-03-04 | 40% |" in text
    assert "- 1\\. 先做 \\<b>接口\\</b>" in text
    assert "- **背景**：第一行\\\n  第二行" in text
    assert "- 李明：已确认 2026-03-03" in text


@pytest.mark.parametrize("line", ["# no heading", "- no item", "> no quote", "12) no number", "=== no underline"])
def test_a_line_that_begins_like_a_block_is_text(line: str) -> None:
    said = write_markdown(Document("t", "en", (Prose((line,)),)))
    assert "\\" in said.splitlines()[2]
    assert said.splitlines()[2].replace("\\", "") == line


@pytest.mark.parametrize("writer", [write_markdown, lambda one: write_html(one, Templates())])
def test_an_empty_form_has_room_to_be_filled_by_hand(writer: Any) -> None:
    text = writer(BLANK)
    assert "Risk" in text
    assert text.count("|  |  |") == 4 or text.count("<td></td><td></td>") == 4
    assert text.count("\n- ____") == 4 or text.count('class="room"') == 4


def test_html_escapes_every_value_and_loads_nothing() -> None:
    hostile = "<script>alert(1)</script>\" onload='x'"
    blocks = (
        Fields(((hostile, hostile),)), DocumentTable((hostile,), ((hostile,),), hostile), ItemList(hostile, (hostile,)),
        Prose((hostile,)), Signatures(hostile, hostile, (Signature(hostile, hostile), Signature(hostile))),
    )  # fmt: skip
    page = write_html(Document(hostile, "en", blocks, number=hostile, subject=hostile), Templates())
    assert "<script" not in page
    assert "onload='" not in page
    assert page.count("&lt;script&gt;") >= 12
    assert not re.search(r"https?://|@import|url\(|<link|<img", page)
    assert "prefers-color-scheme: dark" in page
    assert "size: A4;" in page


def test_a_table_of_many_columns_lies_across_the_paper() -> None:
    wide = Document("t", "en", (DocumentTable(tuple("abcdefgh"), ()),))
    assert "size: A4 landscape" in write_html(wide, Templates())
    section = docx.Document(io.BytesIO(write_docx(wide))).sections[0]
    assert section.page_width
    assert section.page_height
    assert section.page_width > section.page_height


def test_a_word_document_says_what_the_document_says() -> None:
    said = words_of(write_docx(FULL))
    for text in (
        "进度跟踪表",
        "X-2026-001 · 新品上线",
        "第一行",
        "第二行",
        "a|b",
        "2026-03-04",
        "40%",
        "<b>接口</b>",
        "已确认",
    ):
        assert text in said
    head: Any = docx.Document(io.BytesIO(write_docx(FULL))).tables[1].rows[0]._tr
    assert "tblHeader" in head.xml


def test_a_control_character_breaks_no_file() -> None:
    bad = Document("a\x00b", "en", (DocumentTable(("x\x07",), (("c\x1bd\ud800",),)), Fields((("\x01", "e\x0bf"),))))
    assert "cd" in words_of(write_docx(bad))
    assert sheet_of(write_xlsx(bad.tables[0], bad.title))["A2"].value == "cd"
    assert "cd" in write_csv(bad.tables[0]).decode()
    assert "\x1b" not in write_markdown(bad) + write_html(bad, Templates())


def test_no_cell_turns_the_words_beside_it() -> None:
    bad = Document("a", "en", (DocumentTable(("x",), (("pay\n\u202e001\u2066",),)), Prose(("go \u202eon",))))
    written = write_markdown(bad) + write_html(bad, Templates()) + write_csv(bad.tables[0]).decode()
    assert not {"\u202e", "\u2066"} & set(written + words_of(write_docx(bad)))


@settings(max_examples=25)
@given(st.text(), st.text())
@example("\ufffe\uffff", "\x85\u2028")
def test_any_text_can_be_written(one: str, other: str) -> None:
    blocks = (
        Fields(((one, other),)),
        DocumentTable((one,), ((other,),), other),
        ItemList(one, (other,)),
        Prose((one,)),
    )
    document = Document(one, "zh", (*blocks, Signatures(one, other, (Signature(one, other),))), other, one)
    assert words_of(write_docx(document))
    assert sheet_of(write_xlsx(document.tables[0], one))["A2"].data_type in ("s", "n")
    write_html(document, Templates()).encode()
    write_markdown(document).encode()


def test_a_row_is_as_high_as_its_lines_wrapped_or_not() -> None:
    rows = (("一行", "x"), ("两行\n两行", ""), ("长" * 70, ""), ("行\n" * 90, ""))
    sheet: Any = openpyxl.load_workbook(io.BytesIO(write_xlsx(DocumentTable(("备注", "b"), rows), "x"))).active
    assert [sheet.row_dimensions[number].height for number in range(2, 6)] == [None, 30, 60, 409]


def test_a_workbook_holds_days_as_days_and_texts_as_texts() -> None:
    sheet = sheet_of(write_xlsx(FULL.tables[0], "进度/跟踪:表"))
    assert sheet.title == "进度 跟踪 表"
    assert [cell.value for cell in sheet[1]] == ["任务", "日期", "完成度"]
    assert (sheet["B2"].value.date(), sheet["B2"].number_format) == (date(2026, 3, 4), "yyyy-mm-dd")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (0.4, "0%")
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("formula", [*FORMULAS, "#N/A", "{=1}"])
def test_no_cell_becomes_a_formula(formula: str) -> None:
    table = DocumentTable((formula,), ((formula,),))
    for cell in ("A1", "A2"):
        assert sheet_of(write_xlsx(table, "x"))[cell].data_type == "s"
    first = next(csv.reader(io.StringIO(write_csv(table).decode("utf-8-sig"))))[0]
    assert not first.startswith(("=", "+", "-", "@", "\t", "＝"))


def test_csv_has_the_mark_by_which_excel_knows_utf_8() -> None:
    data = write_csv(FULL.tables[0])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == "任务,日期,完成度\r\na|b,2026-03-04,40%\r\n'=1+1,,0%\r\n"


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=4))
def test_what_csv_holds_comes_back(rows: list[tuple[str, str]]) -> None:
    texts = [tuple(as_text(cell) for cell in row) for row in rows]
    assert [tuple(map(plain_text, row)) for row in texts] == rows
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in texts for cell in row)


def test_the_same_document_is_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_docx(FULL), write_xlsx(FULL.tables[0], "x")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert (write_docx(FULL), write_xlsx(FULL.tables[0], "x")) == first
    for data in first:
        assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {
            deterministic_zip.EPOCH.timetuple()[:6]
        }
        assert b"2033" not in b"".join(map(zipfile.ZipFile(io.BytesIO(data)).read, ["docProps/core.xml"]))


def test_columns_share_the_width_by_what_they_hold() -> None:
    shares = weights(DocumentTable(("短", "日期", "长"), (("a", date(2026, 3, 4), "字" * 60),)), 90)
    assert abs(sum(shares) - 1) < 1e-9
    assert shares[0] < shares[1] < shares[2]


def test_no_column_is_too_narrow_for_a_word_however_long_the_others_are() -> None:
    """The breakdown's eleven columns across an A4 page, most of them with long texts."""
    day, long = date(2026, 3, 4), "与供应商确认接口文档的最终版本" * 6
    columns = (
        "任务", "子任务", "部门", "负责人", "协作", "计划开始", "计划完成", "交付物", "依赖", "风险", "备注",
    )  # fmt: skip
    row = ("上线", long, "研发部", "张伟", long, day, day, long, long, long, long)
    document = Document("t", "zh", (DocumentTable(columns, (row,)),))
    word = docx.Document(io.BytesIO(write_docx(document)))
    room = [(column.width or Mm(0)) - Mm(3.8) for column in word.tables[0].columns]
    character, letter = Mm(3.7), Mm(1.85)
    assert min(room) >= 2 * character
    assert min(room[5:7]) >= len(str(day)) * letter, "a day stands on one line"
