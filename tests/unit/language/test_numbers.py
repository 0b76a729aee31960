import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number
from collabtui.language.percents import find_percents


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("零", 0),
        ("一", 1),
        ("两", 2),
        ("九", 9),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("二十一", 21),
        ("九十九", 99),
        ("廿", 20),
        ("廿一", 21),
        ("卅", 30),
        ("一百", 100),
        ("两百", 200),
        ("一百零五", 105),
        ("一百二十", 120),
        ("三百二十一", 321),
        ("二〇二六", 2026),
        ("二零二六", 2026),
    ],
)
def test_a_chinese_numeral_is_a_number(numeral: str, number: int) -> None:
    assert chinese_number(numeral) == number


@pytest.mark.parametrize(
    "numeral", ["", "三五", "两三", "一两", "十十", "百", "零十", "一百二", "二〇", "廿廿", "一二三"]
)
def test_what_names_several_numbers_is_none(numeral: str) -> None:
    assert chinese_number(numeral) is None


@given(st.text(CHINESE_NUMERALS, max_size=8))
def test_any_numerals_are_a_number_or_none(numeral: str) -> None:
    number = chinese_number(numeral)
    assert number is None or 0 <= number <= 9999


SHARES = [
    ("30%", [30]),
    ("30 %", [30]),
    ("３０％", [30]),
    ("30 percent", [30]),
    ("30 per cent", [30]),
    ("30pct", [30]),
    ("thirty percent", [30]),
    ("a hundred percent", [100]),
    ("100%", [100]),
    ("0%", [0]),
    ("12.4% done", [12]),
    ("百分之三十", [30]),
    ("百分之30", [30]),
    ("百分之八十五", [85]),
    ("百分百", [100]),
    ("百分之百", [100]),
    ("三成", [30]),
    ("八成五", [85]),
    ("三成半", [35]),
    ("完成八成", [80]),
    ("已有三成了", [30]),
    ("一半", [50]),
    ("完成一半", [50]),
    ("完成了一半的工作", [50]),
    ("half", [50]),
    ("half done", [50]),
    ("half way", [50]),
    ("halfway there", [50]),
    ("half of it is done", [50]),
    ("about half", [50]),
    ("two thirds", [67]),
    ("two-thirds done", [67]),
    ("a third done", [33]),
    ("one third of it", [33]),
    ("three quarters", [75]),
    ("a quarter done", [25]),
    ("四分之三", [75]),
    ("三分之二", [67]),
    ("3分之2", [67]),
    ("完成了1/3", [33]),
    ("1/3 of the work is done", [33]),
    ("1 80% 3 40%", [80, 40]),
    ("2: 60%", [60]),
    ("进行中，60%", [60]),
    ("up to 80%", [80]),
    ("2 is 80 percents ready", [80]),
    ("1 is at 20 percents, 2 at 35 percents", [20, 35]),
    ("berth plan i have made the half", [50]),
    ("i have done the half of it", [50]),
    ("the half is done", [50]),
    ("sdk接了一半", [50]),
    ("2谈了一半", [50]),
]


@pytest.mark.parametrize(("text", "shares"), SHARES)
def test_shares_of_the_work_are_found_in_figures_and_in_words(text: str, shares: list[int]) -> None:
    found = find_percents(text)
    assert [one.value for one in found] == shares


@pytest.mark.parametrize(
    "text",
    [
        "150%",
        "30-40%",
        "30%-40%",
        "30~40%",
        "30%到40%",
        "30 to 40%",
        "降低20%",
        "投诉-20%",
        "+20%",
        "down 20%",
        "2-80%",
        "v30%",
        "1.80%",
        "八成要延期",
        "八成来不及",
        "三成员",
        "一成不变",
        "三五成群",
        "一半的人请假",
        "另一半",
        "过半",
        "大半",
        "快一半了",
        "一半以上",
        "不到一半",
        "half a day",
        "half an hour",
        "two and a half weeks",
        "the first half is done",
        "second half",
        "the other half",
        "half the team",
        "half-day off",
        "more than half",
        "a third party",
        "the third item",
        "last quarter",
        "1/3 done",
        "1/3完成",
        "3/4",
        "by 3/20",
        "120/150",
        "i have made the half marathon poster",
        "the other half is done",
        "80 percentsign",
        "少了一半",
        "",
    ],
)
def test_what_is_no_share_of_the_work_is_none(text: str) -> None:
    assert find_percents(text) == ()


def test_all_is_said_and_never_rounded_to() -> None:
    assert [one.value for one in find_percents("99.6% done")] == [99]


def test_a_share_says_where_it_stands() -> None:
    (share,) = find_percents("进度 ８０％ 了")
    assert "进度 ８０％ 了"[share.start : share.end] == "８０％"


@given(st.text() | st.text("0123456789%./ 成半一三分之百halftoird", max_size=20))
def test_any_text_has_shares_or_none(text: str) -> None:
    for share in find_percents(text):
        assert 0 <= share.value <= 100
        assert 0 <= share.start < share.end <= len(text)
