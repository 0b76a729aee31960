"""The brake that ends a loop with an automaton that nothing gives away as one."""

from datetime import datetime, timedelta

from collabtui.domain.letters import Outgoing
from collabtui.store.interface import Reader

ANSWERS_AN_HOUR = 10
"""Automatic answers to one person. Whatever he sends beyond that waits for the facilitator, unanswered."""


def braked(reader: Reader, person: str, now: datetime) -> bool:
    """Counted in the outbox, so that it holds across restarts and whichever worker reads."""
    recent = reader.find(
        Outgoing, person=person, kind="answer", automatic=True, newest_first=True, limit=ANSWERS_AN_HOUR
    )
    return len(recent) == ANSWERS_AN_HOUR and recent[-1].queued_at > now - timedelta(hours=1)
