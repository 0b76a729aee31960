"""`action list --filter`: the line of the screens, on the shell."""

import pytest

from support.command_line import Type

pytestmark = pytest.mark.usefixtures("configured")


@pytest.fixture
def listed(typed: Type) -> Type:
    """A1 is 张伟's and due, A2 陈静's without a date, A3 is 张伟's and done."""
    typed("person add 张伟 zhang@example.test --department 研发部")
    typed("person add 陈静 chen@example.test --department 市场部")
    typed("action add 写接口文档 --owner 张伟 --due 2026-03-10")
    typed("action add 写培训材料 --owner 陈静")
    typed("action add 写测试报告 --owner 张伟 --due 2026-03-11")
    typed("action update A3 --status done")
    return typed


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ("", ["A1", "A2"]),
        ("all", ["A1", "A3", "A2"]),
        ("-接口", ["A2"]),
        ("due:none", ["A2"]),
        ("owner:张,陈 all -报告", ["A1", "A2"]),
        ("dept:市场,研发", ["A1", "A2"]),
        ("A3 all", ["A3"]),
        ("A1,A2", ["A1", "A2"]),
        ("done", ["A3"]),
    ],
)
def test_the_line_of_the_screens_filters(listed: Type, line: str, refs: list[str]) -> None:
    said = listed("action", "list", "--json", "--filter", line)
    assert [one["ref"] for one in said.json] == refs


def test_what_means_nothing_is_said(listed: Type) -> None:
    said = listed("action", "list", "--filter", "owner:nobody")
    assert said.code == 1
    assert "nobody" in said.err


def test_me_is_who_works_here(listed: Type) -> None:
    assert [one["ref"] for one in listed("--as", "张伟", "action", "list", "--json", "--filter", "owner:me").json] == [
        "A1"
    ]


def test_a_departments_former_name_finds_its_things(listed: Type) -> None:
    listed("department rename 市场部 品牌部")
    listed("department merge 研发部 品牌部")
    for name in ("市场部", "品牌部", "研发部"):
        assert [one["ref"] for one in listed("action", "list", "--json", "--filter", f"dept:{name}").json] == [
            "A1",
            "A2",
        ]
    listed("person add 王芳 fang@example.test --department 市场部二")
    assert listed("action", "list", "--filter", "dept:不是部门").code == 1
