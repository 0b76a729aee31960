"""Milestones as they are typed, one a line: `3月10日 接口冻结`, `冻结 3月10日 => 接口文档`, `freeze by Friday`."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from collabtui.domain.deadlines.counted_years import counted_day
from collabtui.domain.matters.matter import Milestone
from collabtui.errors import Refused
from collabtui.language.dates.find_days import find_days
from collabtui.language.labelled_parts import labelled_parts

_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_HANDED_OVER = re.compile(r"(?<![<=>])=>(?![=>])|⇒")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]+)[）)]")
_BETWEEN = " \t·:：,，;；-–—、。"
_EMPTY_BRACKETS = re.compile(r"\s*[（(]\s*[）)]")
"""What is left of brackets that held the day: 样机下线（3月20日）."""


def read_milestones(text: str, *, locale: Literal["zh", "en"], today: date) -> tuple[Milestone, ...]:
    """By day. Raises `Refused`: milestone.no_day (value) for a line without exactly one day, milestone.no_text (value)
    for one that is nothing else."""
    lines = (line.strip().lstrip("-*•·").strip() for line in text.splitlines() if line.strip())
    found = (read_milestone(line, locale=locale, today=today) for line in lines)
    return tuple(sorted(found, key=lambda one: one.day))


def write_milestones(milestones: Iterable[Milestone]) -> str:
    return "\n".join(map(write_milestone, milestones))


def write_milestone(one: Milestone) -> str:
    """`2026-03-10 接口冻结 => 接口文档`."""
    line = f"{one.day.isoformat()} {one.text}"
    return f"{line} => {one.deliverable}" if one.deliverable else line


def of_written(line: str) -> Milestone | None:
    """The milestone that `write_milestone` wrote so; None for any other line."""
    day, _, rest = line.partition(" ")
    text, _, deliverable = rest.partition(" => ")
    try:
        return Milestone(text=text, day=date.fromisoformat(day), deliverable=deliverable) if text else None
    except ValueError:
        return None


def read_milestone(typed: str, *, locale: Literal["zh", "en"], today: date) -> Milestone:
    """One line of them. Raises as `read_milestones` does."""
    line, deliverable = _deliverable_apart(typed)
    day, start, end = _day_in(line, locale, today)
    text = f"{line[:start].rstrip(_BETWEEN)} {line[end:].lstrip(_BETWEEN)}"
    text = _EMPTY_BRACKETS.sub("", text).strip()
    if not text:
        raise Refused("milestone.no_text", value=line)
    return Milestone(text=text, day=day, deliverable=deliverable)


def _deliverable_apart(line: str) -> tuple[str, str]:
    """Behind an arrow, or behind a label, which may stand in brackets: （产出：接口文档）."""
    if bracket := _IN_BRACKETS.search(line):
        head, labelled = labelled_parts(bracket[1], "milestones", ("deliverable",))
        if labelled and not head:
            return f"{line[: bracket.start()]} {line[bracket.end() :]}".strip(), labelled["deliverable"]
    if len(parts := _HANDED_OVER.split(line, maxsplit=1)) > 1:
        return parts[0].strip(), parts[1].strip(_BETWEEN)
    head, labelled = labelled_parts(line, "milestones", ("deliverable",))
    return head, " ".join(labelled.get("deliverable", "").split())


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
