"""The deadline of a retrospective: until when one looks back on a matter that was accepted."""

from datetime import date

from collabtui.domain.count_working_days import IsWorking, add_working_days

LOOK_BACK_DAYS = 3
"""Working days after its acceptance in which a matter's retrospective is held."""


def retrospective_due(accepted: date, is_working: IsWorking) -> date:
    """The last day of looking back on a matter that was accepted on that day."""
    return add_working_days(accepted, LOOK_BACK_DAYS, is_working)
