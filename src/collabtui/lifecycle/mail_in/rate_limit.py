"""A limit on automatic answers: it ends a loop with an automaton that nothing gives away as one."""

from datetime import datetime, timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.store.interface import Reader

ANSWERS_AN_HOUR = 10
"""Automatic answers to one person. Whatever he sends beyond that waits for the facilitator, unanswered."""


def rate_limited(reader: Reader, person: str, now: datetime) -> bool:
    """Counted in the outbox, so that it holds across restarts and whichever worker reads. A mail that is read again
    long after it came, `now` being its own time, is not limited by what was answered since."""
    recent = reader.find(
        Outgoing, person=person, kind="answer", automatic=True, newest_first=True, limit=ANSWERS_AN_HOUR
    )
    if len(recent) < ANSWERS_AN_HOUR:
        return False
    return now - timedelta(hours=1) < recent[-1].queued_at and recent[0].queued_at <= now
