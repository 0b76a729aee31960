"""People in workbooks: as HR and teams keep them, with titles above, several sheets, and rows of others below."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from collabtui.errors import Refused
from collabtui.formats.people.people_files import people_in

Sheet = tuple[str, Sequence[Sequence[object]]]


def workbook(*sheets: Sheet, hidden: str = "") -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name == hidden:
            sheet.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


ZHANG = ("张伟", "Zhang@corp.test", "研发部")
CHEN = ("陈静", "chen@corp.test", "市场部")
HEAD = ("姓名", "邮箱", "部门")


@pytest.mark.parametrize(
    ("sheets", "found"),
    [
        ([("Sheet1", [HEAD, ZHANG, CHEN])], ["张伟 研发部", "陈静 市场部"]),
        ([("通讯录", [("2026 年通讯录",), (), ("更新：人力资源部",), HEAD, ZHANG])], ["张伟 研发部"]),
        ([("研发", [HEAD, ZHANG]), ("市场", [HEAD, CHEN])], ["张伟 研发部", "陈静 市场部"]),
        ([("说明", [("请勿外传",)]), ("名单", [HEAD, ZHANG])], ["张伟 研发部"]),
        ([("全部", [HEAD, ZHANG, CHEN]), ("研发", [HEAD, ZHANG])], ["张伟 研发部", "陈静 市场部"]),
        (
            [
                (
                    "Staff",
                    [("Email", "First name", "Last name", "Phone", "Seat"), ("bob@c.test", "Bob", "Brown", 4711, 3)],
                )
            ],
            ["Bob Brown "],
        ),
    ],
    ids=["plain", "title-above", "two-sheets", "no-people-sheet", "twice-alike", "english"],
)
def test_people_of_a_workbook(sheets: list[Sheet], found: list[str]) -> None:
    people = people_in("people.xlsx", workbook(*sheets)).drafts
    assert [f"{one.name} {one.department or ''}" for one in people] == found
    assert all(one.email == one.email.casefold() for one in people)


def test_a_title_above_the_names_of_columns_is_passed_over_in_csv_too() -> None:
    people = people_in("people.csv", "2026 年通讯录,,\n姓名,邮箱,部门\n张伟,zhang@corp.test,研发部\n".encode()).drafts
    assert [one.name for one in people] == ["张伟"]


def test_who_stands_on_a_hidden_sheet_is_not_read() -> None:
    data = workbook(("在职", [HEAD, ZHANG]), ("离职", [HEAD, CHEN]), hidden="离职")
    assert [one.name for one in people_in("people.xlsx", data).drafts] == ["张伟"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (workbook(("Sheet1", [("任务", "负责人"), ("设计", "张伟")])), "people.no_email_column"),
        (workbook(("Sheet1", [])), "people.none"),
        (workbook(("A", [HEAD, ZHANG]), ("B", [HEAD, ("张三", *ZHANG[1:])])), "people.twice"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "table.old_excel"),
        (b"PK\x03\x04" + bytes(60), "table.broken"),
    ],
    ids=["tasks", "empty", "two-names", "old", "broken"],
)
def test_what_holds_no_people_says_why(data: bytes, key: str) -> None:
    with pytest.raises(Refused) as caught:
        people_in("people.xlsx", data)
    assert caught.value.key == key
