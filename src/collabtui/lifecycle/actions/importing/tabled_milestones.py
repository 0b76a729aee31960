"""Milestones of a table, their days written as in one of tasks: what of it is taken in, and what has no day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from collabtui.domain.matters.matter import Milestone
from collabtui.errors import Refused
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.documents.document import shown
from collabtui.formats.tables.milestone_table import MilestoneOfTable
from collabtui.lifecycle.actions.importing.table_days import TableDays, is_no_day, is_vague_day
from collabtui.lifecycle.base.acting import Acting


class TabledMilestones(NamedTuple):
    milestones: tuple[Milestone, ...]
    """By day; of those that are called the same, the last."""
    undated: tuple[MilestoneOfTable, ...]
    """Without a day as yet: Q2, 4月中旬, or nothing."""


def milestones_of_table(acting: Acting, rows: Sequence[MilestoneOfTable]) -> TabledMilestones:
    """Raises `Refused`: milestone.row_without_day (row, value, day) for a slip such as 3月40日, and where no row has a
    day; milestone.ahead (text, day) for one that was reached on a day to come."""
    days = TableDays(acting, [TaskRow(row.number, {"due": row.day}, {}) for row in rows], None)
    dated = [(row, days.day(row.day)) for row in rows]
    undated = [row for row, day in dated if day is None]
    slips = [row for row in undated if (text := shown(row.day).strip()) and not (is_vague_day(text) or is_no_day(text))]
    for row in slips or (undated if len(undated) == len(rows) else ()):
        raise Refused("milestone.row_without_day", row=row.number, value=row.text, day=shown(row.day))
    found = {row.text: _milestone(acting, days, row, day) for row, day in dated if day}
    return TabledMilestones(tuple(sorted(found.values(), key=lambda one: one.day)), tuple(undated))


def _milestone(acting: Acting, days: TableDays, row: MilestoneOfTable, day: date) -> Milestone:
    reached = days.day(row.reached)
    if reached is not None and reached > acting.today:
        raise Refused("milestone.ahead", text=row.text, day=reached)
    return Milestone(text=row.text, day=day, deliverable=row.deliverable, reached=reached)
