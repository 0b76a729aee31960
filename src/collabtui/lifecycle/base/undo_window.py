"""The seconds that a mail somebody has released waits before it leaves, so that an undo has time."""

from datetime import datetime, timedelta

from collabtui.domain.via import KEY
from collabtui.lifecycle.base.acting import Acting

UNDO_WINDOW = timedelta(seconds=5)
"""For so long the key for undo is of use, and the words of the screens say so."""
AT_ONCE = timedelta()


def not_before(acting: Acting, leaving_in: timedelta) -> datetime | None:
    """The instant at which a mail that is queued now may leave; None where it need not wait. What a key causes has
    the time for an undo, whether or not its command asks for it."""
    waits = leaving_in or (UNDO_WINDOW if acting.via == KEY else AT_ONCE)
    return acting.now + waits if waits else None
