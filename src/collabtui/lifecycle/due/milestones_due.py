"""Milestones whose day is over and that nobody marked as reached: the facilitator is told once of each, in one mail a
matter. One that was reached is to be looked back on: he is told of it on the next day."""

from collections.abc import Iterator
from datetime import timedelta

from collabtui.domain.facilitator_duties import Duty
from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, late_duties
from collabtui.store.interface import Reader

_DAY = timedelta(days=1)


class MilestonesDue:
    """From the day after on, of matters that are not accepted yet."""

    kinds: tuple[OwedKind, ...] = ("milestone-owed", "milestone-look-back")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        by_matter: dict[str, list[Duty]] = {}
        for duty in late_duties(reader, acting):
            if duty.kind == "milestone-owed" and not reader.find(Reminded, ref=_mark(duty), limit=1):
                by_matter.setdefault(duty.ref, []).append(duty)
            elif duty.kind == "milestone-look-back":
                yield _look_back(reader, acting, duty)
        for ref, late in by_matter.items():
            yield _mail(reader, acting, reader.get(Matter, ref), late)


def _look_back(reader: Reader, acting: Acting, duty: Duty) -> DueMail:
    """Of what was reached and nothing was learned from, and no meeting is planned to."""
    matter, reached = reader.get(Matter, duty.ref), duty.due.date() - _DAY
    person = facilitator_of(reader, acting, matter.ref)
    message = Message(
        kind="notice",
        key=outbox_keys.milestone_look_back(matter.ref, reached, duty.title, person.ref),
        person=person,
        template="milestone-look-back",
        context={"matter": matter, "milestone": duty.title, "reached": reached},
        matter=matter.ref,
        automatic=True,
    )
    owed = Owed("milestone-look-back", matter.ref, f"{matter.title} {duty.title}", reached, days_until(acting, reached))
    return DueMail(message, (owed,))


def _mark(duty: Duty) -> str:
    return f"{duty.ref}/{duty.due.date()}/milestone-owed/{duty.title}"


def _mail(reader: Reader, acting: Acting, matter: Matter, late: list[Duty]) -> DueMail:
    person = facilitator_of(reader, acting, matter.ref)
    over = {(duty.title, duty.due.date() - _DAY) for duty in late}
    passed = [one for one in matter.milestones if (one.text, one.day) in over and one.reached is None]
    message = Message(
        kind="notice",
        key=outbox_keys.milestone_owed(matter.ref, max(one.day for one in passed), person.ref),
        person=person,
        template="milestone",
        context={"matter": matter, "milestones": passed},
        matter=matter.ref,
        automatic=True,
    )
    owed = tuple(
        Owed("milestone-owed", matter.ref, f"{matter.title} {one.text}", one.day, days_until(acting, one.day))
        for one in passed
    )
    return DueMail(message, owed, tuple(map(_mark, late)))
