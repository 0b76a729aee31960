"""Which days people work, by country: public holidays and the Saturdays that make up for them."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from collabtui.domain.working_days import IsWorking, every_day
from collabtui.errors import Refused

if TYPE_CHECKING:
    from holidays import HolidayBase


def working_calendar(country: str) -> IsWorking:
    """`country` is an ISO 3166 code; "" counts every day. Raises `Refused` (config.calendar) for an unknown one.

    Nothing is loaded before the first question: the list of a country costs tens of milliseconds.
    """
    if not country:
        return every_day

    def is_working(day: date) -> bool:
        return _holidays(country).is_working_day(day)

    return is_working


@cache
def _holidays(country: str) -> "HolidayBase":
    from holidays import country_holidays

    try:
        return country_holidays(country)
    except NotImplementedError as error:
        raise Refused("config.calendar", value=country) from error
