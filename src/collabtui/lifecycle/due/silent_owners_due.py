"""Owners who do not say how they stand: their head hears of it a working day after the facilitator did, once until
they speak, all of a department in one mail."""

from collections.abc import Iterator

from collabtui.domain.deadlines.escalation_to_heads import next_escalation_step
from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.people import Person
from collabtui.domain.silent_owners import SilentOwner, silent_owners
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.due.actions_due import head_of
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, is_awake
from collabtui.store.interface import Reader


class SilentOwnersDue:
    """On working days, from the hour of reminders on where the head lives."""

    kinds: tuple[OwedKind, ...] = ("progress-escalation",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        waiting = [
            one
            for one in silent_owners(reader.asked_progress(acting.now), acting.now)
            if _had_a_day(reader, acting, one)
        ]
        waiting = [one for one in waiting if not reader.find(Reminded, ref=_mark(one), limit=1)]
        if not waiting or not acting.is_working(acting.today):
            return
        heads = reader.find(Person, head=True)
        by_head: dict[str, list[SilentOwner]] = {}
        for one in waiting:
            owner = reader.get(Person, one.person)
            head = None if owner.is_away(day_of(acting.now, owner)) else head_of(owner, heads)
            present = in_place_of(reader, head, day_of(acting.now, head)) if head else None
            if present and present.ref != owner.ref:
                by_head.setdefault(present.ref, []).append(one)
        for ref, silent in by_head.items():
            head = reader.get(Person, ref)
            if is_awake(acting, head):
                yield _mail(acting, head, silent)


def _had_a_day(reader: Reader, acting: Acting, one: SilentOwner) -> bool:
    """Whether the facilitator was told of it (`silence_told_to_facilitator`) a working day ago, and could call."""
    noted = [mark.at.astimezone(acting.zone).date() for mark in reader.find(Reminded, ref=one.noted, limit=1)]
    return bool(noted) and next_escalation_step(noted[0], acting.is_working) <= acting.today


def _mark(one: SilentOwner) -> str:
    """Until he speaks it stays the same."""
    return f"{one.spell}/head-told"


def _mail(acting: Acting, head: Person, silent: list[SilentOwner]) -> DueMail:
    here = head.timezone
    message = Message(
        kind="escalation",
        key=outbox_keys.owners_silent(day_of(acting.now, head), head.ref),
        person=head,
        template="owners-silent",
        context={"lines": [one._asdict() | {"who": one.who, "there": one.asked_there(here)} for one in silent]},
        automatic=True,
    )
    owed = []
    for one in silent:
        day = one.asked.astimezone(acting.zone).date()
        owed.append(Owed("progress-escalation", one.matter, f"{one.who}: {one.title}", day, days_until(acting, day)))
    return DueMail(message, tuple(owed), tuple(map(_mark, silent)))
