"""Heads who are back: what their department is late with, and went to another in their place while they were away."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.due.actions_due import escalated_meanwhile
from collabtui.lifecycle.due.owed import DueMail, OwedKind, day_of, is_awake
from collabtui.store.interface import Reader

_STILL_NEWS = timedelta(days=7)
"""After that it is a matter for Today and the reports."""


class HeadsBackDue:
    """From the hour of reminders on, on the head's first day at work; once an absence."""

    kinds: tuple[OwedKind, ...] = ("escalation",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for head in reader.find(Person, head=True):
            if not head.is_here or not is_awake(acting, head) or not is_back(acting, head):
                continue
            mail = escalated_meanwhile(reader, acting, head)
            if mail and not reader.find(Reminded, ref=list(mail.marks), limit=1):
                yield mail


def is_back(acting: Acting, head: Person, *, since: datetime | None = None) -> bool:
    """Whether he was away, at that instant if one is given, and is not for some days."""
    if head.away_from is None or head.away_until is None:
        return False
    if since is not None and not head.away_from <= day_of(since, head) <= head.away_until:
        return False
    return head.away_until < day_of(acting.now, head) <= head.away_until + _STILL_NEWS
