"""Characters that a workbook writes by their numbers are read as such, and a text of ours comes back as it was."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from collabtui.formats.documents.document import DocumentTable, shown
from collabtui.formats.tables.table_reading import read_table_rows
from collabtui.formats.tables.table_xlsx import write_xlsx


def workbook(text: str, comment: str = "") -> bytes:
    book = Workbook()
    book.active.append(["Task", "Owner"])
    book.active.append([text, "Bob"])
    if comment:
        book.active["B2"].comment = Comment(comment, "Bob")
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("租场地_x000D_\n并付定金", "租场地\n并付定金"),
        ("one_x000D_two", "one\ntwo"),
        ("_x005F_x000D_ stays", "_x000D_ stays"),
        ("_xD83D__xDEA9_ late_x0000_", "🚩 late"),
        ("lone _xD83D_ half", "lone  half"),
        ("my_xbox_task, _x12_", "my_xbox_task, _x12_"),
    ],
)
def test_numbers_in_a_cell_are_the_characters(written: str, read: str) -> None:
    ((_, row),) = read_table_rows(workbook(written))
    assert shown(row.cells[0]) == read


def test_numbers_in_a_comment_are_the_characters() -> None:
    ((_, row),) = read_table_rows(workbook("Book a hall", "ask_x000D_\nfirst"))
    assert row.comments == {1: "ask first"}


@pytest.mark.parametrize("text", ["_x000D_", "_x005F_x000D_", "__x0041_", "a_xyz_b", "_x0041__x0042_"])
def test_a_text_that_looks_like_a_number_comes_back_as_it_was(text: str) -> None:
    data = write_xlsx(DocumentTable(("Task",), ((text,), ("b",))), "t")
    ((_, row, _),) = read_table_rows(data)
    assert row.cells == (text,)
    assert load_workbook(io.BytesIO(data)).active["A2"].value != text or "_x0" not in text
