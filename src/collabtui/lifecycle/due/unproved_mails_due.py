"""Mails that wait because they prove nothing, neither their sender nor, of a bounce, its recipient: one digest a day.

Whoever bears somebody's name can write as much of it as he likes: it costs the one whose name it is nothing, and the
facilitator one mail a day.
"""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from collabtui.domain.mail.mail_records import Outgoing, WaitingMail
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, is_awake
from collabtui.store.interface import Reader

AT_ONCE = 1000
"""Mails in one digest; the others are told the day after."""
LISTED = 20
"""Those that are named in it."""
_SAID = "unproved-mail"


class UnprovedMails:
    """The digest of unproved mails: those received until today's hour of reminders that no digest has listed yet."""

    kinds: tuple[OwedKind, ...] = ("unproved-mail",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        person = facilitator(reader, acting)
        key = outbox_keys.unproved_mails(_today(acting, person).date(), person.ref)
        if not is_awake(acting, person) or reader.find(Outgoing, key=key, limit=1):
            return
        mails = reader.unproved_mails(_SAID, _today(acting, person), AT_ONCE)
        if mails:
            message = Message(
                kind="notice",
                key=key,
                person=person,
                template="unproved",
                context={"mails": mails[:LISTED], "more": len(mails[LISTED:])},
                automatic=True,
            )
            marks = tuple(f"{mail.ref}/{_SAID}" for mail in mails)
            yield DueMail(message, tuple(_owed(acting, mail) for mail in mails), marks)


def _today(acting: Acting, person: Person) -> datetime:
    """The hour of reminders of this day, where the person lives."""
    zone = ZoneInfo(person.timezone)
    return datetime.combine(acting.now.astimezone(zone), time.fromisoformat(acting.config.reminders.at), zone)


def _owed(acting: Acting, mail: WaitingMail) -> Owed:
    day = mail.received_at.astimezone(acting.zone).date()
    return Owed("unproved-mail", mail.ref, mail.subject, day, days_until(acting, day))
