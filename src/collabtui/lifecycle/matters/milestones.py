"""Milestones as they are typed, one a line: `2026-03-10 接口冻结`, `接口冻结 3月10日`, `freeze by Friday`."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from collabtui.domain.deadlines.counted_years import counted_day
from collabtui.domain.matters.matter import Milestone
from collabtui.errors import Refused
from collabtui.language.dates.find_days import find_days

_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_BETWEEN = " \t·:：,，;；-–—、。"


def read_milestones(text: str, *, locale: Literal["zh", "en"], today: date) -> tuple[Milestone, ...]:
    """By day. Raises `Refused`: milestone.no_day (value) for a line without exactly one day, milestone.no_text (value)
    for one that is nothing else."""
    found = (_read(line.strip().lstrip("-*•·").strip(), locale, today) for line in text.splitlines() if line.strip())
    return tuple(sorted(found, key=lambda one: one.day))


def write_milestones(milestones: Iterable[Milestone]) -> str:
    return "\n".join(f"{one.day.isoformat()} {one.text}" for one in milestones)


def _read(line: str, locale: Literal["zh", "en"], today: date) -> Milestone:
    day, start, end = _day_in(line, locale, today)
    text = f"{line[:start].rstrip(_BETWEEN)} {line[end:].lstrip(_BETWEEN)}".strip()
    if not text:
        raise Refused("milestone.no_text", value=line)
    return Milestone(text=text, day=day)


def _day_in(line: str, locale: Literal["zh", "en"], today: date) -> tuple[date, int, int]:
    if written := _ISO.search(line):
        try:
            return counted_day(date.fromisoformat(written[0])), *written.span()
        except ValueError:
            raise Refused("milestone.no_day", value=line) from None
    days = [one for one in find_days(line, locale=locale, written=today) if one.day]
    if len(days) != 1 or days[0].day is None:
        raise Refused("milestone.no_day", value=line)
    return days[0].day, days[0].start, days[0].end
