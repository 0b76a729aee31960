"""Actions that come due while their owner is away and nobody is in his place: nobody can be reminded, so that the
facilitator is told once of each, a few days before, to name a deputy or hand it over. A deputy who may
not read what is confidential is nobody."""

from collections.abc import Iterator

from collabtui.domain.action import Action
from collabtui.domain.facilitator_duties import Duty
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import stand_ins_of
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, late_duties
from collabtui.store.interface import Reader


class AbsentOwnersDue:
    """Of open actions of matters that are not archived."""

    kinds: tuple[OwedKind, ...] = ("absent-owner",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        found = (_mail(reader, acting, duty) for duty in late_duties(reader, acting) if duty.kind == "absent-owner")
        return filter(None, found)


def _mail(reader: Reader, acting: Acting, duty: Duty) -> DueMail | None:
    """None where the facilitator is the one who is away: he is told by nobody but himself."""
    action, absent = reader.get(Action, duty.ref), reader.get(Person, duty.person)
    person = facilitator_of(reader, acting, action.matter)
    stand_ins = stand_ins_of(reader, absent, day_of(acting.now, absent))
    unread = stand_ins.present if _is_hidden(reader, acting, action, stand_ins.present) else None
    if action.due is None or person.ref in (absent.ref, stand_ins.present and stand_ins.present.ref):
        return None
    message = Message(
        kind="notice",
        key=outbox_keys.absent_owner(action.ref, action.due, absent.ref, person.ref),
        person=person,
        template="absent-owner",
        context={
            "action": action,
            "absent": absent,
            "until": absent.away_until,
            "deputies": stand_ins.deputies,
            "unread": unread,
        },
        matter=action.matter,
        automatic=True,
    )
    owed = Owed("absent-owner", action.ref, action.title, action.due, days_until(acting, action.due))
    return DueMail(message, (owed,))


def _is_hidden(reader: Reader, acting: Acting, action: Action, deputy: Person | None) -> bool:
    if deputy is None or action.matter is None:
        return False
    return not is_named(reader, reader.get(Matter, action.matter), deputy, acting.facilitator)
