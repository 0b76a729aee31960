from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.demo.days import moved, working_day_after, working_day_before
from collabtui.demo.story import load_story
from collabtui.domain.people import LOCALES, Locale

FRIDAY = date(2026, 11, 20)


def test_the_days_of_the_story_are_as_many_working_days_away_as_they_were() -> None:
    story = moved(load_story("zh"), FRIDAY)
    assert "接口冻结日为11月24日" in story.meeting.notes
    assert "截止11月26日" in story.meeting.notes
    assert "due 2026-11-30" in story.meeting.notes
    texts = [answer.text for by_address in story.answers.values() for answer in by_address.values()]
    assert any("延期到12月8日" in text for text in texts)
    assert any("11月27日回来" in text for text in texts)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_day_of_the_old_week_is_left(locale: Locale) -> None:
    story = moved(load_story(locale), date(2027, 6, 1))
    texts = [answer.text for by_address in story.answers.values() for answer in by_address.values()]
    for text in (story.meeting.notes, *texts):
        assert "2026" not in text
        assert "3月" not in text
        assert "March" not in text


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_meetings_are_held_on_working_days(today: date) -> None:
    before, after = working_day_before(today), working_day_after(today)
    assert before < today < after
    assert max(before.weekday(), after.weekday()) < 5
    assert after - before <= timedelta(days=5)
