"""Retries of a mail that did not go out: the pause before the next try, and the end of trying."""

from datetime import datetime, timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.retry_pauses import FIRST_SEND_PAUSE, LONGEST_SEND_PAUSE, doubled

GIVE_UP_AFTER = timedelta(days=5)
"""As long as mail servers try (RFC 5321 section 4.5.4.1)."""
FEWEST_ATTEMPTS = 12
"""Before a mail is given up, however old it is: an outage or a wrong clock makes it old without any server's refusal.
With the pauses these take most of a day."""


def is_given_up(mail: Outgoing, now: datetime) -> bool:
    return mail.attempts >= FEWEST_ATTEMPTS and now - mail.queued_at > GIVE_UP_AFTER


def pause(attempts: int) -> timedelta:
    """Before the next attempt, after so many."""
    return doubled(FIRST_SEND_PAUSE, LONGEST_SEND_PAUSE, attempts)
