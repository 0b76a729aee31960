"""Lines of the weekly report."""

import pytest

from collabtui.domain.action_status import Status
from collabtui.formats.documents.weekly import WeeklyAction, action_line
from collabtui.text.catalogue import Catalogue


def line(status: Status, reason: str) -> str:
    action = WeeklyAction("A1", "doc", "张伟", "2026-03-20", False, status, 0, "file", reason=reason)
    return action_line(action, Catalogue("en"))


@pytest.mark.parametrize("status", ["not-started", "blocked"])
def test_what_was_moved_or_is_blocked_says_why_and_what_it_needs(status: Status) -> None:
    told = line(status, "the supplier is late;\nneed two people")
    assert told.endswith("file; reason: the supplier is late; need two people")


def test_what_is_done_or_never_moved_gives_no_reason() -> None:
    assert line("done", "late").endswith("file")
    assert line("in-progress", "").endswith("file")
