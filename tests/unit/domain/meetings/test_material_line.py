"""Lines of material as people write them: what it is, who brings it, and whether it says where it is to be read."""

import pytest

from collabtui.domain.meetings.material_line import MaterialLine, as_read, has_link, read_material, with_names


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("背景资料 @张伟", MaterialLine("背景资料", ("张伟",), is_marked=True)),
        ("背景资料 @张伟、@李明", MaterialLine("背景资料", ("张伟", "李明"), is_marked=True)),
        ("Cost sheet (@Bob Brown)", MaterialLine("Cost sheet", ("Bob Brown",), is_marked=True)),
        ("Cost sheet (Bob Brown)", MaterialLine("Cost sheet", ("Bob Brown",))),
        ("Cost sheet (Bob and Ann)", MaterialLine("Cost sheet", ("Bob", "Ann"))),
        ("测试报告：（张伟、李明）", MaterialLine("测试报告", ("张伟", "李明"))),
        ("(Bob Brown)", MaterialLine("(Bob Brown)")),  # brackets alone name nothing that somebody brings
        ("Cost sheet", MaterialLine("Cost sheet")),
        ("ask bob@example.test", MaterialLine("ask bob@example.test")),  # an address is nobody's name
    ],
)
def test_what_it_is_and_who_brings_it(line: str, read: MaterialLine) -> None:
    assert read_material(line) == read


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("背景资料 @张伟、@李明", "背景资料（张伟、李明）"),
        ("Cost sheet @Bob Brown, @Ann Fox", "Cost sheet (Bob Brown, Ann Fox)"),
        ("Cost sheet (Bob Brown)", "Cost sheet (Bob Brown)"),
        ("Cost sheet", "Cost sheet"),
    ],
)
def test_a_reader_sees_the_names_in_the_brackets_of_his_language(line: str, shown: str) -> None:
    assert as_read(line) == shown


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("报价 https://files.example.test/1", True),
        ("see www.example.test", True),
        ("file://server/cost.xlsx", True),
        ("HTTP://EXAMPLE.TEST", True),
        ("cost.xlsx", False),
        ("https://", False),
    ],
)
def test_a_link_says_where_it_is_to_be_read(line: str, *, links: bool) -> None:
    assert has_link(line) == links


def test_material_that_nobody_is_known_to_bring_stands_without_brackets() -> None:
    assert with_names("背景资料", ()) == "背景资料"
    assert with_names("背景资料", ("张伟",)) == "背景资料（张伟）"
