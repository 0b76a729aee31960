"""People of one cell who are marked with their part, and legends whose word may mean two states, or whose signs are
small letters."""

from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from collabtui.domain.people import Person
from collabtui.formats.actions.supporters import marked_people
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, data: bytes, **given: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, data, given))


def people_of(workspace: Workspace, cell: str) -> tuple[str, list[str], list[str]]:
    """Owner, who helps, and what is told."""
    (line,) = lines_of(workspace, f'任务,负责人\n回滚方案,"{cell}"\n'.encode())
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    helping = [names[one.person] for one in line.action.collaborators]
    return names.get(line.action.owner or "", ""), helping, [one.key for one in line.remarks]


@pytest.mark.parametrize(
    "cell",
    [
        "张伟(主)/陈静(协)",
        "陈静（协助）、张伟（主办）",
        "陈静, 张伟 (lead)",
        "张伟，陈静（配合）",
        "陈静(支持)\n张伟(牵头)",
    ],
)
def test_who_is_marked_as_owner_owns_and_the_others_help(workspace: Workspace, cell: str) -> None:
    assert people_of(workspace, cell) == ("张伟", ["陈静"], [])


def test_a_stranger_among_those_who_are_marked_is_asked_about(workspace: Workspace) -> None:
    assert people_of(workspace, "张伟(主)/钱七(协)") == ("张伟", [], ["import.stranger"])
    assert people_of(workspace, "钱七(主)/张伟(协)") == ("", ["张伟"], ["import.stranger"])


def test_nobody_supports_where_nobody_else_is_known(workspace: Workspace) -> None:
    owner, helping, told = people_of(workspace, "张伟(手机)/钱七(电脑)")
    assert (owner, helping, "import.first_owns" in told, "import.stranger" in told) == ("张伟", [], False, True)


@pytest.mark.parametrize(
    "cell", ["张伟(主)、陈静(主)", "张伟(手机)、陈静(协)", "张伟(主)", "张伟、陈静", "张伟、陈静、李雷(协)"]
)
def test_marks_that_leave_more_than_one_owner_or_none_say_nothing(cell: str) -> None:
    assert marked_people(cell) == {}


def coloured(*legend: str) -> bytes:
    book, file = Workbook(), BytesIO()
    sheet = book.active
    for row in (("任务", "负责人", "情况"), ("量房", "张伟", ""), ("报价", "张伟", ""), ("拆旧", "张伟", "")):
        sheet.append(row)
    for number, colour in enumerate(("00B050", "FFC000", "FF0000"), 2):
        sheet.cell(number, 3).fill = PatternFill("solid", fgColor=colour)
    for line in legend:
        sheet.append([line])
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("legend", "state"),
    [
        ("说明：绿=完成，黄=进行中，红=延期", "in-progress"),
        ("说明：绿=完成，黄=进行中，红=延后", "blocked"),
        ("green = done, yellow = in progress, red = delayed", "in-progress"),
    ],
)
def test_a_colour_that_may_mean_two_states_is_told(workspace: Workspace, legend: str, state: str) -> None:
    found = [(one.action.status, [told.key for told in one.remarks]) for one in lines_of(workspace, coloured(legend))]
    read = f"import.read_{state.replace('-', '_')}"
    assert found == [("done", []), ("in-progress", []), (state, [read])]


def test_a_sign_that_may_mean_two_states_is_told(workspace: Workspace) -> None:
    text = "任务,负责人,状态\n设计,张伟,○\n开发,陈静,▲\n○=已完成；▲=延期,,\n"
    first, second = lines_of(workspace, text.encode())
    assert (first.action.status, [*first.remarks]) == ("done", [])
    assert (second.action.status, [one.key for one in second.remarks]) == ("in-progress", ["import.read_in_progress"])


def test_small_letters_of_a_legend_are_states(workspace: Workspace) -> None:
    text = "Task,Owner,Status\nDesks,Bob Brown,a\nPlan,Bob Brown,c\nBoxes,Bob Brown,b\n"
    found = lines_of(workspace, f"{text}a = running; b = not started; c = finished,,\n".encode())
    assert [one.action.status for one in found] == ["in-progress", "done", "not-started"]
    assert read_action_table(f"{text}\n".encode()).rows[0].text("status") == "a"


@pytest.mark.parametrize("asked", ["rag:r red", "rag:r"])
def test_a_letter_is_answered_as_it_stands_and_as_it_is_asked_about(workspace: Workspace, asked: str) -> None:
    text = b"Task,Owner,RAG\nSigns,Bob Brown,R\nTills,Bob Brown,B\nLegend: R=red; B=done,,\n"
    first = lines_of(workspace, text)[0]
    assert [one.values.get("value") for one in first.remarks] == ["R red"]
    assert lines_of(workspace, text, **{asked: "blocked"})[0].action.status == "blocked"
