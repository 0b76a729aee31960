"""The deadline of a sign-off: until when minutes can be objected to before silence is consent, and from when on who has
not answered is reminded of it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from collabtui.domain.count_working_days import IsWorking, add_working_days

SIGN_OFF_AHEAD = timedelta(days=1)
"""Before consent by silence who has not answered is reminded."""


def sign_off_due(asked: datetime, zone: ZoneInfo, is_working: IsWorking, sign_off_days: int) -> datetime:
    """The end of the time in which who was asked at that instant can object; after that silence is consent. It is
    counted in days on which he works, in his own zone, as for every other answer that he owes."""
    local = asked.astimezone(zone)
    return datetime.combine(add_working_days(local.date(), sign_off_days, is_working), local.timetz())


def is_last_chance(now: datetime, deadline: datetime, at: time, is_working: IsWorking) -> bool:
    """Whether somebody whose time runs out at `deadline` is to be reminded of it now, where `now` is his local time:
    from a day before on; from the last hour of reminders (`at`) on that comes before it, where days off lie between."""
    if now >= deadline:
        return False
    again = datetime.combine(add_working_days(now.date(), 1, is_working), at, now.tzinfo)
    return deadline - SIGN_OFF_AHEAD <= now or deadline <= again
