"""Which milestones a weekly report of a matter tells."""

from datetime import UTC, date, datetime

import pytest

from collabtui.domain.count_working_days import week_of
from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.matters.milestone_of_week import milestones_of_week

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
WEEK = week_of(date(2026, 3, 4))
REACHED = (
    Milestone(text="in it", day=date(2026, 3, 30), reached=date(2026, 3, 8)),
    Milestone(text="before it", day=date(2026, 3, 3), reached=date(2026, 3, 1)),
)
AWAITED = (
    Milestone(text="past", day=date(2026, 2, 1)),
    Milestone(text="next week", day=date(2026, 3, 15)),
    Milestone(text="later", day=date(2026, 3, 16)),
)
MATTER = Matter(ref="X-2026-001", title="Launch", milestones=(*REACHED, *AWAITED), created_at=NOW)


def test_those_reached_in_it_and_those_that_are_awaited_until_its_plan_ends() -> None:
    assert [one.text for one in milestones_of_week(MATTER, WEEK)] == ["in it", "past", "next week"]


@pytest.mark.parametrize("over", [{"accepted_at": NOW}, {"step": "archive"}, {"withdrawn": "no budget"}])
def test_of_a_matter_that_is_over_those_that_were_reached(over: dict[str, object]) -> None:
    assert [one.text for one in milestones_of_week(MATTER.model_copy(update=over), WEEK)] == ["in it"]
