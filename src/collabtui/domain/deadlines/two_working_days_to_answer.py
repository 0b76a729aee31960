"""The two-working-days rule of departments: by when one answers a request or a change, and names its contact; after how
many days more its head is told. What reminds them is `lifecycle.due.silent_departments_due`."""

from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.count_working_days import IsWorking, add_working_days

ANSWER_DAYS = 2
"""Working days in which a department answers, and names its contact."""


def answer_due(asked: datetime, zone: ZoneInfo, is_working: IsWorking, more_days: int = 0) -> datetime:
    """The instant by which a department answers, and names its contact: to the hour, in the zone. `more_days` are
    the further working days after which its head is told."""
    local = asked.astimezone(zone)
    return datetime.combine(add_working_days(local.date(), ANSWER_DAYS + more_days, is_working), local.timetz())
