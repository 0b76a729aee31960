"""The rhythm of progress: on which days an owner is asked how his action stands, and by which hour he has told it."""

from datetime import date, time, timedelta

from collabtui.domain.count_working_days import IsWorking

PROGRESS_BY = time(17)
"""Where the owner lives; after that nobody is asked for progress any more."""
PROGRESS_NOTED = time(17, 5)
"""Where the owner lives: who was asked and has said nothing by then is silent."""
FRIDAY = 4
"""The last weekday on which weekly progress is told."""


def is_progress_day(rhythm: str, day: date, is_working: IsWorking) -> bool:
    """Whether progress is told on that day: each working day, or the last one of the week up to Friday."""
    if not is_working(day):
        return False
    rest = (day + timedelta(days=ahead) for ahead in range(1, FRIDAY - day.weekday() + 1))
    return rhythm == "daily" or (day.weekday() <= FRIDAY and not any(map(is_working, rest)))
