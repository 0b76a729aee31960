"""A correction in words leads to the line that it means, with the day or number that it asks for put in."""

from datetime import date

import pytest

from collabtui.domain.meetings.meeting import Correction
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.lifecycle.minutes.corrected_wording import ReadAs, named_line, proposed_text

ZH, EN = ReadAs("zh", date(2026, 11, 23)), ReadAs("en", date(2026, 11, 23))
LINES = (
    MinutesLine(ref="D1", kind="decision", text="新品12月20日前上线，预算30万元"),
    MinutesLine(ref="A1", kind="action", text="准备物料", due=date(2026, 12, 20)),
    MinutesLine(ref="D2", kind="decision", text="Go live by 11 December"),
)


@pytest.mark.parametrize(
    ("text", "read", "meant", "begins"),
    [
        ("决定里的日期应该是12月22日，不是12月20日", ZH, "D1", "新品12月22日前上线，预算30万元"),
        ("D1 预算是40万元", ZH, "D1", "新品12月20日前上线，预算40万元"),
        ("D2: the date is 14 December, not 11 December", EN, "D2", "Go live by 14 December"),
        ("the date has to be 14 December, not 11 December", EN, "D2", "Go live by 14 December"),
        ("D2 is wrong", EN, "D2", "Go live by 11 December"),
        ("D1 应该是12月22日或12月24日", ZH, "D1", "新品12月20日前上线，预算30万元"),
    ],
)
def test_the_line_is_found_by_the_value_that_is_wrong(text: str, read: ReadAs, meant: str, begins: str) -> None:
    line = named_line(Correction(text=text), LINES, read)
    assert line is not None
    assert (line.ref, proposed_text(line, Correction(text=text), read)) == (meant, begins)


@pytest.mark.parametrize("text", ["应该是12月22日，不是12月20日", "日期不对", "少了一条：预算归市场部"])
def test_where_several_lines_have_it_or_none_a_person_chooses(text: str) -> None:
    assert named_line(Correction(text=text), LINES, ZH) is None


@pytest.mark.parametrize(
    ("line", "text", "read", "begins"),
    [
        ("接口冻结日为3月4日", "D1: 日期应为3月5日", ZH, "接口冻结日为3月5日"),
        ("接口冻结日为3月4日", "D1：冻结日应该是3月5日，不是3月4日", ZH, "接口冻结日为3月5日"),
        ("接口冻结日为3月4日", "D1：接口冻结日改为3月5日", ZH, "接口冻结日改为3月5日"),
        ("接口冻结日为3月4日", "D1：日为3月5日或3月6日", ZH, "接口冻结日为3月4日"),
        ("预算20万元", "D1: 30万元", ZH, "预算30万元"),
        ("interface frozen on 4 March", "D1: frozen on 5 March", EN, "interface frozen on 5 March"),
        ("Interface frozen on 4 March", "D1: the date should be 5 March", EN, "Interface frozen on 5 March"),
        ("Interface frozen on 4 March", "D1: Interface frozen from 5 March", EN, "Interface frozen from 5 March"),
        ("Budget of 20 000 euros", "D1: of 30 000 euros", EN, "Budget of 30 000 euros"),
        ("4 March", "D1: 5 March", EN, "5 March"),
        ("Who pays the licence", "D1: Who pays the licences", EN, "Who pays the licences"),
    ],
)
def test_a_wording_of_the_value_alone_leaves_the_rest_of_the_line(
    line: str, text: str, read: ReadAs, begins: str
) -> None:
    of_minutes = MinutesLine(ref="D1", kind="decision", text=line)
    assert proposed_text(of_minutes, Correction(text=text), read) == begins
