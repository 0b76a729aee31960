"""Days that a sentence gives for an example, ahead of whoever reads it: `{~iso}` is 2026-03-10, `{~day}` 10 Mar.

`{~span}` are some days from then on, `{~week}` is its week and `{~end}` the end of a month in a quarter of a year.
"""

from collections.abc import Callable
from datetime import date, timedelta

AHEAD, DAYS, QUARTER = timedelta(days=7), timedelta(days=3), timedelta(days=100)
WITHOUT_TODAY = date(2026, 3, 3)
"""Where nobody knows what day it is."""


def with_example_days(sentence: str, today: date | None, short_day: Callable[[date], str]) -> str:
    """The sentence with its examples; they fall on days that are worked."""
    day = (today or WITHOUT_TODAY) + AHEAD
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    last = day + DAYS
    later = (day + QUARTER).replace(day=1) - timedelta(days=1)
    week = day.isocalendar()
    examples = {
        "iso": day.isoformat(), "day": short_day(day), "week": f"{week.year}-W{week.week:02d}",
        "span": f"{short_day(day)}–{short_day(last)}", "end": short_day(later),
    }  # fmt: skip
    for name, example in examples.items():
        sentence = sentence.replace(f"{{~{name}}}", example)
    return sentence
