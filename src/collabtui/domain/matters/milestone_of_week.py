"""Milestones of a weekly report: those reached in the week, those to be reached by the end of its plan, and those that
are past and not reached."""

from datetime import date

from collabtui.domain.count_working_days import Week
from collabtui.domain.matters.matter import Matter, Milestone


def is_of_week(day: date, reached: date | None, week: Week) -> bool:
    return week.first <= reached <= week.last if reached else day <= week.plan_until


def milestones_of_week(matter: Matter, week: Week) -> tuple[Milestone, ...]:
    """Of a matter that is over nobody waits any more for what was not marked."""
    awaited = (one for one in matter.milestones if one.reached or not matter.is_over)
    return tuple(one for one in awaited if is_of_week(one.day, one.reached, week))
