"""A limit on how many mails of one person are carried out: it ends a loop with an automaton that nothing gives away."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from collabtui.store.interface import Reader

MAILS_AN_HOUR = 10
"""Mails of one person that are carried out and answered. What he writes beyond that waits for the facilitator."""
_HOUR = timedelta(hours=1)


def rate_limited(reader: Reader, person: str, written: datetime, now: datetime, digest: str) -> bool:
    """Whether one hour around `written` holds as many other mails of this person as a machine would write.

    Counted are those that prove that he wrote them, so nobody uses up what is another's, and by when they were written:
    what comes in at once after an outage was written in its time. A mail that is read again long after it came, `now`
    being when it came, is not limited by what came later; `digest` is its own, so that it does not count itself."""
    others = reader.proved_mails(person, *counted_around(written))
    times = sorted(one.written_at for one in others if one.digest != digest and one.received_at <= now)
    return any(_within_an_hour(times[at : at + MAILS_AN_HOUR], written) for at in range(len(times) - MAILS_AN_HOUR + 1))


def counted_around(written: datetime) -> tuple[datetime, datetime]:
    """The first and the last instant of mails that are counted for one written then."""
    return written - _HOUR, written + _HOUR


def _within_an_hour(times: Sequence[datetime], written: datetime) -> bool:
    return max(times[-1], written) - min(times[0], written) < _HOUR
