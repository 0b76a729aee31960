"""From when until when an absence note says that somebody is away: certain, or nothing."""

from datetime import date
from typing import Literal

import pytest

from collabtui.language.away_days import before_away, is_of_writer, is_ruled_out, read_absence
from collabtui.language.dates.day_range import read_range

WRITTEN = date(2026, 3, 6)
Days = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "locale", "days"),
    [
        ("I am out of office from 9 March to 13 March.", "en", ((3, 9), (3, 13))),
        ("Thanks.\nI am on leave until 2026-03-13. For urgent matters ask Bob.", "en", ((3, 6), (3, 13))),
        ("I am away and back on 16 March.", "en", ((3, 6), (3, 15))),
        ("I'm out until the 18th with limited access.", "en", ((3, 6), (3, 18))),
        ("I'm on annual leave until 13 March and will reply when back on Monday 16 March.", "en", ((3, 6), (3, 13))),
        ("On holiday till Friday 13 March, back on the 16th. Please ask Ana.", "en", ((3, 6), (3, 13))),
        ("I am currently out of the office with limited access to email, returning 3/27.", "en", ((3, 6), (3, 26))),
        ("Out of office 20/03/2026 - 24/03/2026", "en", ((3, 20), (3, 24))),
        ("I will be away next week. Carol will deputise.", "en", ((3, 9), (3, 15))),
        ("I am out of the office this week.", "en", ((3, 6), (3, 8))),
        ("I'm on parental leave, returning on 16 March.", "en", ((3, 6), (3, 15))),
        ("下周休假，有事找吴刚", "zh", ((3, 9), (3, 15))),
        ("我3月9日至3月13日休假，急事请联系李娜。", "zh", ((3, 9), (3, 13))),
        ("出差到3月13日。", "zh", ((3, 6), (3, 13))),
        ("您好，我正在休假，3月16日返回。", "zh", ((3, 6), (3, 15))),
        ("I am out of office 9-13 March.", "en", ((3, 9), (3, 13))),
        ("I am away 9–13 March and back on 16 March.", "en", ((3, 9), (3, 13))),
        ("I'm on leave from the 9th to the 13th of March 2026.", "en", ((3, 9), (3, 13))),
        ("Away March 9 to 13, back March 16.", "en", ((3, 9), (3, 13))),
        ("I am out of the office Mon, March 30 - Fri, April 3.", "en", ((3, 30), (4, 3))),
        ("Away 30 March-3 April", "en", ((3, 30), (4, 3))),
        ("On leave December 28 – January 3.", "en", ((12, 28), (1, 3))),
        ("On leave 28 December to 3 January 2027.", "en", ((12, 28), (1, 3))),
        ("3月9日至13日休假，16日返回", "zh", ((3, 9), (3, 13))),
        ("9日-13日休假", "zh", ((3, 9), (3, 13))),
        ("休假9号到13号", "zh", ((3, 9), (3, 13))),
        ("三月九日至十三日出差", "zh", ((3, 9), (3, 13))),
        ("3月9日（周一）上午~13日（周五）下午请假", "zh", ((3, 9), (3, 13))),
        ("年假：2026/3/9-2026/3/13", "zh", ((3, 9), (3, 13))),
        ("年假 3.9—3.13", "zh", ((3, 9), (3, 13))),
        ("away 2026-03-02 to 2026-03-13", "en", ((3, 2), (3, 13))),
        ("On holiday till Friday 13 March, back on the 16th.", "en", ((3, 6), (3, 13))),
        ("I'll be back in the office on Monday, 16 March.", "en", ((3, 6), (3, 15))),
        ("I'm OOO until 12 March.", "en", ((3, 6), (3, 12))),
        ("本周出差", "zh", ((3, 6), (3, 8))),
        ("休产假至2026年8月1日", "zh", ((3, 6), (8, 1))),
        ("我3月9号到13号不在", "zh", ((3, 9), (3, 13))),
        # while he is away already
        ("I am away 2-13 March.", "en", ((3, 2), (3, 13))),
        ("我3月2日至3月13日休假", "zh", ((3, 2), (3, 13))),
        ("2日-13日休假", "zh", ((3, 2), (3, 13))),
    ],
)
def test_what_is_certain(text: str, locale: Literal["zh", "en"], days: tuple[Days, Days]) -> None:
    found = read_absence(text, locale=locale, written=WRITTEN)
    assert found is not None
    assert tuple((one.month, one.day) for one in (found.first, found.last)) == days
    assert text[found.start : found.end].strip() == text[found.start : found.end] != ""


WEDNESDAY, SATURDAY = 4, 7


@pytest.mark.parametrize(
    ("text", "written", "days"),
    [
        ("周一至周五休假", WEDNESDAY, (2, 6)),
        ("我周一到周五休假", WEDNESDAY, (2, 6)),
        ("本周一至五出差", WEDNESDAY, (2, 6)),
        ("I am on leave Monday to Friday.", WEDNESDAY, (2, 6)),
        ("I am on leave this Mon-Fri.", WEDNESDAY, (2, 6)),
        ("Away from Mon through Fri, back on 9 March.", WEDNESDAY, (2, 6)),
        ("周一至周三休假", WEDNESDAY, (2, 4)),
        ("周四至周五休假", WEDNESDAY, (5, 6)),
        ("Away Thursday to Tuesday", WEDNESDAY, (5, 10)),
        ("周五至周一休假", WEDNESDAY, (6, 9)),
        ("周五至周一休假", SATURDAY, (6, 9)),
        # all its days are past
        ("周一至周二休假", WEDNESDAY, (9, 10)),
        ("周一至周五休假", SATURDAY, (9, 13)),
        ("Away Monday to Friday.", SATURDAY, (9, 13)),
        # another week is named
        ("下周一至周五休假", WEDNESDAY, (9, 13)),
        ("away next Monday to Friday", WEDNESDAY, (9, 13)),
        ("3月9日周一至周五休假", WEDNESDAY, (9, 13)),
        # it is no week
        ("每周一至周五休假", WEDNESDAY, None),
        ("Away every Monday to Friday", WEDNESDAY, None),
        ("周一至周一休假", SATURDAY, (9, 9)),
    ],
)
def test_days_of_the_week_are_those_of_the_week_that_is(text: str, written: int, days: Days | None) -> None:
    found = read_absence(text, locale="zh", written=date(2026, 3, written))
    assert (found and (found.first.day, found.last.day)) == days


@pytest.mark.parametrize(("text", "locale"), [("周一至周五", "zh"), ("Monday to Friday", "en"), ("Mon–Fri", "en")])
def test_who_types_days_of_the_week_means_this_one(text: str, locale: Literal["zh", "en"]) -> None:
    assert read_range(text, locale=locale, written=date(2026, 3, 4)) == (date(2026, 3, 2), date(2026, 3, 6))


@pytest.mark.parametrize(
    "text",
    [
        "I am out of office.",
        "From this week I'm on parental leave",
        "Starting next week I am on leave",
        "I am on leave as of this week.",
        "I am on leave next week onwards",
        "I'm away from next week on",
        "Beginning this week, I am on maternity leave",
        "本周起我休产假",
        "下周起休年假",
        "我从下周开始休假",
        "从下周休假",
        "自本周起出差",
        "这周开始休陪产假",
        "I am away on Tuesday next week.",
        "I am away, back next week.",
        "I am away next week or the week after.",
        "下周三休假",
        "I get back to you on 16 March.",
        "I was on leave until 13 March and 16 March.",
        "I'm out until the 18th and the 20th",
        "I am away on 9 March.",
        "I am away until 9 March or 13 March.",
        "I am away on 9 March and 10 March until 13 March.",
        "I was away until 2 March.",
        "我3月9日在休假，3月12日返回，3月20日再出差。",
        "The meeting of 9 March moves to 13 March.",
        "如果3月9日休假到3月13日，请告知。",
        "",
        "I am away 9-13.",
        "I am away 28-3 March.",
        "I am away until 13-14 March.",
        "I am away, back 13-14 March.",
        "I am away 2-5 March.",
        "I am out of office 9-13 March, 23-27 March.",
        "我3月9日到3月13日不在办公室，3月11日下午除外",
        "3月31日至32日休假",
        "出差3-5天",
        "On leave, order 9 to 13 items in March first.",
        "出差 9 March - 13 日-15日",
        "I am away " + "9-" * 1000 + "13 March",
    ],
)
def test_what_is_not_is_not_read(text: str) -> None:
    assert read_absence(text, locale="zh", written=WRITTEN) is None


def test_only_the_begin_of_a_long_mail_is_looked_at() -> None:
    away = "I am out of office from 9 March to 13 March."
    assert read_absence("Thanks. " * 30 + away, locale="en", written=WRITTEN) is not None
    assert read_absence("Thanks. " * 60 + away, locale="en", written=WRITTEN) is None


def test_numbers_of_which_nobody_knows_which_is_the_month_are_read_by_the_language_alone() -> None:
    assert read_absence("away 3/9-4/10", locale="en", written=WRITTEN) is None
    found = read_absence("3/9-4/10 休假", locale="zh", written=WRITTEN)
    assert found is not None
    assert (found.first, found.last) == (date(2026, 3, 9), date(2026, 4, 10))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("9-13 March", (9, 13)), ("March 9 to 13", (9, 13)), ("3月9日至13日", (9, 13)), ("9日-13日", (9, 13)),
        ("9 March", None), ("9-13", None), ("from 9-13 March on", None), ("13-9 March", None),
    ],
)  # fmt: skip
def test_a_range_is_the_whole_text(text: str, days: Days | None) -> None:
    found = read_range(text, locale="en", written=WRITTEN)
    assert (tuple(one.day for one in found) if found else None) == days


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Carol is on leave until Friday", "Carol is "),
        ("李娜3月9日至13日休假", "李娜3月9日至13日"),
        ("Carol will do it", ""),
    ],
)
def test_of_whom_it_is_said_stands_before_the_absence(sentence: str, before: str) -> None:
    assert before_away(sentence) == before


@pytest.mark.parametrize(("text", "own"), [("I am ", True), ("我", True), ("Carol is ", False), ("李娜", False)])
def test_whether_he_speaks_of_himself(text: str, *, own: bool) -> None:
    assert is_of_writer(text) is own


@pytest.mark.parametrize(
    ("sentence", "out"),
    [
        ("Please do not ask Carol", True),
        ("有事请不要找李娜", True),
        ("Please ask Carol", False),
        ("有事请找李娜", False),
    ],
)
def test_whether_somebody_is_not_to_be_asked(sentence: str, *, out: bool) -> None:
    assert is_ruled_out(sentence) is out


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("I am away. I am on leave until 13 March.", True),
        ("I am away 9 or 10. I am on leave until 13 March.", False),
        ("I am away or back next week. I am on leave until 13 March.", False),
    ],
)
def test_another_sentence_without_certain_days_may_name_none(text: str, *, certain: bool) -> None:
    found = read_absence(text, locale="en", written=WRITTEN)
    assert found is not None
    assert (found.last, found.certain) == (date(2026, 3, 13), certain)
