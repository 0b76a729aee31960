"""Our own tables stand in `day_phrases/`: a phrase or clause, and what comes of it."""

from datetime import date
from pathlib import Path

import pytest

from collabtui.domain.people import Locale
from collabtui.errors import Refused
from collabtui.language.dates.day_range import day_just_gone
from collabtui.language.dates.find_days import DayReading, find_days, read_day, typed_day
from support.labelled_replies import DayPhrase, days, days_held_out

WRITTEN = date(2026, 3, 11)  # a Wednesday
DUE = date(2026, 3, 20)
TABLES = Path(__file__).parents[1] / "day_phrases"


def _rows(table: str) -> list[tuple[str, str]]:
    """(text, outcome): a day, a reason, `-` for no date; several in the order they stand."""
    lines = (TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines()
    return [(text, outcome) for text, _, outcome in (line.rpartition(" | ") for line in lines)]


def _outcome(readings: tuple[DayReading | None, ...]) -> str:
    return " ".join(str(reading.day or reading.reason) for reading in readings if reading) or "-"


@pytest.mark.parametrize(("phrase", "outcome"), _rows("zh_phrases"))
def test_a_chinese_phrase_means_its_day_or_is_refused(phrase: str, outcome: str) -> None:
    assert _outcome((read_day(phrase, locale="zh", written=WRITTEN, due=DUE),)) == outcome


@pytest.mark.parametrize(("phrase", "outcome"), _rows("en_phrases"))
def test_an_english_phrase_means_its_day_or_is_refused(phrase: str, outcome: str) -> None:
    assert _outcome((read_day(phrase, locale="en", written=WRITTEN, due=DUE),)) == outcome


@pytest.mark.parametrize(("clause", "outcome"), _rows("zh_clauses"))
def test_the_days_in_a_chinese_clause_are_found_and_no_others(clause: str, outcome: str) -> None:
    assert _outcome(find_days(clause, locale="zh", written=WRITTEN, due=DUE)) == outcome


@pytest.mark.parametrize(("clause", "outcome"), _rows("en_clauses"))
def test_the_days_in_an_english_clause_are_found_and_no_others(clause: str, outcome: str) -> None:
    assert _outcome(find_days(clause, locale="en", written=WRITTEN, due=DUE)) == outcome


@pytest.mark.parametrize("example", [*days(), *days_held_out()], ids=lambda example: f"{example.id}-{example.text}")
def test_the_labelled_phrases_are_read_as_labelled(example: DayPhrase) -> None:
    if example.mode == "phrase":
        reading = read_day(example.text, locale=example.locale, written=example.written, due=example.due)
        readings = [reading] if reading else []
    else:
        readings = [*find_days(example.text, locale=example.locale, written=example.written, due=example.due)]
    expect = example.expect
    assert {reading.day for reading in readings if reading.day} == ({expect.day} if expect.day else set())
    if expect.refuse:
        assert expect.refuse in {reading.reason for reading in readings}
    if expect.none:
        assert readings == []


@pytest.mark.parametrize(("locale", "outcome"), [("zh", "2026-05-06"), ("en", "ambiguous")])
def test_the_language_decides_what_numbers_alone_mean(locale: Locale, outcome: str) -> None:
    assert _outcome((read_day("5/6", locale=locale, written=WRITTEN),)) == outcome


@pytest.mark.parametrize("phrase", ["3月20日", "March 20", "下周五", "next Friday", "3/20", "20号", "the 20th"])
def test_both_languages_are_read_whatever_the_locale(phrase: str) -> None:
    assert {_outcome((read_day(phrase, locale=locale, written=WRITTEN),)) for locale in ("zh", "en")} == {"2026-03-20"}


@pytest.mark.parametrize("phrase", ["推迟一周", "再给我三天", "one more week", "+3d", "delay by a month", "一周"])
def test_a_length_of_time_needs_a_due_date_to_count_from(phrase: str) -> None:
    reading = read_day(phrase, locale="en", written=WRITTEN)
    assert reading is not None
    assert (reading.day, reading.reason, reading.kind) == (None, "needs-due", "length")


def test_a_length_of_time_from_an_old_due_date_may_end_in_the_past() -> None:
    reading = read_day("one more week", locale="en", written=WRITTEN, due=date(2026, 2, 20))
    assert reading is not None
    assert (reading.day, reading.reason) == (None, "past")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2 推迟到下周三下班前 因为供应商", "推迟到下周三下班前"),
        ("can we move it to April 1st?", "move it to April 1st"),
        ("ready by EOD on Friday, promised", "by EOD on Friday"),
        ("３月２０日（周五）给", "３月２０日（周五）"),
        ("周五改到下周一", "周五改到下周一"),
        ("I need one more week please", "one more week"),
    ],
)
def test_a_reading_says_where_the_phrase_stands(text: str, span: str) -> None:
    (reading,) = find_days(text, locale="en", written=WRITTEN, due=DUE)
    assert text[reading.start : reading.end] == span


@pytest.mark.parametrize(
    ("text", "target"),
    [("推迟到周五", True), ("moved to Friday", True), ("周四 → 周五", True), ("周五", False), ("by Friday", False)],
)
def test_a_reading_says_whether_something_is_moved_to_it(text: str, target: bool) -> None:
    (reading,) = find_days(text, locale="en", written=WRITTEN)
    assert (reading.day, reading.target) == (date(2026, 3, 13), target)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("3月20日", "calendar"), ("周五", "weekday"), ("明天", "relative"), ("+3d", "length"), ("soon", "vague")],
)
def test_a_reading_says_what_it_counts_from(phrase: str, kind: str) -> None:
    reading = read_day(phrase, locale="zh", written=WRITTEN, due=DUE)
    assert reading is not None
    assert (reading.kind, reading.exact) == (kind, True)


def test_a_phrase_within_a_clause_is_not_the_whole() -> None:
    assert [reading.exact for reading in find_days("会议改到周五", locale="zh", written=WRITTEN)] == [False]
    assert [reading.exact for reading in find_days("周五", locale="zh", written=WRITTEN)] == [True]


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("Yesterday", "en", date(2026, 3, 10)), ("昨天", "zh", date(2026, 3, 10)), ("前天", "zh", date(2026, 3, 9)),
        ("tomorrow", "en", None), ("今天", "zh", None), ("yesterday evening", "en", None),
    ],
)  # fmt: skip
def test_a_day_that_is_just_gone_is_one_for_who_is_away(text: str, locale: Locale, day: date | None) -> None:
    assert day_just_gone(text, locale=locale, written=WRITTEN) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2026-04-01", date(2026, 4, 1)), ("2020-01-01", date(2020, 1, 1)), ("friday", date(2026, 3, 13))],
)
def test_a_day_that_is_typed_is_one_of_the_calendar_or_of_words(typed: str, day: date) -> None:
    assert typed_day(typed, locale="en", written=WRITTEN) == day


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("30 February", "day.none"),
        ("9999-12-31", "day.none"),
        ("9999/12/31", "day.none"),
        ("0001-01-01", "day.none"),
        ("soon", "day.unread"),
        ("3/4", "day.unread"),
        ("x", "day.unread"),
    ],
)
def test_what_is_typed_and_no_day_is_refused_with_why(typed: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        typed_day(typed, locale="en", written=WRITTEN)
    assert (refused.value.key, refused.value.values["value"]) == (why, typed)
