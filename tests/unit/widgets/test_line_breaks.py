"""Line breaks of texts on the screen: between Chinese characters, never between a number and what it counts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from collabtui.text.width import breaks, cells
from collabtui.widgets.line import break_as_written


def lines(text: str, width: int) -> list[str]:
    places = [0, *breaks(text, width), len(text)]
    return [text[begin:end] for begin, end in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "width", "broken"),
    [
        ("还有 5 封邮件没有发出。", 56, ["还有 5 封邮件没有发出。"]),
        ("还有 5 封邮件没有发出，就留在发件箱里。", 20, ["还有 5 封邮件没有发", "出，就留在发件箱里。"]),
        ("40 个负责人中有 40 个不认识。", 18, ["40 个负责人中有 ", "40 个不认识。"]),
        ("申请 12月10日", 10, ["申请 ", "12月10日"]),
        ("请从 张伟、刘洋中指定一位", 14, ["请从 张伟、刘", "洋中指定一位"]),
        ("中" * 7, 5, ["中中", "中中", "中中", "中"]),
        ("abcdefgh中", 4, ["abcd", "efgh", "中"]),
        ("决定“冻结”。", 6, ["决定", "“冻", "结”。"]),
        ("截止 3月20日（周五）", 18, ["截止 ", "3月20日（周五）"]),
        ("编写接口文档（第2批）", 16, ["编写接口文", "档（第2批）"]),
        ("description（第2批）", 17, ["description", "（第2批）"]),  # longer than a line
        ("接口冻结（已经通知）", 16, ["接口冻结（已经通", "知）"]),
        ("answer due 5 Mar", 14, ["answer due ", "5 Mar"]),
        ("due Fri 12 Mar, late", 11, ["due ", "Fri 12 Mar, ", "late"]),
        ("room 105 Bob", 9, ["room 105 ", "Bob"]),  # no day
        ("part 5 of it", 7, ["part 5 ", "of it"]),
    ],
)
def test_a_line_breaks_where_a_writer_would(text: str, width: int, broken: list[str]) -> None:
    assert lines(text, width) == broken


@given(st.text(alphabet="ab 1中，。（）“”", max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    found = lines(text, width)
    assert "".join(found) == text
    assert all(cells(one.strip()) <= width for one in found)


def test_textual_breaks_so_too_and_latin_as_before() -> None:
    break_as_written()
    break_as_written()
    assert [one.plain for one in Content("还有 5 封邮件没有发出，就留在发件箱里。").wrap(20)] == [
        "还有 5 封邮件没有发",
        "出，就留在发件箱里。",
    ]
    assert [one.plain.rstrip() for one in Content("a mail has not left").wrap(10)] == ["a mail has", "not left"]
    assert [one.plain.rstrip() for one in Content("answer due 5 Mar").wrap(12)] == ["answer due", "5 Mar"]
