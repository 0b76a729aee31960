"""Pauses before another try after a failure (the back-off of outbox and inbox): all of them are doubled from a first
one up to a longest one.

What is paused are servers (`Pauses`, for reading, sending and the clock's work alike), single mails that did not go out
(`lifecycle.base.send_retries`), and single mails that the mail server did not hand out (`worker.unfetched_mails`).
"""

from datetime import timedelta
from itertools import count
from random import Random

FIRST_SERVER_PAUSE, LONGEST_SERVER_PAUSE = timedelta(seconds=10), timedelta(minutes=10)
"""After a server, the disk or the network failed."""
FIRST_SEND_PAUSE, LONGEST_SEND_PAUSE = timedelta(minutes=1), timedelta(hours=4)
"""After one mail could not be sent."""
FIRST_FETCH_PAUSE, LONGEST_FETCH_PAUSE = timedelta(minutes=1), timedelta(hours=4)
"""After one mail was not handed out, or its reading did not end."""
_MOST_DOUBLINGS = 30
"""More would only make a number that is too large for a length of time."""


def doubled(first: timedelta, longest: timedelta, failures: int) -> timedelta:
    """The pause after so many failures in a row (at least 1), without any chance in it."""
    return min(first * (1 << min(max(failures - 1, 0), _MOST_DOUBLINGS)), longest)


class Pauses:
    """Seconds between two tries of a server: 5 to 10, then twice that, up to 5 to 10 minutes; at random within, so that
    many who lost the same server do not come back together."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._failures = count(1)

    def next(self) -> float:
        return self._near(doubled(FIRST_SERVER_PAUSE, LONGEST_SERVER_PAUSE, next(self._failures)))

    def longest(self) -> float:
        return self._near(LONGEST_SERVER_PAUSE)

    def over(self) -> None:
        """It worked: the next failure is a first one."""
        self._failures = count(1)

    def _near(self, pause: timedelta) -> float:
        seconds = pause.total_seconds()
        return self._random.uniform(seconds / 2, seconds)
