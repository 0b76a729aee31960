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
