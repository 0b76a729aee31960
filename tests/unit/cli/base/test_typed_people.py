"""People as one types them on the command line: name and address in one, a department in brackets or one letter off."""

import json

import pytest

from support.command_line import Type

pytestmark = pytest.mark.usefixtures("office")


def _people(typed: Type) -> dict[str, tuple[str, str]]:
    return {one["name"]: (one["email"], one["department"] or "") for one in json.loads(typed("person list --json").out)}


@pytest.mark.parametrize(
    ("written", "name", "address", "department"),
    [
        (["孙七<sun@example.test>"], "孙七", "sun@example.test", ""),
        (["孙七 ＜sun＠example.test＞"], "孙七", "sun@example.test", ""),
        (["Smith, John <js@example.test>"], "John Smith", "js@example.test", ""),
        (["赵六（市场部）", "zl@example.test"], "赵六", "zl@example.test", "市场部"),
        (["赵六(市场部) <zl@example.test>"], "赵六", "zl@example.test", "市场部"),
        (["赵六（市场部）", "zl@example.test", "--department", "财务部"], "赵六", "zl@example.test", "财务部"),
        (["王芳（外聘）", "wang2@example.test"], "王芳（外聘）", "wang2@example.test", ""),
    ],
)
def test_they_are_added_as_they_are_meant(
    typed: Type, written: list[str], name: str, address: str, department: str
) -> None:
    assert typed(["person", "add", *written]).code == 0
    assert _people(typed)[name] == (address, department)


def test_without_an_address_nobody_is_added(typed: Type) -> None:
    refused = typed(["person", "add", "郑十"])
    assert (refused.code, "郑十" in _people(typed)) == (1, False)


def test_a_department_one_letter_off_is_asked_about_and_a_new_one_is_not(typed: Type) -> None:
    typed(["person", "add", "孙七", "sun@example.test", "--department", "采购部"])
    for line in (["person", "add", "周八", "zhou@example.test"], ["person", "edit", "孙七"]):
        refused = typed([*line, "--department", "采够部"])
        assert (refused.code, "是指采购部吗" in refused.err) == (1, True)
    assert "采够部" not in typed("department list").out
    assert typed(["person", "add", "周八", "zhou@example.test", "--department", "采够部", "--new-department"]).code == 0
    assert _people(typed)["周八"][1] == "采够部"
    assert typed(["person", "add", "吴九", "wu@example.test", "--department", "采购二部"]).code == 0


def test_words_in_brackets_are_a_department_where_the_office_has_one_called_so(typed: Type) -> None:
    typed(["person", "add", "孙七", "sun@example.test", "--department", "Engineering"])
    assert typed(["person", "add", "Eve (Engineering)", "eve@example.test"]).code == 0
    assert typed(["person", "add", "Ivy (Contractor)", "ivy@example.test"]).code == 0
    refused = typed(["person", "add", "Ann (Engneering)", "ann@example.test"])
    assert (refused.code, "Engineering" in refused.err) == (1, True)
    people = _people(typed)
    assert people["Eve"] == ("eve@example.test", "Engineering")
    assert people["Ivy (Contractor)"] == ("ivy@example.test", "")
    assert not [name for name in people if name.startswith("Ann")]


def test_of_two_addresses_none_is_dropped(typed: Type) -> None:
    refused = typed(["person", "add", "孙七 <sun@example.test>", "sun2@example.test"])
    assert (refused.code, "sun@example.test、sun2@example.test" in refused.err) == (1, True)
    assert "孙七" not in _people(typed)
    assert typed(["person", "add", "孙七 <sun@example.test>", "Sun@example.test"]).code == 0


@pytest.mark.parametrize(
    "written", ["王芳 <fang@example.test>", "王芳 ＜fang@example.test＞", "Wang F. <fang@example.test>"]
)
def test_an_owner_may_be_pasted_as_a_mail_program_gives_him(typed: Type, written: str) -> None:
    typed(["person", "add", "王芳", "fang@example.test"])
    assert typed(["action", "add", "测试水压", "--owner", written, "--due", "3/9"]).code == 0
    assert [one["owner"]["name"] for one in json.loads(typed("action list --json").out)] == ["王芳"]


def test_an_owner_whose_name_and_address_are_two_peoples_is_nobody(typed: Type) -> None:
    typed(["person", "add", "王芳", "fang@example.test"])
    typed(["person", "add", "孙七", "sun@example.test"])
    for written, words in (
        ("王芳 <wf@example.test>", "王芳 的邮箱是 fang@example.test"),
        ("王芳 <sun@example.test>", "sun@example.test 是 孙七 的邮箱"),
        ("周八 <zhou@example.test>", "没有叫"),
    ):
        refused = typed(["action", "add", "测试水压", "--owner", written])
        assert (refused.code, words in refused.err) == (1, True), refused.err
    assert json.loads(typed("action list --json").out) == []
