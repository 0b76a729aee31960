"""Public holidays and workdays of a country (China's working Saturdays too), as a row: `python
country_holidays_and_workdays.py COUNTRY FIRST LAST`.

Run as a program of its own, by its path: `holidays` brings the calendars of the whole world, 12 MB and a seventh of a
second, for the few hundred bytes that are wanted of it. So it imports nothing of ours.
"""

import sys

WORKED, OFF = "1", "0"
_WITHOUT_PART = {"GB": "ENG"}
"""The part that is meant where a country is named alone whose own days leave out what nearly all of it has off."""


def row_of_days(country: str, first: int, last: int) -> str:
    """`WORKED` or `OFF` for each day from `first` to `last`, ordinals as `date.toordinal` gives them; empty for a
    country that the library does not know, or a part of one (`GB-SCT`)."""
    from datetime import date

    from holidays import country_holidays

    whole, hyphen, part = country.partition("-")
    if hyphen and not part:
        return ""
    try:
        calendar = country_holidays(whole, subdiv=part or _WITHOUT_PART.get(whole))
    except NotImplementedError:
        return ""
    days = map(date.fromordinal, range(first, last + 1))
    return "".join(WORKED if calendar.is_working_day(day) else OFF for day in days)


if __name__ == "__main__":
    print(row_of_days(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
