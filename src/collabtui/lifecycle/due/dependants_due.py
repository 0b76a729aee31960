"""Owners of actions that wait for one that is late: each hears of it once, in one mail a day."""

from collections.abc import Iterator
from datetime import date

from collabtui.domain.action import Action
from collabtui.domain.deadlines.escalation_to_heads import late_since
from collabtui.domain.people import Person
from collabtui.lifecycle.assignments.assignment_mails import part_lines
from collabtui.lifecycle.assignments.changed_assignments import DependencyNews
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DailyLine, DueMail, Owed, OwedKind, day_of, days_until, is_awake
from collabtui.store.interface import Reader

_MARK = "late-for"


class DependantsDue:
    """Late actions that another's waits for; from the hour of reminders on where that one's owner lives."""

    kinds: tuple[OwedKind, ...] = ("dependency-late",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        by_person: dict[str, list[DependencyNews]] = {}
        for cause, ref in reader.late_dependencies(_MARK, acting.today):
            late, waiting = reader.get(Action, cause), reader.get(Action, ref)
            if waiting.owner and not (is_filed(reader, late.matter) or is_filed(reader, waiting.matter)):
                by_person.setdefault(waiting.owner, []).append(DependencyNews("late", waiting.owner, waiting, late))
        for person_ref, found in by_person.items():
            person = reader.get(Person, person_ref)
            today = day_of(acting.now, person)
            owed = [part for part in found if _is_late(part.cause, person, today)]
            if owed and is_awake(acting, person):
                yield _mail(reader, acting, person, owed)


def _is_late(cause: Action, reader: Person, today: date) -> bool:
    """What was late when it was entered is told from the day after: its own owner hears of it first."""
    since = cause.due and late_since(cause.due, day_of(cause.created_at, reader))
    return cause.overdue(today) and since is not None and since < today


def _mail(reader: Reader, acting: Acting, person: Person, parts: list[DependencyNews]) -> DueMail:
    lines = part_lines(reader, parts, day_of(acting.now, person))
    message = Message(
        kind="notice",
        key=outbox_keys.dependency_late(day_of(acting.now, person), person.ref),
        person=person,
        template="part",
        context=lines.context(""),
        items=numbered_items(line["action"] for line in lines.numbered),
        automatic=True,
    )
    owed = (
        Owed("dependency-late", part.cause.ref, part.cause.title, part.cause.due, days_until(acting, part.cause.due))
        for part in parts
        if part.cause.due
    )
    marks = tuple(f"{part.cause.ref}/{part.cause.due}/{_MARK}-{part.action.ref}" for part in parts)
    today = day_of(acting.now, person)
    held_up = tuple(
        DailyLine("held-up", line["action"], days, causes=tuple(cause["action"] for cause in line["causes"]))
        for line in lines.numbered
        for due in [line["action"].due]
        for days in [(due - today).days if due else None]
    )
    return DueMail(message, tuple(owed), marks, held_up)
