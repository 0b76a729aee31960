"""The deadline of a sign-off: until when minutes can be objected to before silence is consent, how far an absence moves
it, and from when on who has not answered is reminded of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from collabtui.domain.count_working_days import IsWorking, add_working_days

SIGN_OFF_AHEAD = timedelta(days=1)
"""Before consent by silence who has not answered is reminded."""
MOST_MOVED = 10
"""Working days by which an absence moves the deadline, at the most."""


def sign_off_due(
    asked: datetime, zone: ZoneInfo, is_working: IsWorking, is_away: Callable[[date], bool], sign_off_days: int
) -> datetime:
    """The end of the time in which who was asked at that instant can object; after that silence is consent. It is
    counted in days on which he is at work, in his own zone, as for every other answer that he owes.

    Whose absence would move it by more than `MOST_MOVED` has the ordinary term, whose last day he is away on: then his
    silence is no consent (`silence_agrees`), and the facilitator decides."""
    local = asked.astimezone(zone)
    ordinary = add_working_days(local.date(), sign_off_days, is_working)
    latest = add_working_days(ordinary, MOST_MOVED, is_working)
    own = add_working_days(local.date(), sign_off_days, lambda day: is_working(day) and not is_away(day))
    last = own if own <= latest else ordinary if is_away(ordinary) else latest
    return datetime.combine(last, local.timetz())


def silence_agrees(deadline: datetime, zone: ZoneInfo, is_away: Callable[[date], bool]) -> bool:
    """Whether who says nothing by then agrees: nobody does on a day on which he is known to be away."""
    return not is_away(deadline.astimezone(zone).date())


def is_last_chance(now: datetime, deadline: datetime, is_working: IsWorking) -> bool:
    """Whether somebody whose time runs out at `deadline` is to be reminded of it now, where `now` is his local time: on
    the working day before and from then on, at whatever hour of it somebody looks."""
    last_day = deadline.astimezone(now.tzinfo).date()
    return now < deadline and last_day <= add_working_days(now.date(), 1, is_working)
