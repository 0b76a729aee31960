"""Lines of a running meeting as a scribe types them on Tuesday 1 December 2026, and what is taken of them and asked."""

from datetime import date
from typing import NamedTuple

from collabtui.domain.meetings.draft import CaptureLine
from collabtui.language.capture.capture_line import parse
from collabtui.language.capture.marks.capture_mark import CaptureFrame
from collabtui.language.capture.unclear_parts import UnclearPart, certain_line, unclear_parts
from support.records import person

TUESDAY = date(2026, 12, 1)
PEOPLE = [
    person(ref=f"P{number}", name=name, email=f"p{number}@example.test", department=department)
    for number, (name, department) in enumerate(
        [
            ("张伟", "研发部"), ("陈静", "市场部"), ("王芳", "质量部"), ("刘洋", "研发部"), ("赵磊", "财务部"),
            ("王强", "行政部"),
            ("Alice Zhang", "Sales"), ("Bob Brown", "Engineering"), ("Carol Chen", "Marketing"), ("David Li", "Supply"),
        ],
        1,
    )
]  # fmt: skip
NAMES = [*(one.name for one in PEOPLE), *(one.department for one in PEOPLE)]


class Taken(NamedTuple):
    line: CaptureLine
    asked: dict[str, UnclearPart]
    """By what is asked."""

    @property
    def due(self) -> str:
        """`12-04`; empty where none was taken."""
        day = self.line.action.due if self.line.action else None
        return f"{day:%m-%d}" if day else ""

    @property
    def owner(self) -> str:
        return self.line.action.owner if self.line.action else self.line.who


def frame(line: str) -> CaptureFrame:
    """Read by a Chinese organiser where Chinese is in the line."""
    return CaptureFrame("zh" if any("\u4e00" <= char <= "\u9fff" for char in line) else "en", TUESDAY, NAMES, PEOPLE)


def taken(line: str) -> Taken:
    parsed = parse(line, frame(line))
    asked = unclear_parts(parsed, PEOPLE, today=TUESDAY, here=[one.name for one in PEOPLE])
    return Taken(certain_line(parsed, PEOPLE), {part.what: part for part in asked})
