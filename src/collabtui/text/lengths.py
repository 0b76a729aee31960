"""Lengths of time and counts as people say them: `1 h 28 min`, `3 days`; `3 added, 1 unchanged`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

MINUTE = timedelta(minutes=1)


def length(words: "Catalogue", span: timedelta) -> str:
    """`1 h 28 min`, `3 days`: of a span that is not negative; two parts at most."""
    minutes = max(0, span // MINUTE)
    days, hours = minutes // 1440, minutes // 60
    if days:
        hours %= 24
        return words("when.days_hours", days=days, hours=hours) if days < 2 and hours else words("when.days", n=days)
    if hours and minutes % 60:
        return words("when.hours_minutes", hours=hours, minutes=minutes % 60)
    return words("when.hours", n=hours) if hours else words("when.minutes", n=minutes)


def answered_in(words: "Catalogue", hours: float) -> str:
    """The time that somebody took for an answer: a minute at least, for nobody answers in none."""
    minutes = round(timedelta(hours=hours) / MINUTE)  # hours are no whole seconds
    return length(words, max(1, minutes) * MINUTE)


def counts(words: "Catalogue", key: str, numbers: Mapping[str, int]) -> list[str]:
    """The numbers in words, `key.name` of each that is not nought: nobody says that there is none. Of nothing at all
    `key.none`."""
    return [words(f"{key}.{name}", n=n) for name, n in numbers.items() if n] or [words(f"{key}.none")]
