"""What can name no day is not read for days, and nothing that names one is passed over."""

import pytest

from collabtui.language.dates.phrases import may_name_day


@pytest.mark.parametrize("text", ["", "done", "已完成", "we are with them by now", "émigré", "to be or not to be"])
def test_without_a_word_of_time_or_a_number_there_is_none(text: str) -> None:
    assert not may_name_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "周五",
        "FRIDAY",
        "émay",
        "in three days",
        "三天后",
        "3/4",
        "３月",
        "nächste Mon",
        "later",
        "推迟",
        "the day",
    ],
)
def test_with_one_there_may_be(text: str) -> None:
    assert may_name_day(text)
