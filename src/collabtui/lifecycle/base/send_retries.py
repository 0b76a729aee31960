"""Retries of a mail that did not go out: the pause before the next try, and the end of trying."""

from datetime import datetime, timedelta

from collabtui.domain.mail.mail_records import Outgoing

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
GIVE_UP_AFTER = timedelta(days=5)
"""As long as mail servers try (RFC 5321 section 4.5.4.1)."""
FEWEST_ATTEMPTS = 12
"""Before a mail is given up, however old it is: an outage or a wrong clock makes it old without any server's refusal.
With the pauses these take most of a day."""


def is_given_up(mail: Outgoing, now: datetime) -> bool:
    return mail.attempts >= FEWEST_ATTEMPTS and now - mail.queued_at > GIVE_UP_AFTER


def pause(attempts: int) -> timedelta:
    """Before the next attempt: doubled each time."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(max(attempts - 1, 0), 20)
    return min(doubled, LONGEST_PAUSE)
