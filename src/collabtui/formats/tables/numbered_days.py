"""Days that a cell writes in numbers alone, 12/04/2026, 26.3.2, 3/4: each order of day, month and year in which they
are one."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

DayOrder = Literal["day-first", "month-first", "year-first"]
DAY_ORDERS: tuple[DayOrder, ...] = get_args(DayOrder)
ORDER = ":order"
"""Behind the name of a column, among what is given and remembered of a table: how it writes its days."""
SIGNS: Mapping[DayOrder, str] = MappingProxyType(
    {"day-first": "dd/mm", "month-first": "mm/dd", "year-first": "yy/mm/dd"}
)
"""As a person writes an order."""
DayParts = tuple[int | None, int, int]
"""Year, month, day; the year None where it is not said."""

_NUMBERS = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<sign>[-./])(?P<two>\d{1,2})(?:(?P=sign)(?P<three>\d{4}|\d\d?))?(?P<point>\.)?"
    r"(?![\d./-])"
)
_CENTURY = 2000
_YEARS_AGO, _YEARS_AHEAD = 10, 20
"""Between these lies a year of two figures, where one of the orders says such a year."""
_LEAP_YEAR = 2024


class NumberedDay(NamedTuple):
    text: str
    readings: Mapping[DayOrder, DayParts]

    @property
    def orders(self) -> frozenset[DayOrder]:
        return frozenset(self.readings)

    @property
    def distinct(self) -> dict[DayParts, DayOrder]:
        """The days that it may be, each with one of its orders."""
        return {parts: order for order, parts in reversed(list(self.readings.items()))}

    @property
    def has_year(self) -> bool:
        return any(year is not None for year, _, _ in self.readings.values())

    def only(self, orders: Collection[DayOrder]) -> "NumberedDay":
        """With these orders alone; as it is where it has none of them."""
        left = {order: parts for order, parts in self.readings.items() if order in orders}
        return self._replace(readings=left) if left else self


def numbered_days(text: str, this_year: int, *, year_leads: bool) -> Iterator[NumberedDay]:
    """Those that stand in a text; `year_leads` says whether years of two figures usually stand before the month
    there, as in Chinese. Of what is no day in any order nothing."""
    for match in _NUMBERS.finditer(text):
        if readings := _readings(match, this_year, year_leads=year_leads):
            yield NumberedDay(match[0], readings)


def is_numbered(text: str) -> bool:
    """Whether it is made as such a day, also where no month has it."""
    return _NUMBERS.fullmatch(text) is not None


def _readings(match: re.Match[str], this_year: int, *, year_leads: bool) -> dict[DayOrder, DayParts]:
    one, two, three = int(match["one"]), int(match["two"]), match["three"]
    year = int(three) + (_CENTURY if len(three) < len("2026") else 0) if three else None
    found: dict[DayOrder, DayParts] = {"day-first": (year, two, one), "month-first": (year, one, two)}
    if three is None:
        found["year-first"] = (None, one, two)
    elif len(three) < len("2026"):
        found["year-first"] = (_CENTURY + one, two, int(three))
    if is_short := three is not None and len(three) == 1:  # 26.3.2
        found = {"year-first": found["year-first"]}
    found = {order: parts for order, parts in found.items() if _exists(parts)}
    near = {order: parts for order, parts in found.items() if _is_near(parts[0], this_year)}
    found = near if near or is_short else found
    if not year_leads and year is not None and len(found) > 1:
        found.pop("year-first", None)
    if _is_pointed(match) and not year_leads and "day-first" in found:  # 23.2. and 4.3.2026
        return {"day-first": found["day-first"]}
    return found


def _is_pointed(match: re.Match[str]) -> bool:
    return match["sign"] == "." and bool(match["point"] or match["three"])


def _is_near(year: int | None, this_year: int) -> bool:
    return year is None or this_year - _YEARS_AGO <= year <= this_year + _YEARS_AHEAD


def _exists(parts: DayParts) -> bool:
    year, month, day = parts
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
