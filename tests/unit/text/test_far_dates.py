"""A date that is far off has its year, by one rule: in sentences, in columns, and in mails."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from collabtui.text.catalogue import Catalogue
from collabtui.text.templates import Templates
from collabtui.widgets.when import due, due_room, due_within

TODAY = date(2026, 3, 2)
EN, ZH = (Catalogue(locale, today=lambda: TODAY) for locale in ("en", "zh"))


@pytest.mark.parametrize(
    ("day", "en", "zh"),
    [
        (date(2026, 3, 4), "Wed 4 Mar", "3月4日（周三）"),
        (date(2025, 12, 2), "Tue 2 Dec", "12月2日（周二）"),
        (date(2025, 12, 1), "Mon 1 Dec 2025", "2025年12月1日（周一）"),
        (date(2026, 11, 30), "Mon 30 Nov", "11月30日（周一）"),
        (date(2026, 12, 1), "Tue 1 Dec 2026", "2026年12月1日（周二）"),
        (date(2099, 3, 4), "Wed 4 Mar 2099", "2099年3月4日（周三）"),
    ],
)
def test_the_year_is_said_where_it_is_not_known(day: date, en: str, zh: str) -> None:
    assert (EN.day(day), ZH.day(day)) == (en, zh)
    assert EN.instant(datetime(day.year, day.month, day.day, 9, 5)) == f"{en} 09:05"  # noqa: DTZ001  # of any zone
    assert EN("when.day", day=day) == en, "in every sentence"


def test_no_day_and_month_mean_two_dates() -> None:
    near = [date.fromordinal(TODAY.toordinal() + away) for away in range(-400, 400)]
    shown = [EN.short_day(day) for day in near if not EN.is_far(day)]
    assert len(shown) == len(set(shown)) > 360


def test_what_is_kept_has_the_year_of_any_day() -> None:
    assert [words.full_day(date(2026, 3, 4)) for words in (EN, ZH)] == ["4 Mar 2026", "2026年3月4日"]


def test_without_a_clock_no_date_has_its_year() -> None:
    assert Catalogue("en").day(date(2099, 3, 4)) == "Wed 4 Mar"


@pytest.mark.parametrize(("words", "shown"), [(EN, "4 Mar 2099"), (ZH, "2099年3月4日")])
def test_in_a_column_the_day_of_the_week_gives_way_and_the_year_stays(words: Catalogue, shown: str) -> None:
    day = date(2099, 3, 4)
    assert due_within(words, day, TODAY, due_room(words)) == shown
    assert due_within(words, day, TODAY, 8) == "2099-03"
    assert due(words, day, TODAY) == words.day(day)


@pytest.mark.parametrize(("words", "room"), [(EN, 12), (ZH, 18)])
def test_the_room_of_a_date_does_not_hang_on_the_clock(words: Catalogue, room: int) -> None:
    assert due_room(words) == room == due_room(Catalogue(words.locale))


def test_mails_say_it_too(tmp_path: Path) -> None:
    for ending in ("txt", "html"):
        place = tmp_path / "mail" / "en" / f"notice.{ending}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("Subject: mine\n\n{{ day(due) }}, {{ day(soon) }}\n")
    due, soon = date(2099, 3, 4), date(2026, 3, 4)
    mail = Templates(tmp_path).mail("notice", "en", ZoneInfo("Asia/Shanghai"), TODAY, due=due, soon=soon)
    assert mail.text == "Wed 4 Mar 2099, Wed 4 Mar\n"
