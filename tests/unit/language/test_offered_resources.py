"""What a department gives with its yes is read where it is counted and stands under no limit."""

from datetime import date
from typing import Literal

import pytest

from collabtui.language.offered_resources import OfferedDays, days_of_offers, offered_resources


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("同意，对接人张伟，可提供两名后端开发", ("两名后端开发",)),
        ("同意，我部出两名后端，3月2日到位", ("两名后端",)),
        ("同意。对接人：张伟。提供资源：测试服务器1台、后端2人", ("测试服务器1台", "后端2人")),
        ("研发部可以派3人，4月1日起", ("3人",)),
        ("Agreed. Contact: Bob Brown. We can provide two lawyers from 9 March.", ("two lawyers",)),
        ("Agreed, we'll send 2 testers and one server", ("2 testers", "one server")),
        ("同意，但只能出一名后端", ()),
        ("同意，视情况提供支持", ()),
        ("同意，请提供两份材料", ()),
        ("我们安排3月2日开会", ()),
        ("We can provide up to 3 days", ()),
        ("We can't give two people", ()),
    ],
)
def test_what_is_counted_is_an_offer(text: str, offered: tuple[str, ...]) -> None:
    assert offered_resources(text) == offered


MARCH_2, MARCH_9, MARCH_20 = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 20)


@pytest.mark.parametrize(
    ("text", "locale", "days"),
    [
        ("同意，我部出两名后端，3月2日到位", "zh", {"两名后端": OfferedDays(MARCH_2)}),
        ("研发部可以派3人，3月9日到3月20日", "zh", {"3人": OfferedDays(MARCH_9, MARCH_20)}),
        ("可提供两名后端3月9日至3月20日", "zh", {"两名后端": OfferedDays(MARCH_9, MARCH_20)}),
        ("我们3月2日起可以派3人", "zh", {}),
        ("我部可提供3人", "zh", {"3人": OfferedDays()}),
        ("我部可提供3人，到3月9日为止", "zh", {"3人": OfferedDays()}),
        ("We can provide two lawyers from 9 March.", "en", {"two lawyers": OfferedDays(MARCH_9)}),
        ("We can provide two lawyers from 9 March to 20 March", "en", {"two lawyers": OfferedDays(MARCH_9, MARCH_20)}),
        ("We can provide two lawyers until 9 March", "en", {"two lawyers": OfferedDays()}),
    ],
)
def test_what_is_offered_is_for_the_days_beside_it(
    text: str, locale: Literal["zh", "en"], days: dict[str, OfferedDays]
) -> None:
    assert days_of_offers(text, locale=locale, written=date(2026, 2, 27)) == days
