"""What a cell says beside the value that it was read as stays with its task, or is told."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import table_remarks
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people
from collabtui.text.catalogue import Catalogue


@pytest.fixture
def ward(workspace: Workspace) -> Workspace:
    people = (("刘洋", "护理部"), ("孙涛", "急诊科"), ("Sofia Marin", "Engineering"))
    drafts = [
        PersonDraft(name=name, email=f"w{number}@example.test", department=department)
        for number, (name, department) in enumerate(people)
    ]
    edit_people.import_people(workspace.as_user("command"), drafts)
    return workspace


def read(workspace: Workspace, data: bytes | str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    text = data.encode() if isinstance(data, str) else data
    return planned_import(acting, read_listed(acting, text, table_words(workspace.store)))


def workbook(*rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    for place in merged:
        book.active.merge_cells(place)
    book.save(file)
    return file.getvalue()


def remarks(line: ImportLine) -> list[tuple[str, object]]:
    return [(one.key, one.values.get("value")) for one in line.remarks]


def test_a_heading_that_is_merged_over_some_rows_is_no_parent_of_those_behind(ward: Workspace) -> None:
    found = read(
        ward,
        workbook(
            ("条款", "整改任务", "责任人", "完成时限"),
            ("3.1 身份识别", "修订腕带制度", "刘洋", "2026-03-06"),
            (None, "腕带扫码", "孙涛", "2026-03-20"),
            ("3.4 手卫生",),
            (None, "补装消毒剂", "刘洋", "2026-03-10"),
            ("3.9 危急值", "危急值演练", "孙涛", "2026-03-18"),
            merged=("A2:A3",),
        ),
    )
    assert [line.action.task for line in found] == ["3.1 身份识别", "3.1 身份识别", "3.4 手卫生", "3.9 危急值"]


def test_the_department_of_a_task_that_nobody_owns_stays_in_the_note(ward: Workspace) -> None:
    rows = "任务,主责科室,责任人,完成时限\n督查手卫生,院感科,,3月20日\n修订制度,护理部,刘洋,3月20日\n盘点,-,,3月20日\n"
    assert [line.action.note for line in read(ward, rows)] == ["主责科室: 院感科", "", ""]


def test_a_department_that_helps_is_told_once_with_who_stands_for_it(ward: Workspace) -> None:
    one, two = read(ward, "任务,责任人,配合科室\n补装,孙涛,护理部（提供点位）\n演练,孙涛,护理部\n")
    assert [helper.support for helper in one.action.collaborators] == ["提供点位"]
    assert (remarks(one), remarks(two)) == ([("import.department_helps", "护理部")], [])


def test_a_stranger_is_kept_under_the_column_that_names_him(ward: Workspace) -> None:
    (line,) = read(ward, "任务,责任人,完成时限\n布展,牵头：刘洋；配合：永大公司,3月20日\n")
    assert line.action.note == "责任人: 永大公司"


def test_what_is_waited_for_stays_in_the_note(ward: Workspace) -> None:
    rows = "Task,Owner,Status\nAudit,Sofia Marin,Awaiting supplier\nTest,Sofia Marin,Waiting\n"
    found = [(line.action.status, line.action.note) for line in read(ward, rows)]
    assert found == [("blocked", "Awaiting supplier"), ("blocked", "")]


def test_days_that_only_say_how_far_a_task_is_are_told(ward: Workspace) -> None:
    acting = ward.as_user("command")
    table = read_listed(acting, "任务,责任人,要求完成,实际完成\n校准,刘洋,3月2日,2月27日\n".encode(), {})
    told = list(table_remarks(table, Catalogue("zh")))
    assert [text for text in told if "实际完成" in text]
    ours = read_listed(acting, "Ref,任务,实际完成\nA1,校准,2月27日\n".encode(), {})
    assert not [text for text in table_remarks(ours, Catalogue("zh")) if "实际完成" in text]
