"""How wide the columns of a list are, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.widgets.line import GAP, as_content, fitting, folded, folded_facts, name_within, ref_room, shares

SIZES = ((12, 18), (8, 18), (11, 16))


@pytest.mark.parametrize(
    ("room", "widths"),
    [(40, [12, 8, 11]), (65, [12, 8, 11]), (75, [17, 10, 12]), (100, [18, 18, 16]), (200, [18, 18, 16])],
)
def test_columns_grow_with_the_room_once_the_title_has_its_own(room: int, widths: list[int]) -> None:
    assert shares(room, 28, *SIZES) == widths


@given(
    st.integers(0, 400), st.integers(0, 60), st.lists(st.tuples(st.integers(1, 20), st.integers(20, 40)), max_size=5)
)
def test_the_title_keeps_what_it_is_to_have_where_there_is_room(
    room: int, title: int, sizes: list[tuple[int, int]]
) -> None:
    widths = shares(room, title, *sizes)
    assert all(least <= width <= most for width, (least, most) in zip(widths, sizes, strict=True))
    left = room - sum(widths) - GAP * len(sizes)
    assert left >= title or widths == [least for least, _ in sizes]


@pytest.mark.parametrize(("room", "many"), [(16, 0), (27, 0), (28, 1), (43, 1), (44, 2), (200, 2)])
def test_a_column_without_room_beside_the_title_is_left_out(room: int, many: int) -> None:
    assert fitting(room, 16, (10, 18), (14, 36)) == many


def test_the_refs_of_a_list_have_the_room_of_the_longest() -> None:
    assert ref_room(["A1", "A20481"]) == 6
    assert ref_room([]) == ref_room(["A1"]) == 4


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("服务器不接受密码，请检查登录名。", 16, ["服务器不接受密", "码，请检查登录", "名。"]),
        ("新品上线协作会（11月23日）", 16, ["新品上线协作会", "（11月23日）"]),
        ("login refused by the server", 14, ["login refused", "by the server"]),
        ("看 collabtui@example.test 的来信", 30, ["看 collabtui@example.test 的来", "信"]),
    ],
)
def test_a_chinese_sentence_fills_its_lines_and_keeps_its_brackets(text: str, room: int, lines: list[str]) -> None:
    assert [one.plain.rstrip() for one in folded(as_content(text), room)] == lines


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("3月13日 16:00 · 已邀请", 20, ["3月13日 16:00 ·", "已邀请"]),
        ("M9 信息安全月度例会 · 已邀请 · 3月13日", 25, ["M9 信息安全月度例会 ·", "已邀请 · 3月13日"]),
        ("客户投诉专项周会和其他会议的安排", 20, ["客户投诉专项周会和其", "他会议的安排"]),  # no facts
        ("甲 · 供应商延期了两个星期", 20, ["甲 · 供应商延期了两", "个星期"]),  # longer than a word
        (
            "A28 Revise the policy  Muhammad Abdul-Rahman · 5 days overdue",
            50,
            ["A28 Revise the policy  Muhammad Abdul-Rahman ·", "5 days overdue"],
        ),
        ("A28 Revise  Muhammad Abdul-R. · 5 days overdue", 35, ["A28 Revise  Muhammad Abdul-R. · 5", "days overdue"]),
        ("A12 Update the product pages · Sun 19 Apr", 36, ["A12 Update the product pages ·", "Sun 19 Apr"]),
    ],
)
def test_a_short_fact_goes_below_whole(text: str, room: int, lines: list[str]) -> None:
    assert [one.plain.rstrip() for one in folded(as_content(text), room)] == lines


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("14:36 A1 写文案  陈静  截止 ? 3月6日（周五）", 40, ["14:36 A1 写文案  陈静", "  截止 ? 3月6日（周五）"]),
        ("14:36 A1 写文案  陈静  截止 ? 3月6日（周五）", 60, ["14:36 A1 写文案  陈静  截止 ? 3月6日（周五）"]),
        ("14:36 A1 Write  Bob Brown  due ? Fri 6 Mar", 40, ["14:36 A1 Write  Bob Brown", "  due ? Fri 6 Mar"]),
        ("客户投诉专项周会和其他会议  张伟", 20, ["客户投诉专项周会和其", "  他会议  张伟"]),
        ("甲  交付物：接口文档和用户说明", 20, ["甲  交付物：接口文档", "  和用户说明"]),  # longer than a line
        ("      … 一行  还没记下", 40, ["      … 一行  还没记下"]),
    ],
)  # fmt: skip
def test_no_fact_is_torn_that_has_room_on_a_line(text: str, room: int, lines: list[str]) -> None:
    assert [one.plain.rstrip() for one in folded_facts(as_content(text), room, "  ", 2)] == lines


LONG_NAME = "Alexandra Papadopoulos-Lindqvist"


@pytest.mark.parametrize(
    ("name", "room", "lines", "shown"),
    [
        ("Bob Brown", 9, 1, "Bob Brown"),
        ("Bob Brown", 8, 1, "Bob B."),
        ("Bob Brown", 8, 2, "Bob Brown"),  # on two lines
        (LONG_NAME, 22, 2, LONG_NAME),
        (LONG_NAME, 18, 2, "Alexandra P."),
        (LONG_NAME, 10, 1, "Alexandra"),
        ("Jean-Baptiste de La Fontaine", 16, 1, "Jean-Baptiste F."),
        ("Jean-Baptiste de La Fontaine", 11, 2, "Jean-B. F."),
        ("Jean-Baptiste de La Fontaine", 8, 2, "Jean-B."),
        ("欧阳建国", 4, 1, "欧阳建国"),  # it has no part that could stand for it
        ("", 4, 1, ""),
    ],
)
def test_a_name_without_room_is_said_in_short_and_not_cut(name: str, room: int, lines: int, shown: str) -> None:
    assert name_within(name, room, lines) == shown


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("状态 ▲ 进行中 █████ 50 %", 22, ["状态 ▲ 进行中 █████", "50 %"]),
        ("完成度 0 % → 50 %", 13, ["完成度 0 % →", "50 %"]),
    ],
)
def test_no_line_begins_with_the_sign_of_a_share(text: str, room: int, lines: list[str]) -> None:
    assert [one.plain.rstrip() for one in folded(as_content(text), room)] == lines
