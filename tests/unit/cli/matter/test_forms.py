"""Forms by command: to the terminal, into files, refused where it cannot be."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from collabtui.home import Home
from support.command_line import Type

X1 = "X-2026-001"


def test_all_forms_of_a_matter_are_listed(published: Home, typed: Type) -> None:
    listed = typed(f"matter form {X1} --json").json
    assert listed[0]["form"] == "request"
    assert {one["form"]: one["formats"] for one in listed}["risks"] == ["md", "html", "docx", "xlsx", "csv"]
    shown = typed(f"matter form {X1} --lang zh").out
    assert "风险预警表" in shown
    assert "空白" in shown


def test_a_form_is_shown_in_the_language_that_is_asked_for(published: Home, typed: Type) -> None:
    assert typed(["matter", "form", X1, "任务拆解与分工表", "--locale", "zh"]).out.startswith("# 任务拆解与分工表\n")
    said = typed(["matter", "form", "新品上线", "breakdown"]).out
    assert said.startswith("# Task breakdown\n")
    assert "Review the contract" in said


@pytest.mark.parametrize("kind", ["md", "html", "docx", "xlsx", "csv"])
def test_the_ending_says_the_format(published: Home, typed: Type, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"表.{kind}"
    said = typed(["matter", "form", X1, "tracking", "--out", str(file)])
    assert (said.code, str(file) in said.out) == (0, True)
    start = {"md": b"# ", "html": b"<!doctype html>", "csv": b"\xef\xbb\xbf"}.get(kind, b"PK")
    assert file.read_bytes().startswith(start)
    assert [one.name for one in tmp_path.glob(".*")] == [], "nothing is left half written"


def test_a_workbook_has_a_row_for_each_action(published: Home, typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "breakdown.xlsx"
    assert typed(["matter", "form", X1, "breakdown", "--out", str(file)]).code == 0
    sheet = openpyxl.load_workbook(io.BytesIO(file.read_bytes())).active
    assert sheet is not None
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [
        "A1 提供接口文档", "A3 Review the contract", "A2 完成压力测试",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"matter form {X1} riks", "risks"),
        (f"matter form {X1} weekly --format csv", "docx"),
        (f"matter form {X1} weekly --out week.pdf", "week.pdf"),
        (f"matter form {X1} risks --format csv --out risks.xlsx", "risks.xlsx"),
        (f"matter form {X1} risks --out /nowhere/risks.md", "/nowhere/risks.md"),
        ("matter form X-2026-009 risks", "X-2026-009"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(published: Home, typed: Type, line: str, says: str) -> None:
    said = typed(line)
    assert (said.code, said.out) == (1, "")
    assert says in said.err
    assert said.err.strip().count("\n") == 0


def test_minutes_leave_as_a_word_document(published: Home, typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "纪要.docx"
    assert typed(["meeting", "export", "M1", "--format", "docx", "--out", str(file)]).code == 0
    text = "\n".join(cell.text for one in docx.Document(str(file)).tables for row in one.rows for cell in row.cells)
    assert "Review the contract" in text
    assert typed(["meeting", "export", "M1", "--format", "txt"]).out.startswith(("Hello", "Lead"))
