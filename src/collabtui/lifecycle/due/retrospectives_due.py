"""Matters that were accepted and that nobody has looked back on by their last day: the facilitator is told once."""

from collections.abc import Iterator

from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, late_duties
from collabtui.store.interface import Reader


class RetrospectivesDue:
    """Accepted, on or after the last day of looking back, and nothing was learned from it."""

    kinds: tuple[OwedKind, ...] = ("retrospective-owed",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for duty in late_duties(reader, acting):
            if duty.kind != "retrospective-owed":
                continue
            matter, by = reader.get(Matter, duty.ref), duty.due.date()
            person = facilitator_of(reader, acting, matter.ref)
            message = Message(
                kind="notice",
                key=outbox_keys.retrospective_owed(matter.ref, by, person.ref),
                person=person,
                template="retrospective",
                context={"matter": matter},
                matter=matter.ref,
                automatic=True,
            )
            owed = Owed("retrospective-owed", matter.ref, matter.title, by, days_until(acting, by))
            yield DueMail(message, (owed,))
