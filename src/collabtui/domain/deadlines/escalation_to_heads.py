"""The rule of escalation: from which day on a head hears that an action is late, and the next one up after him. What
tells them is `lifecycle.due.actions_due`, and of what keeps other departments waiting `both_heads_due`."""

from datetime import date

from collabtui.domain.count_working_days import IsWorking, add_working_days

LARGE_SLIP = 5
"""Working days: who is later than that keeps others waiting, and not only his own department."""


def late_since(due: date, entered: date) -> date:
    """The day that lateness is counted from: what was late already when it was entered, as by an import, is chased as
    if it had been due on that day. Its owner hears of it then, and has as long as anybody to answer."""
    return max(due, entered)


def escalation_due(due: date, escalate_after: int, is_working: IsWorking) -> date:
    """The day on which a head hears of an action: whole working days after the first one on which it was late."""
    return add_working_days(due, escalate_after + 1, is_working)


def large_slip_on(due: date, is_working: IsWorking) -> date:
    """The day from which on it is late by much: the head of the department that leads the matter hears of it."""
    return add_working_days(due, LARGE_SLIP, is_working)


def next_escalation_step(asked: date, is_working: IsWorking) -> date:
    """The first day on which the next one up may hear of it: a working day after the one before him was told, however
    long no pass was made."""
    return add_working_days(asked, 1, is_working)
