"""The rung above `actions_due`: the heads of two departments hear, in one mail a day each, of what one of them is late
with and the other waits for.

That is a working day after the head of the late owner heard of it, and both read that the other does, or until when he
is away: then he hears of it on his return. So it is of what is late by a working week: then the head of the department
that leads the matter hears of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.deadlines.escalation_to_heads import (
    LARGE_SLIP,
    escalation_due,
    large_slip_on,
    late_since,
    next_escalation_step,
)
from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.language.exception_parts import ExceptionParts
from collabtui.lifecycle.assignments.exception_of import exception_of
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.actions_due import escalated_to, escalation_mark, head_of
from collabtui.lifecycle.due.for_departments.heads_back_due import is_back
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, can_be_asked, day_of, days_until, is_awake
from collabtui.store.interface import Reader

_WAITING, _SLIP = "both-heads", "slip"
_FIRST, _SECOND = "own", "other"
_BACK = "back"
"""Of a mark: that he who was away has heard of it, too."""


@dataclass(frozen=True)
class AbsentHead:
    """One of the two heads, who does not get the mail."""

    name: str
    until: date | None
    """His last day away; None where no mail reaches him."""
    by: Person
    """Who hears of it in his place."""


@dataclass(frozen=True)
class CrossLine:
    """One late action, as both heads read of it."""

    late: Action
    owner: Person
    waiting: Action | None
    """What waits for it in the other department; None where the matter as a whole does."""
    other: str
    """The other department."""
    head: Person
    """Of the late owner's department."""
    other_head: Person
    by: str
    """Name of the owner of what waits; title of the matter, where that does."""
    days: int
    """How many it is late."""
    absent: tuple[AbsentHead, ...] = ()

    @property
    def exception(self) -> ExceptionParts:
        """The reason why it is late or blocked, with impact and way out."""
        return exception_of(self.late)

    @property
    def mark(self) -> str:
        waits = f"{_WAITING}-{self.waiting.ref}" if self.waiting else _SLIP
        return f"{self.late.ref}/{self.late.due}/{waits}"


class BothHeadsDue:
    """On working days, from the hour of reminders on where each head lives."""

    kinds: tuple[OwedKind, ...] = ("both-heads",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        lines = [*_dependencies(reader, acting), *_slips(reader, acting)]
        if not lines or not acting.is_working(acting.today):
            return
        organiser = facilitator(reader, acting)
        by_head: dict[str, list[tuple[str, CrossLine]]] = {}
        people: dict[str, Person] = {}
        for found in lines:
            line = replace(found, absent=tuple(_absent(reader, acting, found, organiser)))
            for side, head in ((_FIRST, line.head), (_SECOND, line.other_head)):
                present = escalated_to(reader, acting, head, line.owner.ref, organiser)
                mark = _untold(reader, acting, f"{line.mark}-{side}", head, present)
                if mark:
                    people[present.ref] = present
                    by_head.setdefault(present.ref, []).append((mark, line))
        for ref, theirs in by_head.items():
            if is_awake(acting, people[ref]):
                yield _mail(acting, people[ref], theirs)


def _absent(reader: Reader, acting: Acting, line: CrossLine, organiser: Person) -> Iterator[AbsentHead]:
    for head in (line.head, line.other_head):
        present = escalated_to(reader, acting, head, line.owner.ref, organiser)
        if present.ref != head.ref:
            is_away = head.is_away(day_of(acting.now, head))
            yield AbsentHead(head.name, head.away_until if is_away else None, present)


def _untold(reader: Reader, acting: Acting, mark: str, head: Person, present: Person) -> str | None:
    """The mark that it is kept under once it is said; None where it has been. Who was away when another heard of it in
    his place hears of it himself."""
    heard = reader.find(Reminded, ref=mark, limit=1)
    if not heard:
        return mark
    back = f"{mark}-{_BACK}"
    if present.ref != head.ref or not is_back(acting, head, since=heard[0].at):
        return None
    return None if reader.find(Reminded, ref=back, limit=1) else back


def _dependencies(reader: Reader, acting: Acting) -> Iterator[CrossLine]:
    for late_ref, waiting_ref in reader.late_dependencies(f"{_WAITING}-none", acting.today):
        late, waiting = reader.get(Action, late_ref), reader.get(Action, waiting_ref)
        if late.owner and waiting.owner:
            owner, by = reader.get(Person, late.owner), reader.get(Person, waiting.owner)
            line = _between(reader, acting, late, owner, by.department)
            if line and can_be_asked(reader, acting, late, owner):
                yield CrossLine(late, owner, waiting, by.department, *line, by.name, _days_late(acting, late))


def _slips(reader: Reader, acting: Acting) -> Iterator[CrossLine]:
    until = acting.today - timedelta(days=LARGE_SLIP)
    marks = (f"{_SLIP}-{_FIRST}", f"{_SLIP}-{_SECOND}")
    owners = dict.fromkeys(ref for mark in marks for ref in reader.owed_owners(mark, None, until))
    for ref in owners:
        owner = reader.get(Person, ref)
        for late in reader.find(Action, owner=ref, status=OPEN):
            if late.due is None or late.matter is None or not can_be_asked(reader, acting, late, owner):
                continue
            if large_slip_on(late_since(late.due, day_of(late.created_at, owner)), acting.is_working) > acting.today:
                continue
            matter = reader.get(Matter, late.matter)
            other = matter.lead or matter.initiator
            if line := _between(reader, acting, late, owner, other):
                yield CrossLine(late, owner, None, other, *line, matter.title, _days_late(acting, late))


def _between(reader: Reader, acting: Acting, late: Action, owner: Person, other: str) -> tuple[Person, Person] | None:
    """The heads of the owner's department and of the other one, where these are two people, and the first has had a
    working day; None where it is not so, or not yet."""
    if not other or other == owner.department:
        return None
    others = [head for head in reader.find(Person, department=other, head=True) if head.is_here]
    own = head_of(owner, reader.find(Person, department=owner.department, head=True)) or (owner if owner.head else None)
    if not others or own is None or own.ref == others[0].ref:
        return None
    heard = reader.find(Reminded, ref=escalation_mark(reader, late, owner), limit=1)
    if heard:
        asked = day_of(heard[0].at, own)
    elif own.ref == owner.ref and late.due:  # who heads his department himself was asked as the owner
        since = late_since(late.due, day_of(late.created_at, own))
        first = reader.find(Reminded, ref=f"{late.ref}/{late.due}/overdue", limit=1)
        if not first:
            return None  # after days without a pass he is asked first, as everybody is
        on_time = escalation_due(since, acting.config.reminders.escalate_after, acting.is_working)
        asked = max(on_time, day_of(first[0].at, own))
    else:
        return None
    return (own, others[0]) if next_escalation_step(asked, acting.is_working) <= acting.today else None


def _days_late(acting: Acting, late: Action) -> int:
    return (acting.today - (late.due or acting.today)).days


def _mail(acting: Acting, head: Person, lines: list[tuple[str, CrossLine]]) -> DueMail:
    message = Message(
        kind="escalation",
        key=outbox_keys.both_heads(day_of(acting.now, head), head.ref),
        person=head,
        template="both-heads",
        context={"lines": list({line.mark: line for _, line in lines}.values())},
        automatic=True,
    )
    owed = [
        Owed("both-heads", line.late.ref, line.late.title, due, days_until(acting, due))
        for _, line in lines
        for due in [line.late.due or date.max]
    ]
    return DueMail(message, tuple(owed), tuple(mark for mark, _ in lines))
