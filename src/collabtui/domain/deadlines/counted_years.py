"""The years of which a day may be named: behind the last of them no deadline, reminder or week could be counted, and
programs write 9999-12-31 for a day that nobody gave."""

from datetime import date

YEARS = range(1900, 2200)


def counted_day(day: date) -> date:
    """That day. Raises `ValueError` where nothing is counted from it."""
    if day.year not in YEARS:
        raise ValueError("no year of a deadline")
    return day
