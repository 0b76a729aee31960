"""13号签: a day of the month without its month, before nothing but what is done then."""

from datetime import date

import pytest

from collabtui.language.dates.find_days import find_days


def days(text: str) -> list[date | None]:
    return [one.day for one in find_days(text, locale="zh", written=date(2026, 3, 4))]


@pytest.mark.parametrize(
    "text",
    [
        "13号签",
        "合同13号签字",
        "13号再去验收",
        "13号厂家来装，",
        "13号定",
        "13号才能给",
        "13号我们统一盘点。",
        "3/13验收",
    ],
)
def test_it_is_a_day(text: str) -> None:
    assert days(text) == [date(2026, 3, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "3号开关坏了",
        "3号签了",
        "3号楼验收",
        "3号测试环境",
        "2号送货车",
        "3号装好了",
        "3号做完了",
        "去年做的",
        "5号来不及",
    ],
)
def test_the_number_of_a_thing_is_none(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(("text", "day"), [("合同下周五签", 13), ("2 合同周五签", 6), ("同事周五来", 6)])
def test_what_ends_in_the_same_is_no_such_week(text: str, day: int) -> None:
    assert days(text) == [date(2026, 3, day)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("new date is 17 march", [date(2026, 3, 17)]),
        ("photos come on the 3rd, 17 march", [date(2026, 3, 17)]),
        ("2 may, 3 may not", []),
        ("the 4 march past", []),
    ],
)
def test_a_month_that_is_a_verb_elsewhere_is_none_at_the_end_behind_a_number(text: str, found: list[date]) -> None:
    assert [one.day for one in find_days(text, locale="en", written=date(2026, 3, 4)) if one.day][-1:] == found
