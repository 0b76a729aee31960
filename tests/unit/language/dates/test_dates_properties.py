from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.people import LOCALES, Locale
from collabtui.language.dates.find_days import find_days, read_day

TABLES = Path(__file__).parents[1] / "day_phrases"
PHRASES = [
    line.rpartition(" | ")[0]
    for table in ("zh_phrases", "en_phrases", "zh_clauses", "en_clauses")
    for line in (TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines()
]
WORDS = [
    *{word for phrase in PHRASES for word in phrase.split()},
    "周",
    "月",
    "日",
    "3",
    "四",
    "/",
    "-",
    ".",
    "推迟",
    "of",
]

phrases = st.sampled_from(PHRASES)
locales: st.SearchStrategy[Locale] = st.sampled_from(LOCALES)
written_days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
mixtures = st.lists(st.sampled_from(WORDS), max_size=8).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
texts = st.text() | phrases | mixtures | st.text("0123456789/-.:月日号周年天底下个前后一三十 adefhnrtuwy", max_size=30)

CHINESE_LEADS = [
    "",
    "到",
    "在",
    "截止",
    "最晚",
    "不晚于",
    "延期到",
    "推迟到",
    "改到",
    "顺延至",
    "预计",
    "争取",
    "截止日期：",
]
CHINESE_DAYS = [
    "今天", "大后天", "周五", "星期天", "下周三", "下下周一", "本周五", "18号", "二十号", "下个月5号", "月底",
    "下月底", "3月底", "3月20日", "三月二十日", "2026年3月20日", "2026-03-20", "3月20日（周五）", "周五（3月13日）",
    "三天后", "一周后", "明天（周四）",
]  # fmt: skip
CHINESE_TAILS = ["", "前", "之前", "下班前", "下午5点", "中午前", "晚上8点前", "给", "给您", "交", "完成", "可以", "。"]
ENGLISH_LEADS = [
    "",
    "by",
    "on",
    "until",
    "before",
    "no later than",
    "due",
    "delay to",
    "move it to",
    "by EOD",
    "by 5pm",
]
ENGLISH_DAYS = [
    "today", "the day after tomorrow", "Friday", "Sunday", "next Wednesday", "this Friday", "Friday of next week",
    "the 20th", "the 5th of next month", "end of the month", "end of March", "end of next week", "March 20",
    "20th of March", "Fri 20 March", "March 20, 2026", "2026-03-20", "3/20", "20/3", "20-Mar", "tomorrow (Thursday)",
]  # fmt: skip
ENGLISH_TAILS = [
    "",
    " EOD",
    " 5pm",
    " at 17:00",
    ", 5 pm",
    " noon",
    " morning",
    " at the latest",
    " please",
    ".",
    " before noon",
]
around_a_day = st.tuples(*map(st.sampled_from, (CHINESE_LEADS, CHINESE_DAYS, CHINESE_TAILS))) | st.tuples(
    st.sampled_from(ENGLISH_LEADS).map(lambda lead: f"{lead} ".lstrip()),
    st.sampled_from(ENGLISH_DAYS),
    st.sampled_from(ENGLISH_TAILS),
)


def _full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text).replace(" ", "\u3000")


@given(texts, locales, written_days, st.none() | written_days)
def test_any_text_is_read_and_a_day_is_never_past(text: str, locale: Locale, written: date, due: date | None) -> None:
    whole = read_day(text, locale=locale, written=written, due=due)
    readings = find_days(text, locale=locale, written=written, due=due)
    for reading in (whole, *readings) if whole else readings:
        assert (reading.day is None) == bool(reading.reason)
        assert reading.day is None or reading.day >= written
        assert 0 <= reading.start < reading.end <= len(text)
    assert all(one.end <= two.start for one, two in pairwise(readings))


@given(phrases, locales, st.text(" \u3000\u00a0\t", max_size=3), st.text(" \u3000\u00a0\t", max_size=3))
def test_spaces_around_a_phrase_change_nothing(phrase: str, locale: Locale, before: str, behind: str) -> None:
    plain = read_day(phrase, locale=locale, written=date(2026, 3, 11), due=date(2026, 3, 20))
    spaced = read_day(before + phrase + behind, locale=locale, written=date(2026, 3, 11), due=date(2026, 3, 20))
    assert (plain and (plain.day, plain.reason)) == (spaced and (spaced.day, spaced.reason))


@given(phrases, locales, written_days)
def test_full_width_characters_and_capitals_change_nothing(phrase: str, locale: Locale, written: date) -> None:
    plain = find_days(phrase, locale=locale, written=written, due=written)
    assert find_days(_full_width(phrase), locale=locale, written=written, due=written) == plain


@given(phrases, locales, written_days, st.integers(1, 10))
def test_what_is_read_depends_on_what_is_given_alone(phrase: str, locale: Locale, written: date, weeks: int) -> None:
    first = find_days(phrase, locale=locale, written=written)
    find_days(phrase, locale=locale, written=written + timedelta(weeks=weeks))
    assert find_days(phrase, locale=locale, written=written) == first


@given(written_days, st.integers(0, 6))
def test_a_weekday_is_within_a_week_and_the_next_one_in_the_week_after(written: date, weekday: int) -> None:
    name = "一二三四五六日"[weekday]
    bare = read_day(f"周{name}", locale="zh", written=written)
    after = read_day(f"下周{name}", locale="zh", written=written)
    assert bare is not None
    assert after is not None
    assert bare.day is not None
    assert after.day is not None
    assert bare.day.weekday() == after.day.weekday() == weekday
    assert timedelta() <= bare.day - written < timedelta(days=7)
    assert (after.day - timedelta(days=weekday)) - (written - timedelta(days=written.weekday())) == timedelta(days=7)


@given(written_days, written_days)
def test_a_full_date_is_itself_or_past_in_every_way_of_writing(written: date, day: date) -> None:
    ways = [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
    ]
    readings = [read_day(way, locale="en", written=written) for way in ways]
    expected = (None, "past") if day < written else (day, "")
    assert [reading and (reading.day, reading.reason) for reading in readings] == [expected] * len(ways)


@given(written_days, st.integers(-300, 300))
def test_a_day_without_a_year_is_the_nearest_that_is_not_long_past(written: date, offset: int) -> None:
    day = written + timedelta(days=offset)
    if (day.month, day.day) == (2, 29):
        return
    reading = read_day(f"{day.month}月{day.day}日", locale="zh", written=written)
    assert reading is not None
    if -60 <= offset < 0:
        assert reading.reason == "past"
    elif offset >= 0:
        assert reading.day == day
    else:
        assert reading.day == day.replace(year=day.year + 1)


@given(written_days, written_days, st.integers(1, 40))
def test_a_length_of_time_counts_from_the_due_date(written: date, due: date, number: int) -> None:
    reading = read_day(f"推迟{number}天", locale="zh", written=written, due=due)
    day = due + timedelta(days=number)
    assert reading is not None
    assert (reading.day, reading.reason) == ((day, "") if day >= written else (None, "past"))


@given(around_a_day, locales)
def test_words_of_time_around_a_day_do_not_move_it(words: tuple[str, str, str], locale: Locale) -> None:
    lead, day, tail = words
    alone = read_day(day, locale=locale, written=date(2026, 3, 11))
    reading = read_day(lead + day + tail, locale=locale, written=date(2026, 3, 11))
    assert alone is not None
    assert reading is not None
    assert alone.day is not None
    assert reading.day == alone.day
    found = find_days(f"I can do it {lead}{day}{tail}", locale=locale, written=date(2026, 3, 11))
    assert {one.day for one in found if one.day} <= {alone.day}


@given(
    st.sampled_from(CHINESE_DAYS),
    st.sampled_from(CHINESE_DAYS),
    st.sampled_from(["或", "或者", "、", "到", "至", " - "]),
)
def test_of_two_days_that_differ_none_is_taken(one: str, two: str, link: str) -> None:
    days = {_day(one), _day(two)}
    found = find_days(one + link + two, locale="zh", written=date(2026, 3, 11))
    assert {reading.day for reading in found if reading.day} in (set(), days)


def _day(phrase: str) -> date | None:
    reading = read_day(phrase, locale="zh", written=date(2026, 3, 11))
    return reading.day if reading else None
