"""Days that sentences give for examples lie ahead of who reads them, and are read as they are written."""

import re
from datetime import date
from typing import Literal

import pytest

from collabtui.language.dates.day_range import read_range
from collabtui.text.catalogue import Catalogue, parse_sentences
from collabtui.text.example_days import with_example_days

SUNDAY = date(2026, 11, 29)


def _given(sentence: str, today: date | None, locale: str = "en") -> str:
    return with_example_days(sentence, today, Catalogue(locale).short_day)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("such as {~iso}", "such as 2026-12-07"),
        ("{~day} 14:00", "7 Dec 14:00"),
        ("{~week}", "2026-W50"),
        ("until {~end}", "until 28 Feb"),
        ("{~span}", "7 Dec–10 Dec"),
        ("{value} stays", "{value} stays"),
    ],
)
def test_an_example_is_a_week_ahead_on_a_day_that_is_worked(sentence: str, said: str) -> None:
    assert _given(sentence, SUNDAY) == said


def test_without_a_day_of_today_there_is_an_example_all_the_same() -> None:
    assert _given("{~iso}", None) == "2026-03-10"
    assert "2026-12-07" in Catalogue("zh", today=lambda: SUNDAY)("day.unread", value="x")


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("today", [SUNDAY, date(2026, 3, 27), date(2027, 12, 24)])
def test_the_days_from_one_to_another_are_read(locale: Literal["zh", "en"], today: date) -> None:
    first, last = read_range(_given("{~span}", today, locale), locale=locale, written=today) or (None, None)
    assert first is not None
    assert last is not None
    assert today < first < last


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_sentence_of_the_screens_gives_a_day_that_has_gone(locale: str) -> None:
    of_programs = {"cli.bad_now", "way.milestone_table.shell"}
    fixed = re.compile(r"\b20\d\d-(?:\d\d-\d\d|W\d\d)")
    found = {key for key, text in parse_sentences(locale).items() if fixed.search(text) and not key.startswith("help.")}
    assert found <= of_programs
