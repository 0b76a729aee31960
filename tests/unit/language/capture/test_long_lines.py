"""Lines longer than anybody types: kept whole as what their first words say, with the marks at their end."""

from datetime import date

import pytest

from collabtui.language.capture.capture_line import LONGEST_READ, parse
from collabtui.language.capture.marks.capture_mark import CaptureFrame
from collabtui.language.capture.unclear_parts import unclear_parts

FRIDAY = date(2026, 3, 6)
FRAME = CaptureFrame("en", FRIDAY, ["Bob Brown"])
FILLER = "word " * (LONGEST_READ // 4)


@pytest.mark.parametrize(
    ("head", "kind"),
    [("a: ", "action"), ("d: ", "decision"), ("", "note"), ("milestone: ", "note")],
)
def test_a_long_line_is_kept_as_what_it_begins_as(head: str, kind: str) -> None:
    line = f"{head}first {FILLER}last"
    found = parse(line, FRAME)
    assert (found.kind, found.line) == (kind, line)
    assert found.text.split()[-1] == "last"
    assert len(found.text) > LONGEST_READ


def test_marks_at_the_end_of_a_long_line_are_read_where_they_stand() -> None:
    line = f"a: first {FILLER}last @Bob Brown due 2026-03-20"
    found = parse(line, FRAME)
    assert "@" not in found.text
    assert {mark.kind: line[mark.start : mark.end].strip() for mark in found.marks} == {
        "owner": "@Bob Brown", "due": "due 2026-03-20",
    }  # fmt: skip


def test_a_milestone_without_its_day_is_asked_for_it_with_days() -> None:
    found = parse("milestone: freeze the interfaces", FRAME)
    assert (found.kind, bool(found.problems)) == ("milestone", True)
    (unclear,) = unclear_parts(found, [], today=FRIDAY)
    assert unclear.what == "line"
    assert all(offer.startswith("milestone: freeze the interfaces 2026-") for offer in unclear.offers)
    assert unclear.offers
