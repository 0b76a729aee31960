"""On which days somebody is not at work."""

from datetime import date

import pytest

from support.records import person

AWAY = person(away_from=date(2026, 3, 9), away_until=date(2026, 3, 13))


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date.min, date.max, date(2026, 3, 9)),
        (date(2026, 3, 11), date(2026, 3, 20), date(2026, 3, 11)),
        (date(2026, 3, 13), date(2026, 3, 13), date(2026, 3, 13)),
        (date(2026, 3, 1), date(2026, 3, 8), None),
        (date(2026, 3, 14), date(2026, 3, 20), None),
    ],
)
def test_the_first_of_some_days(first: date, last: date, found: date | None) -> None:
    assert AWAY.first_day_away(first, last) == found
    assert person().first_day_away(first, last) is None
    assert AWAY.is_away(first) == (found == first)
