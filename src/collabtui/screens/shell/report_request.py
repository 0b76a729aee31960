"""Requests for a report besides its name: the matter, the week, and the file that it is written to."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from collabtui.domain.count_working_days import Week, number_of_week, week_named, week_of
from collabtui.domain.refs import MATTER, is_ref

FILES = ("html", "pdf")
_NUMBER = re.compile(r"(?a:(?:[wW]|第)?(\d{1,2})周?)")
MOST_WEEKS = 53
WEEK = timedelta(days=7)


class ReportRequest(NamedTuple):
    """Empty, or None, where nothing is said."""

    matter: str = ""
    week: Week | None = None
    file: str = ""
    """A path, or the ending of one."""


def is_report_part(text: str) -> bool:
    """Whether all that is typed is one of these."""
    return _parsed(text, date.min) is not None


def report_request(text: str, today: date) -> ReportRequest:
    """A number of a week is the last such one; the one of today is none that has a name."""
    asked = _parsed(text, today) or ReportRequest()
    return asked if asked.week is None or asked.week.last < today else asked._replace(week=None)


def _parsed(text: str, today: date) -> ReportRequest | None:
    found, rest = ReportRequest(), text.split()
    while rest:
        word = rest.pop(0)
        number = _NUMBER.fullmatch(word)
        if is_ref(word.upper(), MATTER):
            found = found._replace(matter=word.upper())
        elif week := week_named(word) or (_last_week(int(number[1]), today) if number else None):
            found = found._replace(week=week)
        elif word.casefold().removeprefix(".") in FILES:
            found = found._replace(file=word.casefold().removeprefix("."))
        elif word[:1] in "~/." or word.casefold().endswith(tuple(f".{one}" for one in FILES)):
            return found._replace(file=" ".join([word, *rest]))
        else:
            return None
    return found


def _last_week(number: int, today: date) -> Week | None:
    if not 1 <= number <= MOST_WEEKS:
        return None
    week = week_of(max(today, date.min + MOST_WEEKS * 2 * WEEK))
    for _ in range(MOST_WEEKS):
        if number_of_week(week) == number:
            break
        week = week_of(week.first - WEEK)
    return week
