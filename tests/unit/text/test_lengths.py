"""How long something took, as people say it."""

import pytest

from collabtui.domain.people import Locale
from collabtui.text.catalogue import Catalogue
from collabtui.text.lengths import answered_in, counts


@pytest.mark.parametrize(
    ("hours", "locale", "shown"),
    [
        (0.0, "en", "1 min"),
        (0.0667, "en", "4 min"),
        (0.0667, "zh", "4 分钟"),
        (0.9999, "en", "1 h"),
        (1.5, "zh", "1 小时 30 分钟"),
        (27.0, "en", "1 day 3 h"),
    ],
)
def test_an_answer_within_minutes_took_minutes(hours: float, locale: Locale, shown: str) -> None:
    assert answered_in(Catalogue(locale), hours) == shown


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"new": 2, "changed": 0, "same": 1}, "2 added, 1 unchanged."),
        ({"new": 0, "changed": 1, "same": 0}, "1 changed."),
        ({"new": 0, "changed": 0, "same": 0}, "no rows to import."),
    ],
)
def test_what_there_is_none_of_is_not_counted(numbers: dict[str, int], said: str) -> None:
    words = Catalogue("en")
    assert words("import.done", counts=counts(words, "import.count", numbers)) == said
