"""The calendar of working days as rules ask it: days of a country, looked up once (`country_holidays_and_workdays`) and
kept."""

import subprocess
import sys
from datetime import date
from functools import cache

from collabtui.domain.count_working_days import IsWorking, every_day
from collabtui.errors import Refused
from collabtui.system import country_holidays_and_workdays

YEARS = 4
"""That are asked for at once: what is late is seldom late by more."""
_SOME_DAY = date(2000, 1, 1).toordinal()


def working_calendar(country: str) -> IsWorking:
    """`country` is an ISO 3166 code; "" counts every day. Raises `Refused` (config.calendar) for an unknown one.

    Nothing is looked up before the first question: that costs a quarter of a second.
    """
    if not country:
        return every_day

    def is_working(day: date) -> bool:
        first = date(day.year - day.year % YEARS or 1, 1, 1)
        return _row(country, first)[(day - first).days] == country_holidays_and_workdays.WORKED

    return is_working


def is_known(country: str) -> bool:
    """Whether a calendar of working days is known of the country (ISO 3166, upper case)."""
    return bool(_looked_up(country, _SOME_DAY, _SOME_DAY))


@cache
def _row(country: str, first: date) -> str:
    """The days of the `YEARS` years that begin with `first`."""
    last = date(min(first.year - first.year % YEARS + YEARS - 1, date.max.year), 12, 31)
    row = _looked_up(country, first.toordinal(), last.toordinal())
    if not row:
        raise Refused("config.calendar", value=country)
    return row


def _looked_up(country: str, first: int, last: int) -> str:
    """By a process of its own, which takes with it all that this needed; by this one where none can be started."""
    command = (sys.executable, "-P", country_holidays_and_workdays.__file__, country, str(first), str(last))
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    except (OSError, subprocess.CalledProcessError):
        return country_holidays_and_workdays.row_of_days(country, first, last)
    return done.stdout.strip()
