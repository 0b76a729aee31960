"""The process as it was, as it is typed, a step a line: `客服部：手工登记`, `Service desk: write it into the book`."""

import re
from collections.abc import Iterable

from collabtui.domain.matters.matter import ProcessStep
from collabtui.domain.model import one_line
from collabtui.errors import Refused

_LEADING = re.compile(r"^\s*(?:\d{1,2}\s*[.)、．]\s*|[-*•·]\s*)")
_BETWEEN = re.compile(r"[:：]")
MOST_STEPS = 60


def read_old_steps(text: str) -> tuple[ProcessStep, ...]:
    """In order; numbers and bullets before a line are left out. Raises `Refused`: old_step.no_department (value) for a
    line that does not say who does it, old_step.too_many (n)."""
    lines = [_LEADING.sub("", line).strip() for line in text.splitlines()]
    found = tuple(_read(line) for line in lines if line)
    if len(found) > MOST_STEPS:
        raise Refused("old_step.too_many", n=MOST_STEPS)
    return found


def write_old_steps(steps: Iterable[ProcessStep]) -> str:
    return "\n".join(f"{one.department}: {one.text}" for one in steps)


def _read(line: str) -> ProcessStep:
    department, *rest = map(one_line, _BETWEEN.split(line, maxsplit=1))
    if not department or not rest or not rest[0]:
        raise Refused("old_step.no_department", value=line)
    return ProcessStep(department=department, text=rest[0])
