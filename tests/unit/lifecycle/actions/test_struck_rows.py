"""Rows that are struck out, colours of OpenDocument cells, and headings that say how far the tasks below them are."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import
from collabtui.lifecycle.base.acting import Workspace

ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>'
    '<style:style style:name="green"><style:table-cell-properties fo:background-color="#92D050"/></style:style>'
    '<style:style style:name="red"><style:table-cell-properties fo:background-color="#FF0000"/></style:style>'
    '<style:style style:name="white"><style:table-cell-properties fo:background-color="#ffffff"/></style:style>'
    '<style:style style:name="out"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="out2" style:parent-style-name="out"/>'
    '</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="T">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods(*rows: str) -> bytes:
    """Cells apart by a stroke, each with its style before a colon."""
    text = ""
    for row in rows:
        pairs = (cell.rpartition(":")[::2] for cell in row.split("|"))
        cells = (
            f'<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{words}</text:p>'
            "</table:table-cell>"
            for style, words in pairs
        )
        text += f"<table:table-row>{''.join(cells)}</table:table-row>"
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("content.xml", ODS.format(rows=text))
    return file.getvalue()


def xlsx(status: str | None = None, column: int = 1) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in (("Task name", "Owner", "Status"), ("Old booth", "Bob Brown", status), ("New booth", "Bob Brown", None)):
        book.active.append(row)
    book.active.cell(2, column).font = Font(strike=True)
    book.save(file)
    return file.getvalue()


def lines(workspace: Workspace, data: str | bytes) -> list[ImportLine]:
    table = read_action_table(data.encode() if isinstance(data, str) else data)
    return planned_import(workspace.as_user("command"), table, "")


def outcomes(found: list[ImportLine]) -> list[tuple[str, str, list[str]]]:
    return [(line.action.title, line.action.status, [one.key for one in line.remarks]) for line in found]


MARKDOWN = "|{}|\n|---|---|\n|~~{}~~|{}|\n|{}|{}|\n"


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (xlsx(), "Old booth"),
        (MARKDOWN.format("Task name|Owner", "Old booth", "Bob Brown", "New booth", "Bob Brown"), "Old booth"),
        (MARKDOWN.format("事项|负责人", "旧展台", "张伟", "新展台", "张伟"), "旧展台"),
        (ods("事项|负责人", "out:旧展台|out:张伟", "新展台|张伟"), "旧展台"),
        (ods("Task name|Owner", "out2:Old booth|Bob Brown", "white:New booth|Bob Brown"), "Old booth"),
    ],
    ids=["xlsx", "markdown-en", "markdown-zh", "ods-zh", "ods-en"],
)
def test_a_row_that_is_struck_out_is_cancelled_and_told(workspace: Workspace, data: str | bytes, title: str) -> None:
    first, second = outcomes(lines(workspace, data))
    assert first == (title, "cancelled", ["import.struck"])
    assert second[1:] == ("not-started", [])


def test_a_struck_row_that_says_how_far_it_is_keeps_that(workspace: Workspace) -> None:
    first, _ = outcomes(lines(workspace, xlsx("done")))
    assert first == ("Old booth", "done", ["import.struck_besides"])


def test_another_cell_that_is_struck_out_is_no_struck_task(workspace: Workspace) -> None:
    first, _ = outcomes(lines(workspace, xlsx(column=2)))
    assert first == ("Old booth", "not-started", [])


def test_colours_of_an_opendocument_sheet_are_read_by_its_legend(workspace: Workspace) -> None:
    data = ods(
        "green:done", "red:blocked", "Task name|Owner", "green:Book|Bob Brown", "red:Print|Bob Brown", "Send|Bob Brown"
    )
    assert [line.action.status for line in lines(workspace, data)] == ["done", "blocked", "not-started"]


@pytest.mark.parametrize(
    ("opened", "closed", "head"),
    [
        ("OPEN ACTIONS", "CLOSED ACTIONS", "Action,Assigned to,Deadline"),
        ("Open items", "Completed items (2)", "Action,Assigned to,Deadline"),
        ("进行中事项", "已完成事项", "事项,负责人,截止日期"),
        ("未办结的工作：", "已办结的工作：", "事项,负责人,截止日期"),
    ],
)
def test_a_heading_above_a_table_says_how_far_its_tasks_are(
    workspace: Workspace, opened: str, closed: str, head: str
) -> None:
    text = f"{opened},,\n{head}\nFirst,Bob Brown,2026-03-20\n,,\n{closed},,\n{head}\nSecond,Bob Brown,2026-02-20\n"
    first, second = lines(workspace, text)
    assert (first.action.status in ("not-started", "in-progress"), second.action.status) == (True, "done")
    assert (first.action.task, second.action.task) == ("", "")


def test_a_heading_that_names_something_says_no_state(workspace: Workspace) -> None:
    text = "Complete the hall,,\nAction,Assigned to,Deadline\nFirst,Bob Brown,2026-03-20\n,,\n"
    text += "Open the shop,,\nAction,Assigned to,Deadline\nSecond,Bob Brown,2026-03-21\n"
    assert [line.action.status for line in lines(workspace, text)] == ["not-started", "not-started"]


@pytest.mark.parametrize(
    ("legend", "states"),
    [
        (("green = done", "red = blocked"), ["done", "blocked"]),
        (("绿=已完成", "红=受阻"), ["done", "blocked"]),
        (("red = done", "green = in progress"), ["in-progress", "done"]),
    ],
)
def test_a_legend_that_names_colours_explains_them(
    workspace: Workspace, legend: tuple[str, str], states: list[str]
) -> None:
    data = ods(f"{legend[0]}|{legend[1]}", "Task name|Owner", "green:Book|Bob Brown", "red:Print|Bob Brown")
    assert [line.action.status for line in lines(workspace, data)] == states


def test_colours_alone_in_a_column_of_states_are_told(workspace: Workspace) -> None:
    data = ods("Task name|Owner|Status", "Book|Bob Brown|green:", "Print|Bob Brown|red:", "Send|Bob Brown|done")
    assert read_action_table(data).coloured == "Status"


def test_colours_alone_in_a_column_of_states_are_read_by_the_legend(workspace: Workspace) -> None:
    data = ods(
        "green:done", "red:blocked", "Task name|Owner|Status", "Book|Bob Brown|green:", "Print|Bob Brown|red:",
        "green:Send|Bob Brown|in progress",
    )  # fmt: skip
    assert [line.action.status for line in lines(workspace, data)] == ["done", "blocked", "in-progress"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("🔴 stuck – bank statement missing", "blocked"),
        ("卡住了，等合同", "blocked"),
        ("on hold; no permit", "blocked"),
    ],
)
def test_words_on_progress_that_begin_with_a_block_are_blocked(workspace: Workspace, text: str, status: str) -> None:
    (line,) = lines(workspace, f'Task name,Owner,Where are we?\nBook,Bob Brown,"{text}"\n')
    assert (line.action.status, line.action.note) == (status, text)


def test_a_larger_thing_merged_left_of_what_is_done_is_the_parent(workspace: Workspace) -> None:
    found = lines(
        workspace, "重点事项,工作任务,负责人\n数字化,上线,张伟\n,立制度,陈静\n安全,查隐患,张伟\n,改预案,陈静\n"
    )
    assert [(line.action.task, line.action.title) for line in found[:2]] == [("数字化", "上线"), ("数字化", "立制度")]
