"""Owners who were asked how they stand and have said nothing."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.silent_owners import AskedProgress, silent_owners

BERLIN = "Europe/Berlin"
ASKED = "2026-03-04T08:00:00+00:00"
BEFORE, AFTER = "2026-03-03T08:00:00+00:00", "2026-03-04T09:00:00+00:00"
NEXT_DAY = datetime(2026, 3, 5, 12, tzinfo=UTC)


def asked(
    at: str = ASKED, heard: str | None = BEFORE, *, matter: str = "X1", person: str = "P1", zone: str = "Asia/Shanghai"
) -> AskedProgress:
    return AskedProgress(matter, "新品上线", person, "陈静", "市场部", zone, at, heard)


@pytest.mark.parametrize(
    ("mails", "silent"),
    [
        ([], []),
        ([asked()], ["P1"]),
        ([asked(heard=AFTER)], []),
        ([asked(heard=ASKED)], []),  # at that very moment he has spoken
        ([asked(heard=None)], []),  # nothing of it is his and open any more
        ([asked(at=AFTER, heard=AFTER), asked()], []),  # the newest question is the one that counts
        ([asked(at="2026-03-05T11:00:00+00:00", heard=AFTER), asked(heard=BEFORE)], ["P1"]),  # it cannot be over yet
        ([asked(matter="X2"), asked()], ["P1", "P1"]),
        ([asked(person="P2"), asked()], ["P1", "P2"]),  # the oldest first
    ],
)
def test_who_is_silent(mails: list[AskedProgress], silent: list[str]) -> None:
    assert [one.person for one in silent_owners(mails, NEXT_DAY)] == silent


def test_he_has_until_the_evening_of_the_day_where_he_lives() -> None:
    def is_silent(zone: str, hour: int) -> bool:
        now = datetime(2026, 3, 4, hour, tzinfo=ZoneInfo(zone))
        return bool(silent_owners([asked(zone=zone)], now))

    begins = {zone: next(hour for hour in range(24) if is_silent(zone, hour)) for zone in ("Asia/Shanghai", BERLIN)}
    assert begins["Asia/Shanghai"] == begins[BERLIN] > 12
    # at the same instant one of them has it behind him, and the other not
    evening = datetime(2026, 3, 4, begins[BERLIN], tzinfo=ZoneInfo("Asia/Shanghai"))
    assert silent_owners([asked(zone=BERLIN)], evening) == []
    assert len(silent_owners([asked()], evening)) == 1


def test_a_silence_is_one_however_often_he_is_asked_and_another_once_he_has_spoken() -> None:
    first, again = (silent_owners([asked(at)], NEXT_DAY)[0] for at in (ASKED, "2026-03-04T10:00:00+00:00"))
    spoken = silent_owners([asked(heard="2026-03-04T07:00:00+00:00")], NEXT_DAY)[0]
    assert first.spell == again.spell == "X1/P1/20260303T080000"
    assert spoken.spell != first.spell
    assert first.noted == f"{first.spell}/silence-noted"
    assert first.who == "市场部 陈静"
    assert first._replace(department="").who == "陈静"


def test_the_hour_of_the_question_is_told_where_it_is_another_one_there() -> None:
    (owner,) = silent_owners([asked(zone="Asia/Shanghai")], NEXT_DAY)
    assert {zone: owner.asked_there(zone) for zone in ("Asia/Shanghai", "Asia/Singapore", BERLIN)} == {
        "Asia/Shanghai": "",
        "Asia/Singapore": "",  # another name of the same hours
        BERLIN: "16:00",
    }
