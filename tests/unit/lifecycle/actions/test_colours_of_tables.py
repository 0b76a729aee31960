"""Colours of cells: what the workbook says they stand for is read or asked about, and colours that nothing explains are
told."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_table import ALL_SHEETS
from collabtui.lifecycle.actions.importing.column_meanings import column_setting, table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import table_remarks, unknown_words
from collabtui.lifecycle.base.acting import Workspace
from collabtui.text.catalogue import Catalogue

GREEN, RED, BLUE = "FF92D050", "FFFF0000", "FF00B0F0"
TASKS = (("Label the uplinks", GREEN), ("Replace the switch", ""), ("Clean the rules", BLUE), ("New line", RED))


def fill(sheet: Worksheet, rows: Sequence[tuple[str, str]], first: int) -> None:
    for number, (text, colour) in enumerate(rows, first):
        cell = sheet.cell(number, 1, text)
        if colour:
            cell.fill = PatternFill("solid", fgColor=colour)


def workbook(legend: Sequence[tuple[str, str]], head: Sequence[str] = ("Task", "Owner")) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Network"
    sheet.append(list(head))
    fill(sheet, TASKS, 2)
    for number in range(2, 2 + len(TASKS)):
        sheet.cell(number, 2, "Bob Brown")
        if len(head) > 2:
            sheet.cell(number, 3, "in progress")
    fill(book.create_sheet("How to use"), legend, 1)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def read(workspace: Workspace, data: bytes, given: Mapping[str, str] = {}) -> tuple[ActionTable, list[ImportLine]]:
    acting = workspace.as_user("command")
    table = read_listed(acting, data, {**table_words(workspace.store), **given})
    return table, planned_import(acting, table)


def test_a_legend_on_a_sheet_of_its_own_says_the_states(workspace: Workspace) -> None:
    _, lines = read(workspace, workbook([("finished", GREEN), ("on hold", RED), ("in progress", BLUE)]))
    assert [line.action.status for line in lines] == ["done", "not-started", "in-progress", "blocked"]


def test_words_of_a_legend_that_are_no_states_are_asked_about_and_answered(workspace: Workspace) -> None:
    data = workbook([("finished", GREEN), ("cannot go on", RED)])
    _, lines = read(workspace, data)
    assert [line.action.status for line in lines] == ["done", "not-started", "not-started", "not-started"]
    (asked,) = unknown_words(lines, {})
    assert asked.name == "status:cannot go on"
    _, lines = read(workspace, data, dict([column_setting(f"{asked.name}=blocked")]))
    assert lines[3].action.status == "blocked"


def test_colours_that_nothing_explains_are_told(workspace: Workspace) -> None:
    table, lines = read(workspace, workbook([]))
    assert {line.action.status for line in lines} == {"not-started"}
    (told,) = (text for text in table_remarks(table, Catalogue("en")) if "colours" in text)
    assert told.startswith("The cells of “Task” have different colours")


@pytest.mark.parametrize("head", [("Task", "Owner", "Status")])
def test_beside_a_column_of_states_colours_say_nothing(workspace: Workspace, head: tuple[str, ...]) -> None:
    table, lines = read(workspace, workbook([("finished", GREEN), ("on hold", RED)], head))
    assert {line.action.status for line in lines} == {"in-progress"}
    assert table.coloured == ""


def test_all_sheets_read_together_have_one_legend(workspace: Workspace) -> None:
    data = workbook([("finished", GREEN), ("on hold", RED)])
    acting = workspace.as_user("command")
    table = read_listed(acting, data, table_words(workspace.store), ALL_SHEETS)
    assert next(line.action.status for line in planned_import(acting, table)) == "done"
