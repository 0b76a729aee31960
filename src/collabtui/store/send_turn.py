"""A turn of sending: the mails of which account may leave at an instant, how many, and under whose lease."""

from datetime import datetime
from typing import NamedTuple


class SendTurn(NamedTuple):
    now: datetime
    limit: int
    """Mails, at most."""
    lease: int | None = None
    """The number of who sends: what was left in `sending` under another one, which is over, is his, too."""
    latest: datetime | None = None
    """A pause that ends later was set by a clock that was wrong, and is none."""
    account: str | None = None
    """A ref; None: the configuration's, and those of accounts that are used no more."""
